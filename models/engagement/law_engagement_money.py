from odoo import api, fields, models

HEAD = "law_firm_client.group_client_head"


class LawEngagement(models.Model):
    """What an engagement brought in, what it cost, and what is left (S36, S58).

    Whoever sees the engagement sees fees, hours, expenses, and what an hour brought in.
    The cost of hours, and what is left, tell what an hour of a colleague costs the
    firm: one adds an hour of hers and looks again. So only heads and managing partners
    see these, who see the rates as well.
    """

    _inherit = "law.engagement"

    fee_ids = fields.One2many("law.engagement.fee", "engagement_id", "Fees")
    cost_ids = fields.One2many("law.engagement.cost", "engagement_id", "Costs")
    fee_received = fields.Monetary(
        compute="_compute_fee_received",
        store=True,
        help="All fees that came in so far, in the currency of the company.",
    )
    hours = fields.Float(
        "Hours Spent", compute="_compute_hours", store=True, digits=(10, 2)
    )
    fee_per_hour = fields.Monetary(
        "Fee per Hour",
        compute="_compute_fee_per_hour",
        store=True,
        aggregator=None,
        help="Fee received, less expenses, for each hour spent: where it is low, an "
        "engagement keeps the firm busy and brings in little.",
    )
    expenses = fields.Monetary("Expenses Paid", compute="_compute_hours", store=True)
    cost = fields.Monetary(
        "Cost to Serve",
        compute="_compute_cost",
        store=True,
        groups=HEAD,
        help="Hours at the cost of who spent them, and expenses.",
    )
    contribution = fields.Monetary(
        compute="_compute_contribution",
        store=True,
        groups=HEAD,
        help="Fee received less cost to serve.",
    )
    loss_making = fields.Boolean(
        compute="_compute_contribution",
        store=True,
        groups=HEAD,
        help="The firm spent more on it than it brought in.",
    )

    @api.depends("fee_ids.amount_company")
    def _compute_fee_received(self):
        sums = self._sums("law.engagement.fee", "amount_company:sum")
        for engagement in self:
            (engagement.fee_received,) = sums.get(engagement._origin.id, (0.0,))

    @api.depends("cost_ids.hours", "cost_ids.expense")
    def _compute_hours(self):
        sums = self._sums("law.engagement.cost", "hours:sum", "expense:sum")
        for engagement in self:
            engagement.hours, engagement.expenses = sums.get(
                engagement._origin.id, (0.0, 0.0)
            )

    @api.depends("fee_received", "hours", "expenses")
    def _compute_fee_per_hour(self):
        for engagement in self:
            left = engagement.fee_received - engagement.expenses
            engagement.fee_per_hour = engagement.hours and left / engagement.hours

    @api.depends("cost_ids.amount")
    def _compute_cost(self):
        sums = self._sums("law.engagement.cost", "amount:sum")
        for engagement in self:
            (engagement.cost,) = sums.get(engagement._origin.id, (0.0,))

    @api.depends("fee_received", "cost")
    def _compute_contribution(self):
        for engagement in self:
            engagement.contribution = engagement.fee_received - engagement.cost
            engagement.loss_making = engagement.contribution < 0

    def _sums(self, model, *aggregates):
        """Return {id: sums} over the entries of all these engagements, in one query."""
        if not self._origin:
            return {}
        rows = (
            self.env[model]
            .sudo()  # sums of entries of engagements that are being written
            ._read_group(
                [("engagement_id", "in", self._origin.ids)],
                ["engagement_id"],
                aggregates,
            )
        )
        return {row[0].id: tuple(sum or 0.0 for sum in row[1:]) for row in rows}
