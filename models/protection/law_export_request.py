from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Domain

from ...tools.wording import says_something
from ..client.listed import listed

STATES = [
    ("draft", "Draft"),
    ("asked", "Asked"),
    ("approved", "Approved"),
    ("refused", "Refused"),
    ("used", "Taken"),
    ("expired", "Expired"),
    ("withdrawn", "Withdrawn"),
]
WAYS = [("export", "File"), ("print", "Print")]
ASKED = "law_firm_client.activity_export_asked"
ANSWERED = "law_firm_client.activity_export_answered"
LATEST = timedelta(days=30)
MOST_ROWS = 1_000_000


class LawExportRequest(models.Model):
    """A request to take a file of clients out of the firm, with its purpose (S62, S63).

    Within the limit of the person's role it is approved by being asked; above it, by
    another head or managing partner. It is good for one file, until it expires.
    """

    _name = "law.export.request"
    _description = "Request to Export"
    _inherit = ["law.asked"]
    _order = "id desc"
    _rec_name = "name"
    _transitions = {
        "draft": ("asked", "approved"),
        "asked": ("approved", "refused", "withdrawn", "expired"),
        "approved": ("used", "withdrawn", "expired"),
    }
    _said_fields = frozenset(
        ("way", "model", "field_names", "rows", "purpose", "valid_until")
    )
    _gated_fields = frozenset(
        (
            "name",
            "user_id",
            "company_id",
            "state",
            "asked_on",
            "decided_by_id",
            "decided_on",
            "used_on",
            "log_number",
        )
    )

    way = fields.Selection(WAYS, "Kind of File", required=True, default="export")
    model = fields.Selection("_selection_model", "Kind of Record", required=True)
    field_names = fields.Text(
        "Fields",
        help="Those in the file; with none chosen, whatever your role may export.",
    )
    rows = fields.Integer(
        "Most Rows",
        required=True,
        default=lambda self: self._default_rows(),
        aggregator=None,
        help="How many rows the file has at most; parts of a record take their own.",
    )
    purpose = fields.Text(required=True, help="What the file is for, and who gets it.")
    valid_until = fields.Datetime(
        required=True,
        default=lambda self: fields.Datetime.now() + timedelta(days=1),
    )
    state = fields.Selection(
        STATES, "Status", default="draft", required=True, readonly=True, index=True
    )
    decided_by_id = fields.Many2one(
        "res.users",
        "Decided by",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    decided_on = fields.Datetime(readonly=True, copy=False)
    answer = fields.Char(copy=False, help="Why it is approved or refused.")
    used_on = fields.Datetime("Taken On", readonly=True, copy=False)
    log_number = fields.Integer(
        "Row of the Log", readonly=True, copy=False, aggregator=None
    )
    mine = fields.Boolean(compute="_compute_mine")

    _rows_positive = models.Constraint(
        "CHECK(rows >= 1)", "A file has at least one row."
    )
    _waiting_idx = models.Index("(valid_until) WHERE state IN ('asked', 'approved')")

    @api.model
    def _selection_model(self):
        return self.env["law.export.kind"]._selection_model()

    @api.model
    def _default_rows(self):
        """Return as many rows as are approved at once, else as a file may have."""
        mine = self.env["law.export.policy"]._mine(self.env.company)
        may = mine.filtered("may_export")
        at_once = max(may.mapped("approval_rows"), default=0)
        most = max(may.mapped("rows_per_file"), default=1)
        return min(at_once, most) or most

    @api.constrains("field_names", "model")
    def _check_field_names(self):
        for request in self:
            wrong = self._unknown_fields(request.model, request._named())
            if wrong:
                raise ValidationError(
                    self.env._(
                        "There are no such fields: %(names)s. Choose them from the "
                        "list.",
                        names=listed(self.env, wrong[:5]),
                    )
                )

    @api.depends("user_id")
    @api.depends_context("uid")
    def _compute_mine(self):
        for request in self:
            request.mine = request.user_id == self.env.user

    # === ORM ===
    def write(self, vals):
        if self._said_fields & vals.keys():
            self._check_mine()
        if "answer" in vals and not self.env.su:
            for request in self:
                request._check_decider()
        return super().write(vals)

    # === ASK ===
    @api.model
    def ask(self, model, purpose, rows=1, field_names=None, way="export"):
        """Ask for one file, and say at once whether it may leave.

        For the screen, which asks when an export has no request yet, and for programs:
        ask first, then export.

        :param model: the model of the records
        :param purpose: what the file is for
        :param rows: how many rows it has at most
        :param field_names: the fields, each by its technical name
        :param way: "export" for a file, "print" for a print
        :return: {"id", "state", "message"}
        :raises UserError: when something of it is not what it must be
        """
        self._check_asked_for(model, purpose, rows, field_names, way)
        request = self.create(
            {
                "model": model,
                "purpose": purpose,
                "rows": rows,
                "field_names": ", ".join(field_names or ()),
                "way": way,
            }
        )
        request.action_ask()
        return {
            "id": request.id,
            "state": request.state,
            "message": request._message_of_state(),
        }

    @api.model
    def _check_asked_for(self, model, purpose, rows, field_names, way):
        """Say which part of what a program asks for is not what it must be."""
        problem = None
        names = field_names or []
        if not isinstance(model, str) or model not in dict(self._selection_model()):
            problem = self.env._("no kind of record that holds clients' data: model")
        elif not isinstance(way, str) or way not in dict(WAYS):
            problem = self.env._("neither 'export' nor 'print': way")
        elif not isinstance(purpose, str):
            problem = self.env._("no text: purpose")
        elif type(rows) is not int or not 1 <= rows <= MOST_ROWS:
            problem = self.env._("no number from 1 to %(most)s: rows", most=MOST_ROWS)
        elif not isinstance(names, list | tuple | set) or not all(
            isinstance(name, str) for name in names
        ):
            problem = self.env._("no list of technical names: field_names")
        else:
            wrong = self._unknown_fields(model, names)
            if wrong:
                problem = self.env._(
                    "no such fields: %(names)s", names=", ".join(wrong[:5])
                )
        if problem:
            raise UserError(
                self.env._("This cannot be asked for (%(problem)s).", problem=problem)
            )

    @api.model
    def _unknown_fields(self, model, names):
        """Return those of the names, or paths, that begin with no field of a model."""
        known = self.env[model]._fields.keys() | {".id"}
        return sorted(name for name in names if name.split("/")[0] not in known)

    @api.model
    def get_field_choices(self, model):
        """Return the fields of a model that the user's role may export.

        For the form of a request; the same is checked anew when it is asked for.

        :param model: a kind of record that a request may be about
        :return: [{"value": technical name, "label": name on the screen}]
        """
        self.check_access("create")
        Policy = self.env["law.export.policy"]
        if model not in Policy._guarded_models():
            return []
        may = Policy._mine(self.env.company).filtered("may_export")
        shown = self.env[model].fields_get(attributes=["string", "exportable"])
        return sorted(
            (
                {"value": name, "label": field["string"]}
                for name, field in shown.items()
                if field.get("exportable", True)
                and not all(rule._closed_fields(model, {name}) for rule in may)
            ),
            key=lambda choice: choice["label"],
        )

    def _message_of_state(self):
        self.ensure_one()
        if self.state == "approved":
            return self.env._("%(number)s is approved.", number=self.name)
        return self.env._(
            "%(number)s waits for somebody else's approval: %(names)s. You are told, "
            "and can then export until %(until)s.",
            number=self.name,
            names=self.env["law.export.policy"]._whom_to_ask(self.company_id),
            until=fields.Datetime.context_timestamp(self, self.valid_until).strftime(
                "%Y-%m-%d %H:%M"
            ),
        )

    def action_ask(self):
        """Bring the request before whoever approves it, or approve it within the limit.

        :raises AccessError: when the person's role may not have such a file at all
        :raises UserError: when the purpose is missing, or the day is not possible
        """
        self._check_mine()
        for request in self:
            request._check_what_is_asked()
            limit = self.env["law.export.policy"]._approval_above(
                request.way, request.company_id
            )
            now = fields.Datetime.now()
            taken = self._rows_approved_alone(request.company_id)
            if request.way == "export" and request.rows + taken <= limit:
                request._move("approved", asked_on=now, decided_on=now)
            else:
                request._move("asked", asked_on=now)
                request._put_before_deciders()

    @api.model
    def _rows_approved_alone(self, company):
        """Return how many rows the user has had in 24 hours without a second person."""
        # sudo: the person's own requests, whatever rules hide
        alone = self.sudo().search(
            Domain("user_id", "=", self.env.uid)
            & Domain("company_id", "=", company.id)
            & Domain("way", "=", "export")
            & Domain("state", "in", ("approved", "used"))
            & Domain("decided_by_id", "=", False)
            & Domain("asked_on", ">", fields.Datetime.now() - timedelta(days=1))
        )
        return sum(alone.mapped("rows"))

    def action_withdraw(self):
        """Take the request back."""
        self._check_mine()
        for request in self:
            request._move("withdrawn")
            request.sudo().activity_unlink([ASKED])

    # === CHECKS ===
    def _check_what_is_asked(self):
        """Raise unless such a file could leave by the person's role."""
        self.ensure_one()
        Policy, company = self.env["law.export.policy"], self.company_id
        if not says_something(self.purpose):
            raise UserError(
                self.env._("Say in some words what the file is for, and who gets it.")
            )
        now = fields.Datetime.now()
        if not now < self.valid_until <= now + LATEST:
            raise UserError(
                self.env._("Choose a time within the next %(days)s days.", days=30)
            )
        Policy._check_not_frozen(company)
        mine = Policy._mine(company)
        if self.way == "print":
            if not mine.filtered("may_print"):
                raise AccessError(self.env._("Your role prints nothing of clients."))
            return
        fitting = Policy._fitting(mine, self.model, self._named(), False, company)
        fitting._check_rows_of_file(self.rows, company)

    def _named(self):
        """Return the fields asked for; none means all."""
        self.ensure_one()
        names = (self.field_names or "").replace("，", ",").split(",")
        return {name.strip() for name in names if name.strip()}
