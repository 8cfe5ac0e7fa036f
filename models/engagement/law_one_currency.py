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
        rates = self._rates_today()
        if len(rates) < 2:
            return figure
        currency = self._field_to_sql(
            self._table, field.get_currency_field(self), query
        )
        return SQL(
            "CASE WHEN COUNT(DISTINCT %s) > 1 THEN %s ELSE %s END",
            currency,
            self._in_one_currency(name, function, currency, rates, query),
            figure,
        )

    @api.model
    def _rates_today(self):
        """Return {currency: rate} of all that figures may be in.

        Also of those that were put away: fees were received in them.
        """
        currencies = self.env["res.currency"].with_context(active_test=False)
        currencies = currencies.search(
            ["|", ("active", "=", True), ("rate_ids", "!=", False)]
        )
        return currencies._get_rates(self.env.company, fields.Date.context_today(self))

    @api.model
    def _in_one_currency(self, name, function, currency, rates, query):
        own = rates[self.env.company.currency_id.id]
        return SQL(
            "%s(%s * CASE %s %s ELSE %s::numeric END)",
            SQL(function.upper()),
            self._field_to_sql(self._table, name, query),
            currency,
            SQL(" ").join(
                SQL("WHEN %s THEN %s::numeric", number, own / rate)
                for number, rate in rates.items()
            ),
            own,  # Odoo takes a currency that has no rate at 1
        )
