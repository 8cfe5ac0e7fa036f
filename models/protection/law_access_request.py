from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from ...tools.wording import says_something

REQUEST_STATES = [
    ("draft", "Draft"),
    ("asked", "Asked"),
    ("granted", "Granted"),
    ("refused", "Refused"),
    ("withdrawn", "Withdrawn"),
    ("expired", "Expired"),
]
ANSWERED = "law_firm_client.activity_access_answered"


class LawAccessRequest(models.Model):
    """A request to read a client (查阅申请), as the person who asks sees it (S63).

    It never tells whether the firm has such a client: the name is kept as typed, and
    what it was found to mean, with whoever decides, is in `law.access.decision`, which
    the person who asks does not see.
    """

    _name = "law.access.request"
    _description = "Request to Read a Client"
    _inherit = ["law.asked", "law.entry.check"]
    _order = "id desc"
    _check_company_auto = True
    _transitions = {
        "draft": ("asked",),
        "asked": ("granted", "refused", "withdrawn", "expired"),
        "granted": ("withdrawn", "expired"),
    }
    _said_fields = frozenset(("client_id", "client_text", "purpose", "date_to"))
    _gated_fields = frozenset(
        ("name", "user_id", "company_id", "state", "asked_on", "answer", "answered_on")
    )

    client_id = fields.Many2one(
        "law.client",
        "Client You See Today",
        index="btree_not_null",
        ondelete="cascade",
        check_company=True,
        help="To go on seeing a client; otherwise leave it empty and type the name.",
    )
    client_text = fields.Char(
        "Client as You Know It",
        compute="_compute_client_text",
        store=True,
        readonly=False,
        required=True,
        help="Name or client number. Whether the firm has such a client is not told.",
    )
    purpose = fields.Text(required=True, help="What you need to read the client for.")
    date_to = fields.Date(
        "Until",
        required=True,
        default=lambda self: fields.Date.context_today(self) + timedelta(days=7),
    )
    state = fields.Selection(
        REQUEST_STATES,
        "Status",
        default="draft",
        required=True,
        readonly=True,
        index=True,
        group_expand=True,
    )
    answer = fields.Char(readonly=True)
    answered_on = fields.Datetime(readonly=True)
    decision_ids = fields.One2many(
        "law.access.decision", "request_id", groups=fields.NO_ACCESS
    )
    granted_client_id = fields.Many2one(
        "law.client", "Client", compute="_compute_granted_client_id"
    )

    @api.depends("client_id")
    def _compute_client_text(self):
        for request in self:
            request.client_text = request.client_id.name or request.client_text

    @api.depends("state")
    @api.depends_context("uid")
    def _compute_granted_client_id(self):
        for request in self:
            decision = request.sudo().decision_ids  # shown only if readable
            client = decision.member_id.client_id.sudo(False)
            request.granted_client_id = client._filtered_access("read")

    @api.constrains("client_text", "purpose")
    def _check_said(self):
        for request in self:
            said = request.client_text.strip() and says_something(request.purpose)
            if not said:
                raise ValidationError(
                    self.env._("Say in words which client you ask for, and what for.")
                )

    # === ORM ===

    @api.model_create_multi
    def create(self, vals_list):
        self._check_references(vals_list)
        return super(LawAccessRequest, self._entered(vals_list)).create(vals_list)

    def write(self, vals):
        self._check_entered(vals)
        self._check_references([vals])
        return super().write(vals)

    # === ACTIONS ===

    def action_send(self):
        """Bring the request before whoever decides on it.

        :raises AccessError: for whoever did not write it
        :raises UserError: when the day is over, or later than the firm allows
        """
        self._check_mine()
        for request in self:
            request._check_until(request.date_to)
            request._move("asked", asked_on=fields.Datetime.now())
            request.sudo()._put_before_decider()  # the asker must not see that side

    def action_withdraw(self):
        """Take the request back, and give back the access that it brought.

        :raises AccessError: for whoever did not write it
        """
        self._check_mine()
        for request in self:
            request._move("withdrawn")
            decision = request.sudo().decision_ids  # what the asker gives back
            decision.member_id.filtered("current").action_end()
            decision._close()

    def action_open_client(self):
        """Open the client that the request made visible."""
        self.ensure_one()
        if not self.granted_client_id:
            raise UserError(self.env._("This request gives access to no client now."))
        return self.granted_client_id._action_open()

    # === BUSINESS ===

    def _check_until(self, date_to):
        """Raise unless `date_to` lies within what the firm allows."""
        self.ensure_one()
        today = fields.Date.context_today(self)
        if date_to < today:
            raise UserError(
                self.env._("The day until which access is needed has passed.")
            )
        latest = today + timedelta(days=self.company_id.sudo().law_access_days)
        if date_to > latest:
            raise UserError(
                self.env._(
                    "Access on request lasts until %(latest)s at most. Choose an "
                    "earlier day; you can ask again.",
                    latest=latest,
                )
            )

    def _put_before_decider(self):
        """Look up what the request means, and hand it to whoever decides."""
        decision = self.env["law.access.decision"].create({"request_id": self.id})
        decision._take_up(self.client_id or self._meant_client())

    def _meant_client(self):
        """Return the one client whose number or name the request names, or none."""
        found = self.env["law.client"]._named(self.client_text, self.company_id)
        return found if len(found) == 1 else found.browse()

    def _tell(self, state, answer):
        """Let the person who asked know what was decided."""
        self._move(state, answer=answer, answered_on=fields.Datetime.now())
        self.with_context(mail_activity_quick_update=True).activity_schedule(
            ANSWERED, user_id=self.user_id.id
        )

    @api.model
    def _cron_expire(self):
        """End the requests whose access, or whose day, has passed."""
        over = Domain("decision_ids.member_id.current", "=", False)
        requests = self.search(
            Domain("state", "=", "granted") & over
            | Domain("state", "=", "asked") & Domain("date_to", "<", "today")
        )
        for request in requests:
            request._move("expired")
            request.decision_ids._close()
