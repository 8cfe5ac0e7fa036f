from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from .selections import ENGAGEMENT_SOURCES, GIVEN, OUTCOMES, STATES


class LawEngagement(models.Model):
    """An engagement (委托): one matter that a client entrusts to the firm.

    Whoever sees the client sees its engagements, but for those from which a wall keeps
    him or her. Lawyers of the client's team, client managers, heads and managing
    partners open drafts; a lawyer names only colleagues who serve the client already,
    since leading an engagement brings sight of the client. Other files of this folder
    add a subject each: gates, team, numbers, money.
    """

    _name = "law.engagement"
    _description = "Engagement"
    _inherit = [
        "law.clear.input",
        "law.one.currency",
        "law.gate.mixin",
        "law.discreet.thread",
        "law.client.part",
    ]
    _order = "date_open desc, id desc"  # drafts, which have no day yet, come first
    _rec_names_search = ["name", "code"]
    _check_company_auto = True
    _mail_post_access = "read"
    _past_days = ("date_open", "date_close")
    _bounds_of = {
        "claim_amount": (0, 1e13),
        "fee_agreed": (0, 1e13),
        "hours_included": (0, 100000),
        "notice_days": (0, 1000),
    }
    # Only methods change these; `state` reaches them through `write`.
    _gated_fields = frozenset(("state", "code"))

    # What it is
    name = fields.Char("Engagement", required=True, tracking=True)
    code = fields.Char("Number", readonly=True, copy=False, index="btree_not_null")
    client_id = fields.Many2one(
        "law.client", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="client_id.company_id", store=True, index=True)
    service_id = fields.Many2one(
        "law.service", index=True, ondelete="restrict", tracking=True
    )
    dispute_type_id = fields.Many2one(
        "law.dispute.type", "Type of Dispute", index=True, ondelete="restrict"
    )
    state = fields.Selection(
        STATES,
        "Status",
        required=True,
        default="draft",
        index=True,
        tracking=True,
        copy=False,
        group_expand=True,
    )
    note = fields.Html("Notes")

    # Who serves it
    lead_id = fields.Many2one(
        "res.users",
        "Lead Lawyer",
        index=True,
        ondelete="restrict",
        tracking=True,
        check_company=True,
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
        default=lambda self: self._default_lead_id(),
    )
    team_ids = fields.Many2many(
        "res.users",
        "law_engagement_user_rel",
        "engagement_id",
        "user_id",
        "Working on It",
        check_company=True,
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
    )

    # When
    date_open = fields.Date("Opened On", index=True, tracking=True, copy=False)
    date_close = fields.Date("Closed On", index=True, tracking=True, copy=False)
    cycle_days = fields.Integer(
        "Days to Close",
        compute="_compute_cycle_days",
        store=True,
        aggregator="avg",
        help="From the day of opening to the day of closing.",
    )
    running_days = fields.Integer(
        "Days So Far",
        compute="_compute_running_days",
        search="_search_running_days",
        aggregator=None,
        help="From the day of opening until today, or until it was closed.",
    )

    # Where it came from, and what became of it
    source = fields.Selection(
        ENGAGEMENT_SOURCES,
        "How It Came",
        index=True,
        tracking=True,
        help="Whether it came by itself, was recommended, or was won by the firm's own "
        "effort.",
    )
    outcome = fields.Selection(OUTCOMES, index=True, tracking=True, copy=False)
    outcome_note = fields.Text("Outcome in Detail", copy=False)

    # The other side
    party_ids = fields.One2many("law.engagement.party", "engagement_id", "Parties")
    barrier_ids = fields.One2many(
        "law.barrier",
        "engagement_id",
        "Walls",
        groups="law_firm_client.group_client_head",
    )
    no_other_party = fields.Boolean(
        help="Nobody else is concerned. Say why, so that the conflict check can trust "
        "it."
    )
    no_other_party_reason = fields.Char("Why Nobody Else")

    # Money, in the currency of the company
    currency_id = fields.Many2one(related="company_id.currency_id")
    claim_amount = fields.Monetary("Amount in Dispute", tracking=True)
    fee_agreed = fields.Monetary("Agreed Fee", tracking=True)

    _code_company_uniq = models.UniqueIndex(
        "(company_id, code) WHERE code IS NOT NULL", "This number is taken."
    )
    _client_opened_idx = models.Index("(client_id, date_open)")
    _order_idx = models.Index("(date_open DESC, id DESC)")
    _company_state_idx = models.Index("(company_id, state, date_open)")
    _period = models.Constraint(
        "CHECK(date_close IS NULL OR date_open IS NULL OR date_close >= date_open)",
        "An engagement cannot be closed before it was opened.",
    )
    _amounts = models.Constraint(
        "CHECK(COALESCE(claim_amount, 0) BETWEEN 0 AND 1e13"
        " AND COALESCE(fee_agreed, 0) BETWEEN 0 AND 1e13)",
        "Amounts are not negative, and have 13 digits at most.",
    )

    @api.model
    def _domain_given(self):
        """Return the domain of what clients gave to the firm.

        The firm opened it, and did not turn it away: one definition for all figures.
        """
        given = Domain("state", "in", GIVEN) & Domain("date_open", "!=", False)
        return given & Domain("outcome", "!=", "declined")

    @api.model
    def _default_lead_id(self):
        """A lawyer who opens a draft leads it, until somebody else is named."""
        user = self.env.user
        lawyer = user.has_group("law_firm_client.group_lawyer")
        manager = user.has_group("law_firm_client.group_client_manager")
        return user if lawyer and not manager else False

    @api.depends("name", "code")
    def _compute_display_name(self):
        for engagement in self:
            words = [engagement.code, engagement.name]
            engagement.display_name = " ".join(word for word in words if word)

    @api.depends("date_open", "date_close")
    def _compute_cycle_days(self):
        for engagement in self:
            start, end = engagement.date_open, engagement.date_close
            engagement.cycle_days = (end - start).days if start and end else None

    @api.depends("date_open", "date_close")
    def _compute_running_days(self):
        today = fields.Date.context_today(self)
        for engagement in self:
            start, end = engagement.date_open, engagement.date_close or today
            engagement.running_days = (end - start).days if start else 0

    def _search_running_days(self, operator, value):
        """Find by days: what runs longer than so many days began before then."""
        if operator not in ("<", "<=", ">", ">="):
            return NotImplemented
        begun = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}[operator]
        day = fields.Date.subtract(fields.Date.context_today(self), days=value)
        running = Domain("date_close", "=", False) & Domain("date_open", begun, day)
        closed = Domain("date_close", "!=", False) & Domain("date_open", "!=", False)
        return running | (closed & Domain("cycle_days", operator, value))

    @api.constrains("name")
    def _check_name(self):
        if any(not engagement.name.strip() for engagement in self):
            raise ValidationError(
                self.env._("Say in a few words what the client entrusts to the firm.")
            )

    @api.constrains("date_open", "date_close", "term_from", "term_to")
    def _check_years(self):
        for engagement in self:
            for name in ("date_open", "date_close", "term_from", "term_to"):
                day = engagement[name]
                if day and not 1900 <= day.year <= 2200:
                    raise ValidationError(
                        self.env._(
                            "%(date)s lies before 1900 or after 2200. Correct the day.",
                            date=day,
                        )
                    )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_opened(self):
        """What the firm took on stays on record; a draft may go."""
        if any(engagement.state != "draft" for engagement in self):
            raise UserError(
                self.env._(
                    "Only drafts are deleted. Close this engagement instead, with its "
                    "outcome."
                )
            )
