from odoo.tests import tagged

from .account_common import AccountCase


@tagged("post_install", "-at_install", "s36")
class TestFees(AccountCase):
    """What came in for an engagement, as its invoices and payments say."""

    def amounts(self, engagement=None):
        return [
            (str(fee.date), fee.amount, fee.amount_company)
            for fee in self.fees(engagement)
        ]

    def test_only_what_was_paid_is_received(self):
        draft = self.bill((self.engagement, 500), post=False)
        self.bill((self.engagement, 700))
        move = self.bill((self.engagement, 1000))
        self.assertFalse(self.fees())
        self.pay(move, 400)
        self.pay(move, 600, date="2025-04-02")
        self.assertEqual(
            self.amounts(), [("2025-03-20", 400, 400), ("2025-04-02", 600, 600)]
        )
        self.assertEqual(self.engagement.fee_received, 1000)
        self.assertEqual(set(self.fees().mapped("note")), {move.name})
        draft.button_cancel()
        self.assertEqual(self.engagement.fee_received, 1000)
