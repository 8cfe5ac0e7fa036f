from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from ..client.listed import listed

# What a retainer takes from its proposal, and cannot be opened without.
OFFERED = ("service_id", "term_from", "term_to")
OFFERED_DRAFT = tuple(f"engagement_id.{name}" for name in OFFERED)
RUNNING = ("proposed", "postponed")
FOLLOW_UP = "law_firm_client.activity_type_retainer"
# What decides when the proposer is to ask again, and who it is.
PLANNED = frozenset(("follow_up_on", "postponed_until", "state", "user_id"))
STATES = [
    ("proposed", "Put forward"),
    ("postponed", "Postponed"),
    ("accepted", "Client accepted"),
    ("declined", "Declined"),
]


class LawRetainerProposal(models.Model):
    """The firm proposes to be the client's standing legal adviser (常年法律顾问, S30).

    What the client says to it is kept as dated entries of their own, since there are
    several, and colleagues hear them; what happens next is a day on which the proposer
    is reminded. An accepted proposal becomes the draft of an engagement, which opens by
    the same gates as any other.
    """

    _name = "law.retainer.proposal"
    _description = "Proposal of a Retainer"
    _inherit = [
        "law.clear.input",
        "law.one.currency",
        "law.gate.mixin",
        "law.discreet.thread",
        "law.client.part",
    ]
    _author = "user_id"
    _past_days = ("proposed_on",)
    _bounds_of = {"fee_offered": (0, 1e13), "hours_offered": (0, 100000)}
    _order = "state, follow_up_on, proposed_on desc, id desc"
    _rec_name = "scope"
    _mail_post_access = "read"
    _gated_fields = frozenset(("engagement_id", "decided_on"))

    client_id = fields.Many2one(
        "law.client", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="client_id.company_id", store=True, index=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    scope = fields.Char("What Is Proposed", required=True, tracking=True)
    service_id = fields.Many2one("law.service", index=True, ondelete="restrict")
    details = fields.Text("Scope in Detail")
    proposed_on = fields.Date(
        required=True, default=fields.Date.context_today, tracking=True
    )
    user_id = fields.Many2one(
        "res.users",
        "Put Forward by",
        required=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self.env.user,
        tracking=True,
    )
    fee_offered = fields.Monetary(tracking=True)
    hours_offered = fields.Float(digits=(8, 2))
    term_from = fields.Date(help="On which the retainer would begin.")
    term_to = fields.Date("Term Until", help="The last day of the proposed term.")

    # What the client said, and what comes next
    reaction_ids = fields.One2many(
        "law.retainer.reaction", "proposal_id", "What the Client Said"
    )
    last_reaction = fields.Selection(
        lambda self: self.env["law.retainer.reaction"]._fields["reaction"].selection,
        compute="_compute_last_reaction",
    )
    follow_up_on = fields.Date(
        "Ask Again On",
        index="btree_not_null",
        tracking=True,
        help="The proposer is reminded on this day.",
    )
    missing = fields.Char(
        "Missing for the Retainer",
        compute="_compute_missing",
        help="What the retainer needs before it can be opened.",
    )
    overdue = fields.Boolean(compute="_compute_overdue", search="_search_overdue")

    # What came of it
    state = fields.Selection(
        STATES,
        "Status",
        required=True,
        default="proposed",
        index=True,
        tracking=True,
        copy=False,
        group_expand=True,
    )
    decided_on = fields.Date(readonly=True, copy=False)
    decline_reason = fields.Text("Why Declined", tracking=True, copy=False)
    postponed_until = fields.Date(tracking=True, copy=False)
    engagement_id = fields.Many2one(
        "law.engagement",
        "Retainer",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )

    _follow_up_idx = models.Index(
        "(follow_up_on) WHERE state IN ('proposed', 'postponed')"
    )
    _offer = models.Constraint(
        "CHECK(COALESCE(fee_offered, 0) BETWEEN 0 AND 1e13"
        " AND COALESCE(hours_offered, 0) BETWEEN 0 AND 100000)",
        "A fee is not negative and has 13 digits at most; hours are between 0 and "
        "100,000.",
    )

    _term = models.Constraint(
        "CHECK(term_from IS NULL OR term_to IS NULL OR term_to >= term_from)",
        "A term cannot end before it begins.",
    )

    @api.depends("state", "engagement_id.state", *OFFERED, *OFFERED_DRAFT)
    @api.depends_context("lang")
    def _compute_missing(self):
        for proposal in self:
            retainer = proposal.engagement_id.sudo()  # what it lacks, and no more
            begun = retainer.state in ("open", "closed")
            gaps = [name for name in OFFERED if not (retainer or proposal)[name]]
            asked = proposal.state != "declined" and not begun
            labels = self.fields_get(gaps if asked else [], ["string"])
            proposal.missing = listed(
                self.env, [labels[name]["string"] for name in gaps if name in labels]
            )

    @api.depends("reaction_ids.date", "reaction_ids.reaction")
    def _compute_last_reaction(self):
        for proposal in self:
            said = proposal.reaction_ids.sorted(lambda r: (r.date, r._origin.id or 0))
            proposal.last_reaction = said[-1:].reaction

    @api.depends("state", "follow_up_on")
    def _compute_overdue(self):
        today = fields.Date.context_today(self)
        for proposal in self:
            day = proposal.follow_up_on
            running = proposal.state in RUNNING
            proposal.overdue = running and bool(day and day < today)

    def _search_overdue(self, operator, value):
        if operator != "in":
            return NotImplemented
        running = Domain("state", "in", RUNNING)
        return running & Domain("follow_up_on", "<", "today")

    @api.constrains("scope")
    def _check_scope(self):
        if any(not proposal.scope.strip() for proposal in self):
            raise ValidationError(
                self.env._("Say in a few words what the firm proposes to the client.")
            )

    @api.constrains("state", "decline_reason", "postponed_until")
    def _check_result(self):
        for proposal in self:
            if (
                proposal.state == "declined"
                and not (proposal.decline_reason or "").strip()
            ):
                raise ValidationError(
                    self.env._(
                        "Say why %(client)s declined: fill in 'Why Declined' first.",
                        client=proposal.client_id.name,
                    )
                )
            if proposal.state == "postponed" and not proposal.postponed_until:
                raise ValidationError(
                    self.env._(
                        "Say until when %(client)s wants to wait: fill in 'Postponed "
                        "Until' first.",
                        client=proposal.client_id.name,
                    )
                )

    # === ORM ===

    @api.model_create_multi
    def create(self, vals_list):
        """Plan the next step of each, and let those already accepted go on."""
        proposals = super().create(
            [{**vals, **self._next_step(vals)} for vals in vals_list]
        )
        proposals._plan_follow_up()
        proposals._follow_result()
        return proposals

    def write(self, vals):
        """Keep the reminder in step, and let an accepted proposal go on."""
        self._check_settled(vals)
        result = super().write({**vals, **self._next_step(vals)})
        if not PLANNED.isdisjoint(vals):
            self._plan_follow_up()
        if "state" in vals:
            self._follow_result()
        return result

    @api.model
    def _next_step(self, vals):
        """A proposal that is put off comes up again on the day that was named."""
        if vals.get("postponed_until") and "follow_up_on" not in vals:
            return {"follow_up_on": vals["postponed_until"]}
        return {}

    def _check_settled(self, vals):
        """Raise if a proposal would change whose retainer was drafted already."""
        if vals.get("state", "accepted") == "accepted":
            return
        settled = self.filtered("engagement_id")
        if settled:
            raise UserError(
                self.env._(
                    "'%(proposal)s' was accepted and its retainer is drafted. Close "
                    "the retainer as not taken on, or delete its draft first.",
                    proposal=settled[0].scope,
                )
            )

    # === FOLLOW-UP ===

    def _plan_follow_up(self):
        """Let the proposer have one reminder of each running proposal, or none."""
        for proposal in self:
            proposal.activity_unlink([FOLLOW_UP])
            user = proposal._who_asks()
            if proposal.state not in RUNNING or not proposal.follow_up_on or not user:
                continue
            told = proposal.with_context(lang=user.lang)
            told.activity_schedule(
                FOLLOW_UP,
                date_deadline=proposal.follow_up_on,
                user_id=user.id,
                summary=told.env._("Ask what the client says to the retainer"),
            )

    def _who_asks(self):
        """Return the proposer, or the client's manager where he or she sees it not."""
        self.ensure_one()
        people = self.user_id | self.client_id.sudo().manager_id
        return people.filtered(self._readable_by)[:1]

    # === RESULT ===

    def _follow_result(self):
        """Note the day of the decision; draft the retainer of what was accepted."""
        today = fields.Date.context_today(self)
        decided = self.filtered(lambda p: p.state not in RUNNING)
        decided.filtered(lambda p: not p.decided_on)._stamp({"decided_on": today})
        (self - decided).filtered("decided_on")._stamp({"decided_on": False})
        for proposal in decided:
            if proposal.state == "accepted" and not proposal.engagement_id:
                values = proposal._prepare_retainer_values()
                engagement = self.env["law.engagement"].create(values)
                proposal._stamp({"engagement_id": engagement.id})

    def _prepare_retainer_values(self):
        self.ensure_one()
        return {
            "name": self.scope,
            "client_id": self.client_id.id,
            "service_id": self.service_id.id,
            "is_retainer": True,
            "lead_id": self.client_id._leading_lawyer(self.user_id).id,
            "term_from": self.term_from,
            "term_to": self.term_to,
            "source": "development",
            "fee_agreed": self.fee_offered,
            "hours_included": self.hours_offered,
        }

    # === ACTIONS ===

    def action_accept(self):
        """The client accepts: draft the retainer and open it (button)."""
        self.write({"state": "accepted"})
        return self.action_open_retainer()

    def action_decline(self):
        """The client declines, for the reason on the form (button)."""
        return self.write({"state": "declined"})

    def action_postpone(self):
        """The client wants to wait until the day on the form (button)."""
        return self.write({"state": "postponed"})

    def action_propose_again(self):
        """Take a proposal up again that was declined or put off (button)."""
        return self.write({"state": "proposed"})

    def action_open_retainer(self):
        """Open the retainer that this proposal became (button)."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "law.engagement",
            "res_id": self.engagement_id.id,
            "views": [[False, "form"]],
        }
