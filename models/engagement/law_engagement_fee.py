from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from .law_engagement_cost import EARLIEST

MANAGER = "law_firm_client.group_client_manager"
HEAD = "law_firm_client.group_client_head"


class LawEngagementFee(models.Model):
    """A fee that came in for an engagement, on a day; a negative one went back.

    Entered by hand, or imported from a file. Rows of invoices are kept by the system:
    nobody edits them, here or elsewhere. Whoever sees the engagement sees its fees;
    client managers enter them.
    """

    _name = "law.engagement.fee"
    _description = "Fee Received"
    _inherit = ["law.clear.input", "law.one.currency", "law.client.part"]
    _anchor = "engagement_id"
    _past_days = ("date",)
    _bounds_of = {"amount": (-1e13, 1e13)}
    _order = "date desc, id desc"
    _rec_name = "date"

    engagement_id = fields.Many2one(
        "law.engagement", required=True, index=True, ondelete="cascade"
    )
    client_id = fields.Many2one(
        related="engagement_id.client_id", store=True, index=True, precompute=True
    )
    company_id = fields.Many2one(
        related="engagement_id.company_id", store=True, index=True, precompute=True
    )
    date = fields.Date(
        "Received On", required=True, default=fields.Date.context_today, index=True
    )
    currency_id = fields.Many2one(
        "res.currency",
        required=True,
        ondelete="restrict",
        default=lambda self: self.env.company.currency_id,
    )
    amount = fields.Monetary(required=True, aggregator=None)
    company_currency_id = fields.Many2one(
        related="company_id.currency_id", string="Company Currency"
    )
    amount_company = fields.Monetary(
        "In Company Currency",
        currency_field="company_currency_id",
        compute="_compute_amount_company",
        store=True,
        help="At the rate of the day on which it was received.",
    )
    source = fields.Selection(
        [("hand", "Entered by hand"), ("file", "From a file"), ("invoice", "Invoice")],
        required=True,
        default=lambda self: self._default_source(),
        index=True,
    )
    note = fields.Char("Remark")

    _bounds = models.Constraint(
        "CHECK(amount BETWEEN -1e13 AND 1e13)", "An amount has 13 digits at most."
    )

    @api.model
    def _default_source(self):
        return "file" if self.env.context.get("import_file") else "hand"

    @api.depends("amount", "currency_id", "date", "company_id")
    def _compute_amount_company(self):
        for fee in self:
            own = fee.company_id.currency_id
            day = fee.date or fields.Date.context_today(fee)
            fee.amount_company = (
                fee.currency_id._convert(fee.amount, own, fee.company_id, day)
                if fee.currency_id and own
                else fee.amount
            )

    @api.constrains("date")
    def _check_date(self):
        if any(fee.date < EARLIEST and fee.source != "invoice" for fee in self):
            raise ValidationError(
                self.env._("The fee was not received before 1990. Correct the day.")
            )

    @api.model
    def _check_entered(self, vals):
        result = super()._check_entered(vals)
        if vals.get("source") == "invoice" and not self.env.su:
            raise UserError(
                self.env._(
                    "Fees of invoices come from accounting by themselves. Enter this "
                    "one as 'by hand'."
                )
            )
        return result

    @api.model_create_multi
    def create(self, vals_list):
        """Let only what comes in later be added to what is closed.

        Heads may bring in former fees from a file.
        """
        fees = super().create(vals_list)
        former = self.env.user.has_group(HEAD)
        fees.filtered(
            lambda fee: not fee._is_late() and not (former and fee.source == "file")
        )._check_under_way()
        fees.filtered(lambda fee: fee.amount < 0)._check_covered()
        return fees

    def write(self, vals):
        self._check_not_invoiced()
        self._check_under_way()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_invoiced(self):
        self._check_not_invoiced()
        slips = self.filtered(lambda fee: fee._is_own_slip())
        (self - slips)._check_under_way()
        slips._check_covered(without=slips)

    def _is_own_slip(self):
        """Return whether the user entered it today, after the engagement's end."""
        entered = fields.Datetime.context_timestamp(self, self.create_date).date()
        today = entered == fields.Date.context_today(self)
        return today and self.create_uid == self.env.user and self._is_late()

    def _check_covered(self, without=()):
        """Raise if more went back of a closed engagement than ever came in."""
        if self.env.su:
            return
        for engagement in self.engagement_id.filtered(lambda e: e.state == "closed"):
            gone = sum(
                fee.amount_company for fee in without if fee.engagement_id == engagement
            )
            left = engagement.fee_received - gone
            if gone >= 0 and engagement.currency_id.compare_amounts(left, 0) < 0:
                raise ValidationError(
                    self.env._(
                        "More would go back to the client of %(engagement)s than was "
                        "received. Correct the amount.",
                        engagement=engagement.display_name,
                    )
                )

    def _is_late(self):
        """Return whether the fee came in after its engagement was closed."""
        closed = self.engagement_id.date_close
        return bool(closed and self.date > closed)

    def _check_under_way(self):
        """Raise if fees of a closed engagement would change."""
        closed = self.engagement_id.filtered(lambda e: e.state == "closed")
        if closed and not self.env.su:
            raise UserError(
                self.env._(
                    "%(engagement)s is closed, and its fees stay as they were. Reopen "
                    "it first; what came in after it was closed is entered with the "
                    "later day.",
                    engagement=closed[0].display_name,
                )
            )

    def _check_not_invoiced(self):
        if not self.env.su and "invoice" in self.mapped("source"):
            raise UserError(
                self.env._(
                    "This fee comes from an invoice. Correct the invoice or its "
                    "payment; it changes here by itself."
                )
            )
