from datetime import date

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

HEAD = "law_firm_client.group_client_head"
MANAGER = "law_firm_client.group_client_manager"
EARLIEST = date(1990, 1, 1)
MOST = 1e9
DAY = frozenset(("user_id", "date", "kind", "hours"))
DAILY = ("hours", "contact")


class LawEngagementCost(models.Model):
    """What the firm spends on an engagement: hours, time with the client, expenses.

    Everybody notes the own time; client managers also that of others. Nobody has more
    hours a day than the firm allows; what was worked before the firm kept hours here
    is a kind of its own, a sum that client managers enter. Hours are valued
    at what an hour of the person cost the firm on that day; the value of a single entry
    would tell that cost, so only heads and managing partners see it.
    """

    _name = "law.engagement.cost"
    _description = "Cost to Serve"
    _inherit = ["law.clear.input", "law.one.currency", "law.client.part"]
    _anchor = "engagement_id"
    _author = "user_id"
    _past_days = ("date",)
    _bounds_of = {"hours": (0, 10000), "expense": (0, MOST)}
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
            ("former", "Former time, as a sum"),
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
        "Hours are between 0 and 10,000, and an expense is not negative.",
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

    @api.constrains("date", "expense")
    def _check_size(self):
        for cost in self:
            if cost.date < EARLIEST:
                raise ValidationError(
                    self.env._("The day lies before 1990. Enter the right one.")
                )
            if cost.expense > MOST:
                raise ValidationError(
                    self.env._("An expense is a billion at most. Correct it.")
                )

    def _check_former(self):
        """Raise if somebody else than client management enters sums of former time."""
        former = self.filtered(lambda cost: cost.kind == "former")
        if former and not self.env.su and not self.env.user.has_group(MANAGER):
            raise UserError(
                self.env._(
                    "Sums of former time are entered by client managers. Note the "
                    "hours of each day as 'Work'."
                )
            )

    def _check_day(self):
        """Refuse more hours a day than the firm allows, whoever enters them."""
        if self.env.su:
            return
        timed = self.filtered(lambda cost: cost.kind in DAILY)
        # sudo: time on engagements that the user does not see counts, too
        sums = self.sudo()._read_group(
            [
                ("user_id", "in", timed.user_id.ids),
                ("date", "in", timed.mapped("date")),
                ("kind", "in", DAILY),
            ],
            ["user_id", "date:day"],
            ["hours:sum"],
        )
        most = {
            (cost.user_id, cost.date): cost.company_id.law_hours_a_day
            for cost in timed.sudo()
        }
        for user, moment, hours in sums:
            day = fields.Date.to_date(moment)
            limit = most.get((user, day))
            if limit and hours > limit:
                raise ValidationError(
                    self.env._(
                        "%(person)s would have worked more than %(limit)s hours on "
                        "%(date)s. Correct the hours or the day; sums of former time "
                        "are of the kind 'Former time'.",
                        person=user.name,
                        limit=limit,
                        date=day,
                    )
                )

    # === ORM ===

    @api.model_create_multi
    def create(self, vals_list):
        """Refuse lawyers' entries for what is closed, and days of too many hours."""
        costs = super().create(vals_list)
        costs._check_under_way()
        costs._check_former()
        costs._check_day()
        return costs

    def write(self, vals):
        """Refuse lawyers' entries for what is closed, and days of too many hours."""
        self._check_under_way()
        result = super().write(vals)
        if "engagement_id" in vals:
            self._check_under_way()
        if not DAY.isdisjoint(vals):
            self._check_former()
            self._check_day()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_closed(self):
        self._check_under_way()

    def _check_under_way(self):
        """Raise if a lawyer would change what was spent on a closed engagement."""
        if self.env.su or self.env.user.has_group(MANAGER):
            return
        closed = self.engagement_id.filtered(lambda e: e.state == "closed")
        if closed:
            raise UserError(
                self.env._(
                    "%(engagement)s is closed. Ask the client's manager to enter it.",
                    engagement=closed[0].display_name,
                )
            )
