from odoo import api, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

BILLING_TYPES = ("out_invoice", "out_refund", "out_receipt")
MONEY_JOURNALS = ("bank", "cash", "credit")
SETTLED = ("asset_receivable", "liability_payable")
LIQUID = ("asset_cash", "liability_credit_card")


class AccountMove(models.Model):
    """An invoice bills engagements; its payments are the fees received for them."""

    _name = "account.move"
    _inherit = ["account.move", "law.engagement.billed"]

    # === ORM ===

    def write(self, vals):
        """Let fees follow what is posted, and what goes back to draft."""
        result = super().write(vals)
        if "state" in vals:
            self._with_matched()._sync_law_fees()
        return result

    def _with_matched(self):
        """Return the invoices among these entries, and those that they settle."""
        lines = self.sudo().line_ids  # fees follow whoever posts
        partials = lines.matched_debit_ids | lines.matched_credit_ids
        return partials._billing_moves() | self.filtered(
            lambda move: move.move_type in BILLING_TYPES
        )

    def copy(self, default=None):
        """Let a copy, and so a credit note, bill what its original bills."""
        copies = super().copy(default)
        for old, new in zip(self.sudo(), copies.sudo(), strict=True):
            if old.move_type in BILLING_TYPES and new.move_type in BILLING_TYPES:
                new._bill_as(old)
        return copies

    def _bill_as(self, other):
        """Bill, line by line, what the invoice bills of which this is a copy."""
        self.law_engagement_kept_id = other.law_engagement_kept_id
        mine, theirs = (
            move.line_ids.filtered(lambda line: line.display_type == "product")
            for move in (self, other)
        )
        if len(mine) != len(theirs):
            return mine._follow_invoice()
        for line, original in zip(mine.sorted("id"), theirs.sorted("id"), strict=True):
            line.law_engagement_kept_id = original.law_engagement_kept_id
        return None

    # === WHAT IS BILLED ===

    @api.model
    def _domain_billing(self, engagement_ids):
        """An invoice bills what one of its lines bills."""
        line = Domain("law_engagement_kept_id", "in", engagement_ids)
        return super()._domain_billing(engagement_ids) | Domain("line_ids", "any", line)

    def _domain_billable(self):
        """Return the domain of the engagements that this invoice may bill."""
        self.ensure_one()
        customer = self.commercial_partner_id.id
        return Domain("company_id", "=", self.company_id.id) & Domain(
            "client_id.partner_id.commercial_partner_id", "=", customer
        )

    def _billed_move(self):
        return self

    def _bill(self, engagement):
        """Set the engagement of all lines that did not say another."""
        mine = self.sudo()  # whoever writes the invoice may say for what
        before = mine.law_engagement_kept_id
        lines = mine.line_ids.filtered(
            lambda line: (
                line.display_type == "product"
                and line.law_engagement_kept_id in (before, before.browse())
            )
        )
        lines.law_engagement_kept_id = engagement.id
        return super()._bill(engagement)

    def _check_billed(self):
        """Raise if an invoice bills an engagement of another client or company."""
        for move in self.sudo():  # what it bills, also for who keeps the books alone
            named = move.law_engagement_kept_id | move.line_ids.law_engagement_kept_id
            if named and named != named.filtered_domain(move._domain_billable()):
                raise ValidationError(
                    self.env._(
                        "%(invoice)s bills an engagement of another client, or of "
                        "another company of the firm. Choose one of the customer's "
                        "engagements, or none.",
                        invoice=move.display_name,
                    )
                )

    def _post(self, soft=True):
        """An invoice that others will pay bills its own customer's engagements."""
        self.filtered(lambda m: m.move_type in BILLING_TYPES)._check_billed()
        return super()._post(soft)

    # === WHAT WAS PAID ===

    def _sync_law_fees(self):
        """Bring the fees that these invoices brought in step with their payments."""
        self.env["law.engagement.fee"]._sync_invoices(self)

    def _money_shares(self):
        """Return {(move, paid in): share} of what these entries settle in money.

        Payments, bank lines and entries of a bank or cash journal are money; credit
        notes, exchange differences and other entries are none. What such an entry
        writes off beside the money, as a discount or a bank's fee, was not received.
        """
        shares = {}
        for move in self:
            money = (
                move.origin_payment_id
                or move.statement_line_id
                or move.journal_id.type in MONEY_JOURNALS
            )
            settled, other = move._settled_and_written_off() if money else ([], [])
            for paid_in, sign in ((True, -1), (False, 1)):
                due = sum(max(sign * line.balance, 0.0) for line in settled)
                lost = sum(max(-sign * line.balance, 0.0) for line in other)
                shares[move, paid_in] = max(due - lost, 0.0) / due if due else 0.0
        return shares

    def _settled_and_written_off(self):
        """Return the lines that settle debts, and those that are no money either."""
        self.ensure_one()
        payment = self.origin_payment_id
        liquid = (
            self.journal_id.default_account_id | self.journal_id.suspense_account_id
        )
        if payment:
            liquid |= payment._get_valid_liquidity_accounts()
        settled = self.line_ids.filtered(
            lambda line: line.account_id.account_type in SETTLED
        )
        money = self.line_ids.filtered(
            lambda line: (
                line.account_id in liquid or line.account_id.account_type in LIQUID
            )
        )
        return settled, self.line_ids - settled - money
