from odoo import api, fields, models
from odoo.exceptions import ValidationError

HEAD = "law_firm_client.group_client_head"


class LawEngagementCost(models.Model):
    """What the firm spends on an engagement: hours, time with the client, expenses.

    Everybody notes the own time; client managers also that of others. Hours are valued
    at what an hour of the person cost the firm on that day; the value of a single entry
    would tell that cost, so only heads and managing partners see it.
    """

    _name = "law.engagement.cost"
    _description = "Cost to Serve"
    _inherit = ["law.client.part"]
    _anchor = "engagement_id"
    _author = "user_id"
    _past_days = ("date",)
    _order = "date desc, id desc"
    _rec_name = "note"

    engagement_id = fields.Many2one(
        "law.engagement", required=True, index=True, ondelete="cascade"
    )
    client_id = fields.Many2one(
        related="engagement_id.client_id", store=True, index=True, precompute=True
    )
    company_id = fields.Many2one(
        related="engagement_id.company_id", store=True, index=True, precompute=True
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    date = fields.Date(required=True, default=fields.Date.context_today, index=True)
    kind = fields.Selection(
        [
            ("hours", "Work"),
            ("contact", "Time with the client"),
            ("expense", "Expense"),
        ],
        required=True,
        default="hours",
        index=True,
    )
    user_id = fields.Many2one(
        "res.users",
        "Spent by",
        required=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self.env.user,
    )
    hours = fields.Float(digits=(8, 2))
    expense = fields.Monetary()
    note = fields.Char("What For")
    hourly_rate = fields.Float(
        compute="_compute_hourly_rate",
        store=True,
        digits=(12, 2),
        aggregator=None,
        groups=HEAD,
    )
    amount = fields.Monetary(
        "Value", compute="_compute_amount", store=True, groups=HEAD
    )

    _figures = models.Constraint(
        "CHECK(COALESCE(hours, 0) BETWEEN 0 AND 10000"
        " AND COALESCE(expense, 0) BETWEEN 0 AND 1e12)",
        "Hours and expenses are not negative.",
    )

    @api.depends("user_id", "date", "kind", "company_id")
    def _compute_hourly_rate(self):
        timed = self.filtered(lambda cost: cost.kind != "expense")
        rate_at = self.env["law.cost.rate"]._rates_of(timed.user_id, self.company_id)
        for cost in self:
            cost.hourly_rate = (
                rate_at(cost.company_id, cost.user_id, cost.date)
                if cost in timed
                else 0.0
            )

    @api.depends("kind", "hours", "expense", "hourly_rate")
    def _compute_amount(self):
        for cost in self:
            timed = cost.kind != "expense"
            cost.amount = cost.hours * cost.hourly_rate if timed else cost.expense

    @api.constrains("kind", "hours", "expense")
    def _check_figures(self):
        for cost in self:
            timed = cost.kind != "expense"
            if timed and (cost.expense or not cost.hours):
                raise ValidationError(
                    self.env._(
                        "Work and time with the client are entered in hours. For money "
                        "spent choose 'Expense'."
                    )
                )
            if not timed and (cost.hours or not cost.expense):
                raise ValidationError(
                    self.env._("An expense is an amount of money, without hours.")
                )
