from odoo import api, fields, models

from .law_engagement_fee import ACCOUNTING


class LawInvoiced(models.AbstractModel):
    """What was invoiced for engagements, net of tax, for those who keep the books.

    One set of figures for an engagement and for a client: of a client, those of its
    engagements that the reader may see, since a wall around one hides its money.
    """

    _name = "law.invoiced"
    _description = "What Was Invoiced and Paid"

    # What the figures follow from, and how invoices and fees name this record.
    _invoiced_depends = ()
    _invoiced_column = _paid_column = None

    currency_id = fields.Many2one("res.currency")
    invoice_count = fields.Integer(
        "Invoices", compute="_compute_invoiced", aggregator=None, groups=ACCOUNTING
    )
    amount_invoiced = fields.Monetary(
        "Invoiced",
        compute="_compute_invoiced",
        aggregator=None,
        groups=ACCOUNTING,
        help="Posted invoices less credit notes for engagements, without tax, as in "
        "Odoo's own analysis of invoices.",
    )
    amount_paid = fields.Monetary(
        "Paid by Invoice",
        compute="_compute_invoiced",
        aggregator=None,
        groups=ACCOUNTING,
        help="What came in for these invoices, without tax, at the rate of each "
        "payment's day.",
    )
    amount_unpaid = fields.Monetary(
        "Still to Be Paid",
        compute="_compute_invoiced",
        aggregator=None,
        groups=ACCOUNTING,
        help="What is open of these invoices, without tax.",
    )

    @api.depends(lambda self: self._invoiced_depends)
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_invoiced(self):
        engagements = self._invoiced_engagements()
        figures = engagements._invoiced_by(self._invoiced_column)
        paid = engagements._paid_by(self._paid_column)
        for record in self:
            number, rounded = record._origin.id, record.currency_id.round
            count, invoiced, unpaid = figures.get(number, (0, 0.0, 0.0))
            record.invoice_count = count
            record.amount_invoiced = rounded(invoiced)
            record.amount_unpaid = rounded(unpaid)
            record.amount_paid = paid.get(number, 0.0)

    def _invoiced_engagements(self):
        """Return the engagements whose invoices count, as the reader may see them."""
        raise NotImplementedError

    def action_open_invoices(self):
        """List the invoices for these engagements."""
        self.check_access("read")
        Engagement = self.env["law.engagement"]
        return Engagement._invoices_action(self._invoiced_engagements().ids)
