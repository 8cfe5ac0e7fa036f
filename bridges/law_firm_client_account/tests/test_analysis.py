from odoo.tests import tagged

from .account_common import AccountCase

# An invoice that a credit note settles is reversed, and the credit note paid: together
# they are nothing.
SETTLED = ("paid", "in_payment", "reversed")


@tagged("post_install", "-at_install", "s36", "s58")
class TestAnalysis(AccountCase):
    """The figures of engagements equal Odoo's own analysis of invoices to the cent."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.keep_books(cls.company_b)
        cls.abroad = cls.draft(
            cls.manager_b, client=cls.foreign, lead_id=cls.manager_b.id
        )
        cls.abroad.action_open()
        cls.abroad = cls.abroad.with_env(cls.env)

    def _report(self, engagement, *aggregates, **equal):
        """Return sums of Odoo's analysis over what bills an engagement."""
        lines = (
            self.env["account.move.line"]
            .sudo()
            .search([("law_engagement_kept_id", "=", engagement.id)])
        )
        firm = engagement.company_id
        report = (
            self.env["account.invoice.report"]
            .with_company(firm)
            .with_context(allowed_company_ids=firm.ids)
        )
        domain = [("id", "in", lines.ids), ("state", "=", "posted")]
        domain += [
            (name, "in" if isinstance(value, tuple | list) else "=", value)
            for name, value in equal.items()
        ]
        self.env.flush_all()
        (sums,) = report._read_group(domain, [], aggregates)
        return [amount or 0.0 for amount in sums]

    def _round(self, amount):
        return self.dollar.round(amount)

    def _business(self):
        """Bill and pay in every way that the firm knows."""
        both, euro = self.bill, {"currency_id": self.euro.id}
        pair = (self.engagement, 333.33), (self.other, 66.67)
        moves = [
            both(*pair, taxed=True),
            both(*pair, **euro),
            both((self.engagement, 1234.56), (None, 10), taxed=True, **euro),
            both((self.other, 99.99)),
            both((self.engagement, 17.01), taxed=True),
        ]
        for amount in (0.01, 100.33, 77.77):
            self.pay(moves[0], amount)
        for move in moves[:3]:
            self.pay(move, 33.34, date="2025-04-01", currency_id=move.currency_id.id)
        self.pay(moves[0])
        self.pay(moves[1], date="2025-08-01")
        self.pay(moves[2], 200, date="2025-08-01", currency_id=self.euro.id)
        note = self.credit(moves[3])
        self.match(moves[3], note)
        self.pay(self.credit(moves[0]), date="2025-05-05")
        self.bill((self.engagement, 5000)).button_cancel()
        self.bill((self.engagement, 6000), post=False)
        elsewhere = both((self.abroad, 250.5), client=self.foreign)
        self.pay(elsewhere, 250.5)
        return moves

    def test_what_is_invoiced_is_what_the_analysis_says(self):
        self._business()
        for engagement in (self.engagement, self.other, self.abroad):
            with self.subTest(engagement=engagement.display_name):
                (invoiced,) = self._report(engagement, "price_subtotal:sum")
                self.assertEqual(
                    self._round(engagement.amount_invoiced), self._round(invoiced)
                )

    def test_what_was_received_is_what_the_analysis_calls_paid(self):
        """In the currency of each invoice; and in dollars where it is in dollars."""
        self._business()
        for engagement in (self.engagement, self.other, self.abroad):
            for currency in (self.dollar, self.euro):
                with self.subTest(engagement=engagement.name, currency=currency.name):
                    fees = self.fees(engagement).filtered(
                        lambda fee, c=currency: (
                            fee.currency_id == c
                            and fee.invoice_id.payment_state in SETTLED
                        )
                    )
                    own, foreign = self._report(
                        engagement,
                        "price_subtotal:sum",
                        "price_subtotal_currency:sum",
                        currency_id=currency.id,
                        payment_state=SETTLED,
                    )
                    self.assertEqual(
                        currency.round(sum(fees.mapped("amount"))),
                        currency.round(foreign),
                    )
                    if currency == self.dollar:
                        self.assertEqual(
                            self._round(sum(fees.mapped("amount_company"))),
                            self._round(own),
                        )

    def test_with_the_difference_of_rates_that_odoo_booked_dollars_agree_too(self):
        move = self.bill((self.engagement, 777.77), currency_id=self.euro.id)
        self.pay(move, 111.11)
        self.pay(move, 222.22, date="2025-07-05")
        self.pay(move, date="2025-09-09")
        partials = self.receivable(move).matched_credit_ids
        exchange = (
            partials | partials.credit_move_id.matched_debit_ids
        ).exchange_move_id
        gain = sum(
            -line.balance
            for line in exchange.line_ids
            if line.account_id.account_type not in ("asset_receivable",)
        )
        (invoiced,) = self._report(self.engagement, "price_subtotal:sum")
        self.assertTrue(gain)
        self.assertEqual(
            self._round(sum(self.fees().mapped("amount_company"))),
            self._round(invoiced + gain),
        )

    def test_what_is_not_received_is_open(self):
        move = self.bill((self.engagement, 90), (self.other, 10), taxed=True)
        self.pay(move, 5)
        paid = self.dollar.round(5 * 90 / move.amount_total)
        self.assertEqual(self.engagement.amount_paid, paid)
        self.assertEqual(self.engagement.amount_unpaid, self.dollar.round(90 - paid))
        self.pay(move)
        self.env.invalidate_all()
        self.assertEqual(self.engagement.amount_paid, 90)
        self.assertEqual(self.engagement.amount_unpaid, 0)

    def test_the_client_has_what_its_engagements_have(self):
        self._business()
        ours = self.engagement | self.other
        for name in ("amount_invoiced", "amount_paid", "amount_unpaid"):
            self.assertEqual(
                self._round(self.harbour[name]), self._round(sum(ours.mapped(name)))
            )
        self.assertEqual(self.abroad.amount_paid, 250.5)
        self.assertEqual(self.foreign.amount_invoiced, 250.5)
