from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain


class LawEngagementBilled(models.AbstractModel):
    """The engagement that an invoice, or one of its lines, bills.

    Whoever keeps the books reads every invoice, and serves no client. So the link is
    the system's own: each reader is shown the engagement only if he or she sees it.
    Those whom the settings let see every contact are told its number, which they may
    also type, unless a wall keeps them from it.
    """

    _name = "law.engagement.billed"
    _description = "What Is Billed"

    law_engagement_kept_id = fields.Many2one(
        "law.engagement",
        "Engagement on Record",
        index="btree_not_null",
        ondelete="set null",
        copy=False,
        groups=fields.NO_ACCESS,
    )
    law_engagement_id = fields.Many2one(
        "law.engagement",
        "Engagement",
        compute="_compute_law_engagement_id",
        inverse="_inverse_law_engagement",
        search="_search_law_engagement_id",
        help="What is billed. Set on the invoice, it holds for all lines that do not "
        "say another.",
    )
    law_engagement_number = fields.Char(
        "Number of the Engagement",
        compute="_compute_law_engagement_id",
        inverse="_inverse_law_engagement",
        help="For those who keep the books and do not serve the client: type the "
        "number that you were given.",
    )

    @api.depends("law_engagement_kept_id")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_law_engagement_id(self):
        kept = self.sudo()  # shown only as far as the user may know it
        engagements = kept.law_engagement_kept_id.sudo(False)
        seen = engagements._filtered_access("read")
        told = seen | engagements._told_by_number()
        for record, stored in zip(self, kept, strict=True):
            engagement = stored.law_engagement_kept_id.sudo(False)
            record.law_engagement_id = engagement if engagement in seen else False
            known = engagement in told
            record.law_engagement_number = known and engagement.sudo().code

    def _inverse_law_engagement(self):
        """Bill what was chosen or, if that is as it was, what the number says.

        One inverse for both: a form sends a new record's empty fields along.
        """
        for record in self:
            chosen, number = record.law_engagement_id, record.law_engagement_number
            kept = record.sudo().law_engagement_kept_id.sudo(False)
            seen = kept._filtered_access("read")
            told = (seen | kept._told_by_number()).sudo().code
            if chosen != seen:
                chosen.check_access("read")
                record._bill(chosen)
            elif (number or "") != (told or ""):
                record._bill(record._numbered(number))

    def _search_law_engagement_id(self, operator, value):
        if operator not in ("in", "any", "ilike", "="):
            return NotImplemented
        Engagement = self.env["law.engagement"]
        if not Engagement.has_access("read"):
            return Domain.FALSE
        if operator == "in":
            named = Domain("id", "in", [number for number in value if number])
        elif operator == "any":
            named = value if isinstance(value, Domain) else Domain("id", "in", value)
        else:
            named = Domain("display_name", operator, value)
        kept = self._domain_billing(Engagement.search(named).ids)
        # sudo: the link is the system's own; what the user sees was searched above
        return Domain("id", "in", self.sudo()._search(kept))

    @api.model
    def _domain_billing(self, engagement_ids):
        """Return the domain of the records that bill one of these engagements."""
        return Domain("law_engagement_kept_id", "in", engagement_ids)

    def _billed_move(self):
        """Return the invoice itself."""
        raise NotImplementedError

    def _bill(self, engagement):
        """Note that this bills `engagement`, which the user may name."""
        self.ensure_one()
        move = self._billed_move().sudo()  # whoever writes the invoice may say for what
        self.sudo().law_engagement_kept_id = engagement.id
        if move.state == "posted":
            move._check_billed()
            move._sync_law_fees()

    def _numbered(self, number):
        """Return the engagement of the customer with this number, or raise.

        The sentence is the same whether there is none or a wall stands before it.
        """
        number = (number or "").strip()
        Engagement = self.env["law.engagement"]
        if not number:
            return Engagement
        move = self._billed_move()
        found = Engagement.sudo().search(  # told only as far as the user may know it
            Domain("code", "=", number) & move._domain_billable()
        )
        found = found.sudo(False)
        found = found._filtered_access("read") | found._told_by_number()
        if not found:
            raise UserError(
                self.env._(
                    "You cannot bill an engagement %(number)s to this customer. Check "
                    "the number and the customer, or ask the client manager.",
                    number=number,
                )
            )
        return found
