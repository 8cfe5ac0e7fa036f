from odoo import api, fields, models

from .law_engagement_fee import ACCOUNTING


class LawClient(models.Model):
    """What was invoiced to the client for its engagements, for who keeps the books.

    Only engagements that the reader may see count: a wall around one hides its money.
    """

    _inherit = "law.client"

    invoice_count = fields.Integer(
        "Invoices", compute="_compute_invoiced", aggregator=None, groups=ACCOUNTING
    )
    amount_invoiced = fields.Monetary(
        "Invoiced",
        compute="_compute_invoiced",
        aggregator=None,
        groups=ACCOUNTING,
        help="Posted invoices less credit notes for engagements, without tax.",
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

    @api.depends("engagement_ids.fee_received")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_invoiced(self):
        engagements = self.env["law.engagement"].search(
            [("client_id", "in", self._origin.ids)]
        )
        figures = engagements._invoiced_by("client_id")
        paid = engagements._paid_by("client_id")
        for client in self:
            number = client._origin.id
            count, invoiced, unpaid = figures.get(number, (0, 0.0, 0.0))
            client.invoice_count = count
            client.amount_invoiced = client.currency_id.round(invoiced)
            client.amount_unpaid = client.currency_id.round(unpaid)
            client.amount_paid = paid.get(number, 0.0)

    def action_open_invoices(self):
        """List the invoices for engagements of these clients."""
        Engagement = self.env["law.engagement"]
        seen = Engagement.search([("client_id", "in", self.ids)])
        return Engagement._invoices_action(seen.ids)
