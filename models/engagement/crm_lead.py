from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .selections import ENGAGEMENT_SOURCES

# As the engagement's agreed fee.
MOST_FEE = 1e13


class CrmLead(models.Model):
    """An opportunity with a client or prospect of the firm: walled like its card.

    Won, it becomes the draft of an engagement with the same source and referrer; lost,
    the need from which it came is declined with the reason.
    """

    _inherit = "crm.lead"

    law_client_id = fields.Many2one(
        "law.client", "Client of the Firm", index="btree_not_null", ondelete="cascade"
    )
    law_service_id = fields.Many2one(
        "law.service", "Legal Service", index="btree_not_null", ondelete="restrict"
    )
    law_source = fields.Selection(ENGAGEMENT_SOURCES, "Source of the Business")
    law_need_ids = fields.One2many("law.need", "opportunity_id", "Needs")
    law_engagement_ids = fields.One2many(
        "law.engagement", "opportunity_id", "Engagements Won"
    )
    law_referrer_kept_id = fields.Many2one(
        "law.client",
        "Referring Client on Record",
        index="btree_not_null",
        ondelete="set null",
        copy=False,
        groups=fields.NO_ACCESS,
    )
    law_referrer_id = fields.Many2one(
        "law.client",
        "Referring Client",
        compute="_compute_law_referrer",
        inverse="_inverse_law_referrer_id",
        search="_search_law_referrer_id",
        help="The client who can recommend the firm, or did.",
    )
    law_referrer_hint = fields.Char(
        "Who Knows the Referring Client", compute="_compute_law_referrer"
    )

    @api.depends("law_referrer_kept_id")
    @api.depends_context("uid", "allowed_company_ids", "lang")
    def _compute_law_referrer(self):
        self.env["law.client"]._show_kept(
            self, "law_referrer_kept_id", "law_referrer_id", "law_referrer_hint"
        )

    def _inverse_law_referrer_id(self):
        self.env["law.client"]._keep(self, "law_referrer_kept_id", "law_referrer_id")

    def _search_law_referrer_id(self, operator, value):
        Client = self.env["law.client"]
        return Client._search_kept(self, "law_referrer_kept_id", operator, value)

    @api.constrains("law_client_id", "partner_id", "law_referrer_kept_id", "law_source")
    def _check_law_client(self):
        for lead in self.sudo():  # reads the link that is the system's own
            client, referrer = lead.law_client_id, lead.law_referrer_kept_id
            if client and lead.partner_id != client.partner_id:
                raise ValidationError(
                    self.env._(
                        "An opportunity with a client of the firm is with the client's "
                        "own contact. Choose the client again."
                    )
                )
            if referrer and (referrer == client or lead.law_source != "referral"):
                raise ValidationError(
                    self.env._(
                        "A referral has another client who referred it; what came "
                        "another way has none."
                    )
                )

    @api.constrains("expected_revenue", "law_client_id")
    def _check_law_revenue(self):
        """What is won becomes the agreed fee, which has these bounds."""
        for lead in self.filtered("law_client_id"):
            if not 0 <= lead.expected_revenue <= MOST_FEE:
                raise ValidationError(
                    self.env._(
                        "'%(opportunity)s': the expected revenue is not negative, and "
                        "has 13 digits at most. Correct it.",
                        opportunity=lead.name,
                    )
                )

    # === ORM ===

    @api.model_create_multi
    def create(self, vals_list):
        """Take contact and company from the client's card."""
        leads = super().create([self._law_with_contact(vals) for vals in vals_list])
        leads._law_check_referral()
        leads.filtered("law_client_id")._law_follow_result()
        return leads

    def write(self, vals):
        """Let needs and engagements follow what becomes of an opportunity."""
        if vals.get("law_source", "referral") != "referral":
            self._law_forget_referrer(vals)
        before = {lead: lead.won_status for lead in self if lead.law_client_id}
        result = super().write(self._law_with_contact(vals))
        if not {"law_source", "law_referrer_id", "law_client_id"}.isdisjoint(vals):
            self._law_check_referral()
        changed = [lead.id for lead, was in before.items() if lead.won_status != was]
        self.browse(changed)._law_follow_result()
        return result

    def copy_data(self, default=None):
        """A referral keeps its referrer; where nobody shows, it is none any more."""
        copied = super().copy_data(default)
        for lead, vals in zip(self, copied, strict=True):
            if vals.get("law_source") != "referral" or "law_referrer_id" in vals:
                continue
            shown = lead.sudo(False).law_referrer_id
            vals |= {
                "law_referrer_id": shown.id,
                "law_source": bool(shown) and "referral",
            }
        return copied

    @api.model
    def _law_with_contact(self, vals):
        self._check_clear(vals)
        client = self.env["law.client"].browse(vals.get("law_client_id"))
        if not client:
            return vals
        client.check_access("read")
        contact, company = client.partner_id.id, client.company_id.id
        # An opportunity with a client is looked up by no service outside, see there.
        asked = "iap_enrich_done"
        told = {asked: True} if asked in self._fields else {}
        return {**vals, **told, "partner_id": contact, "company_id": company}

    def _law_forget_referrer(self, vals):
        """Take out, before the source changes, a referrer whom the user takes out."""
        if vals.get("law_referrer_id", True):
            return
        self.check_access("write")
        seen = self.filtered("law_referrer_id")
        seen.sudo().law_referrer_kept_id = False  # the user sees it, and may write

    def _law_check_referral(self):
        """Raise if a client's referral does not say which client made it.

        No constraint: Odoo checks those before it keeps the referrer.
        """
        for lead in self.sudo():  # that there is a referrer, not who
            named = lead.law_referrer_kept_id or lead.law_source != "referral"
            if lead.law_client_id and not named:
                raise ValidationError(
                    self.env._(
                        "'%(opportunity)s' came by referral: enter the client who "
                        "recommended the firm. If it was somebody else, choose 'Word "
                        "of mouth'.",
                        opportunity=lead.name,
                    )
                )

    def _pls_increment_frequencies(self, from_state=None, to_state=None):
        """Let whoever may win an opportunity keep Odoo's counts of what is won."""
        counted = self.sudo()  # counts of the whole pipeline, which only sellers read
        return super(CrmLead, counted)._pls_increment_frequencies(from_state, to_state)

    def _pls_get_naive_bayes_probabilities(self, batch_mode=False, is_tooltip=False):
        """Work out chances from the same counts, for whoever takes up a lost one."""
        counted = self.sudo()  # as above
        return super(CrmLead, counted)._pls_get_naive_bayes_probabilities(
            batch_mode, is_tooltip
        )

    # === RESULT ===

    def _law_follow_result(self):
        for lead in self:
            needs = (
                lead.law_need_ids.sudo()
            )  # follow the opportunity, whoever closes it
            if lead.won_status == "won":
                lead._law_draft_engagement()
                needs.write({"state": "addressed", "result": lead.name})
            elif lead.won_status == "lost":
                words = [self.env._("Opportunity lost"), lead.lost_reason_id.name]
                needs.write(
                    {"state": "declined", "result": ": ".join(filter(None, words))}
                )
            else:
                needs.filtered(lambda n: n.state == "declined").state = "open"

    def _law_draft_engagement(self):
        """Draft the engagement that was won, unless there is one."""
        if not self.sudo().law_engagement_ids:
            # sudo: follows from the opportunity, which the user was allowed to win
            engagements = self.env["law.engagement"].sudo()
            engagements.create(self._law_prepare_engagement_values())

    def _law_prepare_engagement_values(self):
        self.ensure_one()
        lead = self.sudo()  # the link to the referrer is the system's own
        source = lead.law_source or "development"
        return {
            "name": lead.name,
            "client_id": lead.law_client_id.id,
            "service_id": lead.law_service_id.id,
            "lead_id": lead.law_client_id._leading_lawyer(lead.user_id).id,
            "source": source,
            "referrer_kept_id": source == "referral" and lead.law_referrer_kept_id.id,
            "fee_agreed": lead.expected_revenue,
            "opportunity_id": lead.id,
        }

    # === ACTIONS ===

    def _law_action_open(self):
        view = self.env.ref("law_firm_client.crm_lead_view_form_law")
        return {
            "type": "ir.actions.act_window",
            "res_model": "crm.lead",
            "res_id": self.id,
            "views": [[view.id, "form"]],
        }

    def action_law_open_engagement(self):
        """Open the engagement that was won (button)."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "law.engagement",
            "res_id": self.law_engagement_ids[:1].id,
            "views": [[False, "form"]],
        }

    def action_law_lost(self):
        """Note that the opportunity is lost, for the reason on the form (button)."""
        for lead in self:
            lead.action_set_lost(lost_reason_id=lead.lost_reason_id.id)
        return True


class LawEngagement(models.Model):
    """Which opportunity it was won from, and the industry of its client (S43)."""

    _inherit = "law.engagement"

    industry_id = fields.Many2one(
        related="client_id.partner_id.industry_id",
        string="Client's Industry",
        store=True,
        index="btree_not_null",
    )
    opportunity_id = fields.Many2one(
        "crm.lead",
        "Won From",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )
