from datetime import timedelta

from odoo import api, models
from odoo.exceptions import AccessError
from odoo.tools import SQL, ormcache

from ..client.listed import listed
from .door import somebody_asks
from .kinds import kind_name
from .law_access_log import ROLES

# The limits of whoever has no role: enough for a screen or two.
NO_ROLE = (500, 2_000)
CONFIDENTIAL = {
    "law.client": {
        "philosophy",
        "direction",
        "features",
        "cooperation_note",
        "registered_capital",
        "taboo_topics",
        "habits",
        "state_note",
        "risk_note",
        "provenance",
        "provenance_board",
        "standing_board",
    },
    "law.need": {"description", "result"},
    "law.relation": {"note"},
}
# Of these, every field is confidential.
CONFIDENTIAL_MODELS = {
    "law.person.fact",
    "law.client.standing",
    "law.client.update",
    "law.client.update.line",
    "mail.message",
}


class ExportToBeAsked(AccessError):
    """A file may leave, but somebody has to say what for: the screen asks then."""

    def __init__(self, message, context):
        super().__init__(message)
        self.context = context


class LawExportPolicy(models.Model):
    _inherit = "law.export.policy"

    # === WHAT IS GUARDED ===
    @api.model
    @ormcache()
    def _guarded_models(self):
        """Return the models that hold clients' data, or name clients as the log does.

        Those are the ones whose reading is logged, and all of ours that point at one.
        """
        return frozenset(
            name
            for name, model in self.env.registry.items()
            if not model._abstract
            and not model._transient
            and (
                hasattr(model, "_logged_clients")
                or name == "law.access.log"
                or name.startswith("law.")
                and any(f.comodel_name == "law.client" for f in model._fields.values())
            )
        )

    @api.model
    def _confidential_fields(self, model):
        """Return the confidential fields of a model.

        A room whose models have such fields adds them here.
        """
        if model in CONFIDENTIAL_MODELS:
            return set(self.env[model]._fields) - {"id", "display_name"}
        return CONFIDENTIAL.get(model, set())

    @api.model
    def _analysis_models(self):
        """Return the models of analyses: no role exports them unless a rule says so.

        A room that works out something about clients adds its models here (S33).
        """
        return {"law.client.gap"}

    # === WHO MAY WHAT ===
    @api.model
    def _roles_of(self, user):
        """Return the user's roles in the firm."""
        return [
            role
            for role, _label in ROLES
            if user.has_group(f"law_firm_client.group_{role}")
        ]

    @api.model
    def _mine(self, company):
        """Return the rules of the user's roles in a company."""
        # sudo: whoever is bound by a rule need not be able to read it
        return self.sudo().search(
            [
                ("company_id", "=", company.id),
                ("role", "in", self._roles_of(self.env.user)),
            ]
        )

    @api.model
    def _reading_limits(self):
        """Return how many rows the user may read in an hour and in a day."""
        user = self.env.user
        return self._limits_of(tuple(self._roles_of(user)), user.company_id.id)

    @api.model
    @ormcache("roles", "company_id")
    def _limits_of(self, roles, company_id):
        mine = self.sudo().search(
            [("company_id", "=", company_id), ("role", "in", roles)]
        )
        return (
            max(mine.mapped("read_rows_hour"), default=NO_ROLE[0]),
            max(mine.mapped("read_rows_day"), default=NO_ROLE[1]),
        )

    @api.model
    def _whom_to_ask(self, company=None):
        """Return the names of the heads and managing partners of a company."""
        company = company or self.env.company
        heads = self.env.ref("law_firm_client.group_client_head").sudo().all_user_ids
        others = heads.filtered(
            lambda user: company in user.company_ids and user != self.env.user
        )
        names = others.mapped("name")[:3]
        return listed(self.env, names) if names else self.env._("a managing partner")

    @api.model
    def _check_not_frozen(self, company=None):
        """Refuse to hand anything to a person whose exports are frozen."""
        # sudo: nobody else sees who is about to leave
        if not self.env.su and self.env.user.sudo().law_exports_frozen:
            raise AccessError(
                self.env._(
                    "Nothing of the firm's clients leaves by you at present: no file, "
                    "no print, no reading in bulk. Ask %(names)s.",
                    names=self._whom_to_ask(company),
                )
            )

    @api.model
    def _approval_above(self, way, company):
        """Return above how many rows the user needs a second person."""
        if way == "print":
            return 0
        mine = self._mine(company).filtered("may_export")
        return max(mine.mapped("approval_rows"), default=0)

    # === THE GATE ===
    @api.model
    def _let_pass(
        self,
        way,
        records,
        names=(),
        rows=None,
        analysis=False,
        always=False,
        use=True,
    ):
        """Return the request by which these records may leave, or raise.

        Every way that writes a file comes by here, whoever calls it by whatever door.
        The system itself, as superuser, is free.

        :param way: "export" or "print"
        :param records: what leaves; only those that tell about a client count
        :param names: the fields, for a file
        :param rows: the number of rows, if it is not that of the records
        :param analysis: whether figures leave, and not the records themselves
        :param always: whether the gate holds even if none tells about a client
        :param use: off to look only whether the rules allow it; no request is needed
        :return: the request that was used; empty where none is needed
        :raises AccessError: with what to do
        """
        Request = self.env["law.export.request"]
        if self.env.su or records._name not in self._guarded_models():
            return Request
        told = records
        if hasattr(records, "_logged_part"):
            told = records._logged_part()
        if not told and not always and not records._name.startswith("law."):
            return Request
        company = self._company_of(told)
        self._check_not_frozen(company)
        rows = len(told) if rows is None else rows
        analysis = analysis or records._name in self._analysis_models()
        mine = self._mine(company)
        if way == "print":
            return self._let_print(mine, told, company)
        fitting = self._fitting(mine, records._name, set(names), analysis, company)
        fitting._check_rows_of_file(rows, company)
        if not use:
            return Request
        return Request._use("export", told, names, rows, company)

    @api.model
    def _with_groups(self, names):
        """Return the fields of a file, and those by which its lines are grouped."""
        groups = self.env.context.get("law_export_groups") or ()
        paths = [spec.split(":")[0].replace(".", "/") for spec in groups]
        return [*names, *(path for path in paths if path not in names)]

    @api.model
    def _company_of(self, told):
        """Return the firm whose rules hold: that of the clients, or the user's own."""
        clients = told._logged_clients() if hasattr(told, "_logged_clients") else None
        companies = clients.sudo().company_id if clients else self.env.company
        own = companies & self.env.user.company_id
        return (own or companies or self.env.company)[:1]

    @api.model
    def _fitting(self, mine, model, names, analysis, company):
        """Return those of the rules that allow these fields of a model."""
        ask = self._whom_to_ask(company)
        may = mine.filtered("may_export")
        if not may:
            raise AccessError(
                self.env._(
                    "Data of clients does not leave the firm: your role exports none. "
                    "If you need this file for your work, ask %(names)s.",
                    names=ask,
                )
            )
        if analysis and not may.filtered("analysis"):
            raise AccessError(
                self.env._(
                    "Figures and analyses stay in the firm: your role exports none. "
                    "Ask %(names)s.",
                    names=ask,
                )
            )
        kinds = (may.filtered("analysis") if analysis else may).filtered(
            lambda rule: rule.every_kind or model in rule.kind_ids.mapped("model")
        )
        if not kinds:
            raise AccessError(
                self.env._(
                    "Your role exports no records of the kind '%(kind)s'. Ask "
                    "%(names)s.",
                    kind=kind_name(self.env, model),
                    names=ask,
                )
            )
        fitting = kinds.filtered(lambda rule: not rule._closed_fields(model, names))
        if not fitting:
            closed = kinds[:1]._closed_fields(model, names)
            raise AccessError(
                self.env._(
                    "These fields do not leave the firm by your role: %(fields)s. Take "
                    "them out and export again, or ask %(names)s.",
                    fields=listed(self.env, self._labels(model, closed)),
                    names=ask,
                )
            )
        return fitting

    def _closed_fields(self, model, names):
        """Return those of the fields that the rule keeps in the firm."""
        self.ensure_one()
        names = {name.split("/")[0].split(":")[0] for name in names}
        names -= {"id", ".id"}
        listed_names = set()
        for kind in self.kind_ids.filtered(lambda kind: kind.model == model):
            listed_names = kind._named()
        if listed_names:
            return names - listed_names
        return set() if self.confidential else names & self._confidential_fields(model)

    @api.model
    def _labels(self, model, names):
        labels = self.env[model].fields_get(names, attributes=["string"])
        return sorted(label["string"] for label in labels.values()) or sorted(names)

    def _check_rows_of_file(self, rows, company):
        """Raise when a file of so many rows is more than these rules allow."""
        most = max(self.mapped("rows_per_file"))
        if rows > most == 1:
            raise AccessError(
                self.env._(
                    "Your role takes out one record at a time, and no lists. If you "
                    "need this file for your work, ask %(names)s.",
                    names=self._whom_to_ask(company),
                )
            )
        if rows > most:
            raise AccessError(
                self.env._(
                    "A file holds %(most)s rows at most; this one would have %(rows)s. "
                    "Choose fewer records, or ask %(names)s.",
                    most=most,
                    rows=rows,
                    names=self._whom_to_ask(company),
                )
            )
        most, taken = max(self.mapped("rows_per_day")), self._taken_today()
        if rows + taken > most:
            raise AccessError(
                self.env._(
                    "In 24 hours you may export %(most)s rows; %(taken)s have left, "
                    "and this file has %(rows)s more. Export it later, or ask "
                    "%(names)s.",
                    most=most,
                    taken=taken,
                    rows=rows,
                    names=self._whom_to_ask(company),
                )
            )

    @api.model
    def _let_nested(self, root, taken):
        """Check what a file brings along of other records, and record it.

        :param root: the records that the file is of
        :param taken: {model: (ids, fields)} of what it has of other models
        """
        known = root._logged_clients() if hasattr(root, "_logged_clients") else ()
        for model, (ids, names) in taken.items():
            if model == root._name:
                continue
            records = self.env[model].browse(ids)._logged_part()
            if not records and not model.startswith("law."):
                continue
            if known:
                company = self._company_of(records)
                self._fitting(self._mine(company), model, names, False, company)
                request = self.env["law.export.request"]
            else:
                request = self._let_pass("export", records, names)
            if not set(records._logged_clients()) <= set(known):
                self._record_file(records, sorted(names), request)

    @api.model
    def _let_figures(self, model, rows, title):
        """Let figures of clients leave in a pivot table of so many rows."""
        records = self.env[model]
        records.check_access("read")
        request = self._let_pass(
            "export", records, rows=rows, analysis=True, always=True
        )
        self._record_file(records, [title], request, count=rows)

    @api.model
    def _record_file(self, records, names, request, count=None):
        """Write in the log that these fields of the records leave in a file."""
        if somebody_asks():
            number = self.env["law.access.log"]._record(
                "export",
                records,
                count=count,
                query=request._said(),
                detail=", ".join(names),
            )
            request._left(number)

    @api.model
    def _let_print(self, mine, told, company):
        """Let a print pass, of many clients only with the approval of another."""
        may = mine.filtered("may_print")
        if not may:
            raise AccessError(
                self.env._(
                    "Your role prints nothing of clients. Ask %(names)s.",
                    names=self._whom_to_ask(company),
                )
            )
        rows = len(told._logged_clients()) if told else 0
        if rows <= max(may.mapped("print_rows")):
            return self.env["law.export.request"]
        return self.env["law.export.request"]._use("print", told, (), rows, company)

    @api.model
    def _taken_today(self):
        """Return how many rows the user has exported in the last 24 hours."""
        return self.env.execute_query(
            SQL(
                """
                SELECT COALESCE(SUM(record_count), 0) FROM law_access_log
                WHERE user_number = %s AND moment > %s AND action = 'export'
                """,
                self.env.uid,
                self.env["law.access.log"]._now() - timedelta(days=1),
            )
        )[0][0]
