from datetime import timedelta

from psycopg2.errors import ReadOnlySqlTransaction

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from .law_export_gate import ExportToBeAsked

STATES = [
    ("draft", "Draft"),
    ("asked", "Asked"),
    ("approved", "Approved"),
    ("refused", "Refused"),
    ("used", "Taken"),
    ("expired", "Expired"),
    ("withdrawn", "Withdrawn"),
]
TRANSITIONS = {
    "draft": ("asked", "approved"),
    "asked": ("approved", "refused", "withdrawn", "expired"),
    "approved": ("used", "withdrawn", "expired"),
}
WAYS = [("export", "File"), ("print", "Print")]
ASKED = "law_firm_client.activity_export_asked"
ANSWERED = "law_firm_client.activity_export_answered"
LATEST = timedelta(days=30)
SHORTEST_PURPOSE = 5
MOST_ROWS = 1_000_000


class LawExportRequest(models.Model):
    """A request to take a file of clients out of the firm, with its purpose (S62, S63).

    Within the limit of the person's role it is approved by being asked; above it, by
    another head or managing partner. It is good for one file, until it expires.
    """

    _name = "law.export.request"
    _description = "Request to Export"
    _inherit = ["law.gate.mixin", "law.discreet.thread"]
    _order = "id desc"
    _rec_name = "name"
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

    name = fields.Char("Number", default="/", readonly=True, copy=False)
    user_id = fields.Many2one(
        "res.users",
        "Asked by",
        default=lambda self: self.env.user,
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    company_id = fields.Many2one(
        "res.company",
        default=lambda self: self.env.company,
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    way = fields.Selection(WAYS, "Kind of File", required=True, default="export")
    model = fields.Selection("_selection_model", "Kind of Record", required=True)
    field_names = fields.Text(
        "Fields",
        help="Technical names with commas between. Empty: whatever your role may "
        "export.",
    )
    rows = fields.Integer("Most Rows", required=True, default=1, aggregator=None)
    purpose = fields.Text(required=True, help="What the file is for, and who gets it.")
    valid_until = fields.Datetime(
        required=True,
        default=lambda self: fields.Datetime.now() + timedelta(days=1),
    )
    state = fields.Selection(
        STATES, "Status", default="draft", required=True, readonly=True, index=True
    )
    asked_on = fields.Datetime(readonly=True, copy=False)
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

    @api.depends("user_id")
    @api.depends_context("uid")
    def _compute_mine(self):
        for request in self:
            request.mine = request.user_id == self.env.user

    # === ORM ===
    @api.model_create_multi
    def create(self, vals_list):
        requests = super().create(vals_list)
        for request in requests:
            number = self.env["ir.sequence"].next_by_code("law.export.request")
            request._stamp({"name": number or "/"})
        return requests

    def write(self, vals):
        said = {"way", "model", "field_names", "rows", "purpose", "valid_until"}
        if said & vals.keys():
            self._check_mine()
            if any(request.state != "draft" for request in self):
                raise UserError(
                    self.env._(
                        "What was asked stays as it is. Withdraw the request and "
                        "write a new one."
                    )
                )
        if "answer" in vals and not self.env.su:
            for request in self:
                request._check_decider()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_asked(self):
        if any(request.state != "draft" for request in self):
            raise UserError(
                self.env._("A request that was sent stays on record. Withdraw it.")
            )

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
            known = self.env[model]._fields.keys() | {".id"}
            wrong = [name for name in names if name.split("/")[0] not in known]
            if wrong:
                problem = self.env._(
                    "no such fields: %(names)s", names=", ".join(wrong[:5])
                )
        if problem:
            raise UserError(
                self.env._("This cannot be asked for (%(problem)s).", problem=problem)
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

    # === DECIDE ===
    def action_approve(self):
        """Let the file leave.

        :raises AccessError: for oneself, and for whoever is kept from a client of it
        """
        self._decide("approved")

    def action_refuse(self):
        """Keep the data in the firm, with the reason.

        :raises UserError: when no reason is given
        """
        for request in self:
            if not (request.answer or "").strip():
                raise UserError(self.env._("Say why, so that the person knows."))
        self._decide("refused")

    def _decide(self, state):
        for request in self:
            request._check_decider()
            request._move(
                state,
                decided_by_id=self.env.user.id,
                decided_on=fields.Datetime.now(),
            )
            told = request.sudo()  # the asker's activity; who decides was checked
            told.activity_unlink([ASKED])
            told.with_context(mail_activity_quick_update=True).activity_schedule(
                ANSWERED, user_id=request.user_id.id
            )

    def _check_decider(self):
        """Raise unless the user may decide on this request."""
        self.ensure_one()
        self.check_access("write")
        if not self.env.user.has_group("law_firm_client.group_client_head"):
            raise AccessError(self.env._("Heads and managing partners decide on this."))
        if self.user_id == self.env.user:
            raise AccessError(
                self.env._(
                    "Nobody approves an own file. Another head or managing partner "
                    "does: %(names)s.",
                    names=self.env["law.export.policy"]._whom_to_ask(self.company_id),
                )
            )
        if not self._open_to(self.env.user):
            raise AccessError(
                self.env._(
                    "A wall keeps you from a client that may be in this file, so "
                    "somebody else decides on it."
                )
            )
        self.env["law.export.policy"]._check_not_frozen(self.company_id)

    def _open_to(self, decider):
        """Return whether no wall keeps `decider` from a client that the asker sees."""
        self.ensure_one()
        # sudo: which walls there are; none is told
        walls = (
            self.env["law.barrier"]
            .sudo()
            .search([("user_id", "=", decider.id), ("in_force", "=", True)])
        )
        clients = walls.client_id.with_user(self.user_id)
        return not clients._filtered_access("read")

    def _put_before_deciders(self):
        """Give the heads and managing partners who may decide a task."""
        self.ensure_one()
        heads = self.env.ref("law_firm_client.group_client_head").sudo().all_user_ids
        deciders = heads.filtered(
            lambda user: (
                self.company_id in user.company_ids
                and user != self.user_id
                and not user.law_exports_frozen
                and self._open_to(user)
            )
        )
        if not deciders:
            raise UserError(
                self.env._(
                    "Nobody else may approve this file: there is no other head or "
                    "managing partner for it. Ask for fewer rows."
                )
            )
        # sudo: the tasks are others'
        for decider in deciders:
            self.sudo().with_context(mail_activity_quick_update=True).activity_schedule(
                ASKED, user_id=decider.id, summary=self.user_id.name
            )

    # === CHECKS ===
    def _check_mine(self):
        self.check_access("write")
        if not self.env.su and any(not request.mine for request in self):
            raise AccessError(self.env._("Only the person who asks does this."))

    def _check_what_is_asked(self):
        """Raise unless such a file could leave by the person's role."""
        self.ensure_one()
        Policy, company = self.env["law.export.policy"], self.company_id
        if len((self.purpose or "").strip()) < SHORTEST_PURPOSE:
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

    def _move(self, state, **stamps):
        """Bring the request into `state`, or say why it cannot go there."""
        self.ensure_one()
        if state not in TRANSITIONS.get(self.state, ()):
            labels = dict(self._fields["state"]._description_selection(self.env))
            raise UserError(
                self.env._(
                    "%(request)s is '%(from_state)s' and cannot become '%(to_state)s'.",
                    request=self.name,
                    from_state=labels[self.state],
                    to_state=labels[state],
                )
            )
        self._stamp({"state": state, **stamps})

    # === USE ===
    @api.model
    def _use(self, way, records, names, rows, company):
        """Return the request by which this file leaves, used up by that.

        :raises ExportToBeAsked: when there is none
        """
        # sudo: the person's own requests, whatever rules hide
        approved = self.sudo().search(
            Domain("user_id", "=", self.env.uid)
            & Domain("company_id", "=", company.id)
            & Domain("way", "=", way)
            & Domain("model", "=", records._name)
            & Domain("state", "=", "approved")
            & Domain("valid_until", ">", fields.Datetime.now())
            & Domain("rows", ">=", rows),
            order="rows, id",
        )
        for request in approved:
            named = request._named()
            if not named or set(names) <= named:
                if self.env.cr.readonly:
                    # Odoo then begins the call anew on the primary database.
                    raise ReadOnlySqlTransaction("A request to export is used up.")
                request._move("used", used_on=fields.Datetime.now())
                return request
        raise self._to_be_asked(way, records, names, rows, company)

    @api.model
    def _to_be_asked(self, way, records, names, rows, company):
        """Return the exception by which the screen, or a program, knows what to do."""
        context = {
            "way": way,
            "model": records._name,
            "kind": records._description,
            "rows": rows,
            "field_names": sorted(set(names)),
            "second": way == "print"
            or rows + self._rows_approved_alone(company)
            > self.env["law.export.policy"]._approval_above(way, company),
        }
        return ExportToBeAsked(
            self.env._(
                "Say first what the file is for: Clients, Protection, Ask to Export "
                "(%(kind)s, %(rows)s rows). A program calls 'ask' of "
                "law.export.request with model, purpose, rows and field_names, and "
                "then exports.",
                kind=records._description,
                rows=rows,
            ),
            context,
        )

    def _said(self):
        """Return the request in one line, as the log keeps it."""
        return "\n".join(f"{request.name}: {request.purpose}" for request in self)

    def _left(self, number):
        """Note by which row of the log the file left."""
        if self:
            self._stamp({"log_number": number})

    @api.model
    def _cron_expire(self):
        """End the requests whose time is over."""
        for request in self.search(
            [
                ("state", "in", ("asked", "approved")),
                ("valid_until", "<", fields.Datetime.now()),
            ]
        ):
            request._move("expired")
            request.activity_unlink([ASKED])
