from odoo import api, fields, models
from odoo.tools import SQL
from odoo.tools.query import Query

FIGURES = frozenset(("sum", "avg", "min", "max"))


class LawOneCurrency(models.AbstractModel):
    """Figures of several companies, which may keep their books in several currencies.

    What is in one currency is summed as it is. What is not is turned into the currency
    of the reader's company first, at today's rate: dollars and yuan are never added up.
    """

    _name = "law.one.currency"
    _description = "Sums in One Currency"

    @api.model
    def _read_group_select(self, aggregate_spec: str, query: Query) -> SQL:
        """Sum in one currency, whoever asks."""
        figure = super()._read_group_select(aggregate_spec, query)
        name, _dot, function = aggregate_spec.partition(":")
        field = self._fields.get(name)
        if function not in FIGURES or field is None or field.type != "monetary":
            return figure
        currencies = self.env["res.currency"].search([("active", "=", True)])
        if len(currencies) < 2:
            return figure
        currency = self._field_to_sql(
            self._table, field.get_currency_field(self), query
        )
        return SQL(
            "CASE WHEN COUNT(DISTINCT %s) > 1 THEN %s ELSE %s END",
            currency,
            self._in_one_currency(name, function, currency, currencies, query),
            figure,
        )

    @api.model
    def _in_one_currency(self, name, function, currency, currencies, query):
        company, today = self.env.company, fields.Date.context_today(self)
        rates = [
            SQL(
                "WHEN %s THEN %s::numeric",
                each.id,
                each._get_conversion_rate(each, company.currency_id, company, today),
            )
            for each in currencies
        ]
        return SQL(
            "%s(%s * CASE %s %s END)",
            SQL(function.upper()),
            self._field_to_sql(self._table, name, query),
            currency,
            SQL(" ").join(rates),
        )
