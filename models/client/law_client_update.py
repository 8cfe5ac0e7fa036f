from odoo import api, fields, models
from odoo.exceptions import AccessError

from ...tools.names import name_key
from .selections import SOURCES

UPDATE_STATES = [
    ("draft", "Draft"),
    ("submitted", "To check"),
    ("returned", "Returned"),
    ("posted", "Posted"),
    ("withdrawn", "Withdrawn"),
]
# While the form is in the hands of whoever writes it.
OPEN_STATES = ("draft", "returned")


class LawClientUpdate(models.Model):
    """Client update form (客户信息更新表): what was learnt in one contact (S18, S53).

    The lawyer who spoke with the client proposes; a client manager sees the old value
    beside the new one, accepts or returns each line, and posts the form to the card.
    Whoever wrote a form never posts it. From contact to posting is measured, and how
    often a form had to go back (S54).
    """

    _name = "law.client.update"
    _description = "Client Update Form"
    _inherit = [
        "law.gate.mixin",
        "law.entry.check",
        "mail.thread",
        "mail.activity.mixin",
    ]
    _order = "contact_on desc, id desc"
    _rec_names_search = ["name", "client_id.name", "client_name"]
    _check_company_auto = True
    _mail_post_access = "read"
    _gated_fields = frozenset(
        (
            "name",
            "company_id",
            "state",
            "state_since",
            "manager_id",
            "contact_end",
            "submitted_at",
            "posted_at",
            "posted_by_id",
            "return_count",
            "return_rate",
            "line_count",
            "correction_count",
            "hours_to_submission",
            "hours_to_check",
            "hours_to_posting",
            "new_client_confirmed",
        )
    )
    # What the form says; only its writers change it, and only while it is open.
    _content_fields = frozenset(
        (
            "client_id",
            "client_name",
            "client_is_company",
            "contact_on",
            "contact_time",
            "source",
            "purpose",
            "next_step",
            "rest_confirmed",
        )
    )

    name = fields.Char("Form Number", readonly=True, copy=False, default="/")
    state = fields.Selection(
        UPDATE_STATES,
        "Status",
        required=True,
        default="draft",
        index=True,
        tracking=True,
        group_expand=True,
    )
    state_since = fields.Datetime(
        readonly=True, copy=False, default=fields.Datetime.now
    )

    # About whom
    client_id = fields.Many2one(
        "law.client",
        index=True,
        ondelete="cascade",
        check_company=True,
        tracking=True,
        help="Leave it empty to propose a new client.",
    )
    client_name = fields.Char(
        "New Client", help="The name of a client who is not in the database yet."
    )
    client_is_company = fields.Boolean("Organisation", default=True)
    new_client_confirmed = fields.Boolean(
        "Confirmed as New",
        readonly=True,
        copy=False,
        help="A client manager has looked at the clients of the same name.",
    )
    duplicate_ids = fields.Many2many(
        "law.client", string="Same Name", compute="_compute_duplicate_ids"
    )
    company_id = fields.Many2one(
        "res.company",
        compute="_compute_company_id",
        compute_sudo=False,
        store=True,
        precompute=True,
        index=True,
        ondelete="restrict",
    )
    manager_id = fields.Many2one(
        related="client_id.manager_id",
        related_sudo=False,  # a client one may not see must not show its manager
        store=True,
        index="btree_not_null",
    )

    # The contact
    user_id = fields.Many2one(
        "res.users",
        "Proposed by",
        required=True,
        default=lambda self: self.env.user,
        index=True,
        ondelete="restrict",
        check_company=True,
        tracking=True,
        help="Who spoke with the client and fills in the form.",
    )
    contact_on = fields.Date(
        "Day of Contact",
        required=True,
        default=fields.Date.context_today,
        index=True,
        tracking=True,
    )
    contact_time = fields.Float(
        "Contact Ended at",
        compute="_compute_contact_time",
        store=True,
        readonly=False,
        aggregator=None,
        help="From then on the hours to the card are counted. 0:00 means that the time "
        "is not known: the hours of an earlier day then count from its end.",
    )
    source = fields.Selection(
        SOURCES, required=True, default=lambda self: self._default_source()
    )
    purpose = fields.Char(tracking=True, help="What the contact was for.")
    next_step = fields.Char(
        tracking=True, help="What the firm does next for this client."
    )

    # The proposals
    line_ids = fields.One2many("law.client.update.line", "update_id", "Proposals")
    rest_confirmed = fields.Boolean(
        "Rest Still Right",
        tracking=True,
        help="You went through the rest of the touched blocks with the client, and "
        "what the card says there is still right. Posting the form then counts these "
        "blocks as verified on the day of contact; otherwise only the values proposed "
        "are fresh.",
    )
    all_decided = fields.Boolean(compute="_compute_line_states")
    any_returned = fields.Boolean(compute="_compute_line_states")
    any_changed = fields.Boolean(compute="_compute_line_states")

    _waiting_idx = models.Index("(company_id, state_since) WHERE state = 'submitted'")
    _contact_time_range = models.Constraint(
        "CHECK(contact_time >= 0 AND contact_time < 24)",
        "The time of the contact lies between 0:00 and 23:59.",
    )

    @api.model
    def _default_source(self):
        manager = self.env.user.has_group("law_firm_client.group_client_manager")
        return "manager_visit" if manager else "lawyer_visit"

    # === COMPUTES ===

    @api.depends("name", "client_id", "client_name")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for form in self:
            about = form.client_id.name or form.client_name
            number = form.name if form.name != "/" else self.env._("New form")
            form.display_name = f"{number} · {about}" if about else number

    @api.depends("client_id")
    def _compute_company_id(self):
        for form in self:
            form.company_id = (
                form.client_id.company_id or form.company_id or self.env.company
            )

    @api.depends("client_id", "client_name", "company_id")
    def _compute_duplicate_ids(self):
        for form in self:
            key = "" if form.client_id else name_key(form.client_name or "")
            form.duplicate_ids = bool(key) and self.env["law.client"].search(
                [
                    ("company_id", "=", form.company_id.id),
                    "|",
                    ("name_key", "=", key),
                    ("alias_ids.name_key", "=", key),
                ],
                limit=5,
            )

    @api.depends("line_ids.decision", "line_ids.changed")
    def _compute_line_states(self):
        for form in self:
            decisions = set(form.line_ids.mapped("decision"))
            form.all_decided = "accepted" in decisions and decisions <= {
                "accepted",
                "withdrawn",
            }
            form.any_returned = "returned" in decisions
            form.any_changed = any(form.line_ids.mapped("changed"))

    # === ORM ===

    @api.model_create_multi
    def create(self, vals_list):
        """Number the forms; only a client manager enters one in another's name."""
        self._check_references(vals_list)
        forms = super().create(vals_list)
        foreign = forms.filtered(lambda form: form.user_id != self.env.user)
        if foreign and not self.env.su:
            if not self.env.user.has_group("law_firm_client.group_client_manager"):
                raise AccessError(
                    self.env._(
                        "Only a client manager enters a form in the name of another."
                    )
                )
        for company, group in forms.grouped("company_id").items():
            sequence = self.env["ir.sequence"].with_company(company)
            for form in group:
                form._stamp({"name": sequence.next_by_code("law.client.update")})
        return forms
