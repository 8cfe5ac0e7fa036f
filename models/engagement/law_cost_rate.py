from bisect import bisect_right

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain


class LawCostRate(models.Model):
    """What an hour of a person costs the firm, from a day on.

    Only heads and managing partners see rates. Whoever may see an engagement sees the
    hours spent on it, not what these cost: any sum of it would tell a rate.
    """

    _name = "law.cost.rate"
    _description = "Cost of a Person's Hour"
    _order = "user_id, date_from desc, id desc"
    _check_company_auto = True

    user_id = fields.Many2one(
        "res.users", "Person", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        ondelete="cascade",
        default=lambda self: self.env.company,
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    date_from = fields.Date(
        "From", required=True, default=fields.Date.context_today, index=True
    )
    amount = fields.Monetary("Cost of an Hour", required=True)

    _day_uniq = models.UniqueIndex(
        "(company_id, user_id, date_from)",
        "This person has a rate from this day already. Change that one.",
    )
    _positive = models.Constraint(
        "CHECK(amount BETWEEN 0 AND 1e7)", "The cost of an hour is not negative."
    )

    @api.depends("user_id", "date_from")
    def _compute_display_name(self):
        for rate in self:
            rate.display_name = f"{rate.user_id.name} ({rate.date_from or ''})"

    @api.constrains("user_id", "company_id")
    def _check_user_id(self):
        for rate in self:
            if rate.user_id.share or rate.company_id not in rate.user_id.company_ids:
                raise ValidationError(
                    self.env._("Choose a person who works in this company of the firm.")
                )

    @api.model_create_multi
    def create(self, vals_list):
        rates = super().create(vals_list)
        self._revalue(rates._touched())
        return rates

    def write(self, vals):
        before = self._touched()
        result = super().write(vals)
        self._revalue(before | self._touched())
        return result

    def unlink(self):
        touched = self._touched()
        result = super().unlink()
        self._revalue(touched)
        return result

    def _touched(self):
        """Return the time on which these rates bear."""
        # sudo: a rate counts for all work, also on what is walled from who sets it
        costs = self.env["law.engagement.cost"].sudo()
        return costs.search(
            Domain.OR(
                Domain("user_id", "=", rate.user_id.id)
                & Domain("company_id", "=", rate.company_id.id)
                & Domain("date", ">=", rate.date_from)
                for rate in self
            )
        )

    @api.model
    def _revalue(self, costs):
        """Value time anew that was spent while a rate has changed."""
        self.env.add_to_compute(costs._fields["hourly_rate"], costs)
        costs.modified(["hourly_rate"])

    @api.model
    def _rates_of(self, users, companies):
        """Return a function (company, user, day) -> cost of an hour then."""
        rates = self.sudo().search(  # values only reach who may see the total
            [("user_id", "in", users.ids), ("company_id", "in", companies.ids)],
            order="date_from",
        )
        steps = {}
        for rate in rates:
            days, amounts = steps.setdefault((rate.company_id, rate.user_id), ([], []))
            days.append(rate.date_from)
            amounts.append(rate.amount)

        def rate_at(company, user, day):
            days, amounts = steps.get((company, user), ((), ()))
            place = bisect_right(days, day) if day else 0
            return amounts[place - 1] if place else 0.0

        return rate_at
