from odoo import Command
from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .account_common import AccountCase


@tagged("post_install", "-at_install", "s36", "s58")
class TestFees(AccountCase):
    """What came in for an engagement, as its invoices and payments say."""

    def amounts(self, engagement=None):
        return [
            (str(fee.date), fee.amount, fee.amount_company)
            for fee in self.fees(engagement)
        ]

    def account(self, code, kind):
        ours = self.env["account.account"].with_company(self.company_a)
        return ours.create({"name": code, "code": code, "account_type": kind})

    def entry(self, journal, *lines):
        """Post an entry of (account, balance) on the client's name."""
        move = self.env["account.move"].create(
            {
                "move_type": "entry",
                "journal_id": journal.id,
                "date": "2025-04-10",
                "line_ids": [
                    Command.create(
                        {
                            "account_id": account.id,
                            "partner_id": self.harbour.partner_id.id,
                            "balance": balance,
                        }
                    )
                    for account, balance in lines
                ],
            }
        )
        move.action_post()
        return move

    def journal(self, kind):
        return self.env["account.journal"].search(
            [("type", "=", kind), ("company_id", "=", self.company_a.id)], limit=1
        )

    # === WHAT COUNTS ===

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

    def test_tax_goes_with_the_share_that_was_paid(self):
        move = self.bill((self.engagement, 100), (self.other, 33.33), taxed=True)
        self.assertGreater(move.amount_tax, 0)
        for amount in (50, 51.17):
            self.pay(move, amount)
        self.pay(move)
        self.assertEqual(move.payment_state, "paid")
        self.assertEqual(len(self.fees()), 3)
        self.assertEqual(self.engagement.fee_received, 100)
        self.assertEqual(self.other.fee_received, 33.33)

    def test_what_is_billed_for_no_engagement_is_no_fee(self):
        move = self.bill((self.engagement, 100), (None, 300))
        self.pay(move, 200)
        self.assertEqual(self.amounts(), [("2025-03-20", 50, 50)])

    def test_instalments_paid_at_once_are_one_fee(self):
        term = self.env["account.payment.term"].create(
            {
                "name": "Half now",
                "line_ids": [
                    Command.create(
                        {"value": "percent", "value_amount": 50, "nb_days": days}
                    )
                    for days in (0, 30)
                ],
            }
        )
        move = self.bill((self.engagement, 300), invoice_payment_term_id=term.id)
        self.assertEqual(len(self.receivable(move)), 2)
        self.pay(move, 300)
        self.assertEqual(self.amounts(), [("2025-03-20", 300, 300)])

    def test_what_is_written_off_was_not_received(self):
        move = self.bill((self.engagement, 100))
        self.pay(
            move,
            90,
            payment_difference_handling="reconcile",
            writeoff_account_id=self.account("DISC", "expense").id,
        )
        self.assertEqual(move.payment_state, "paid")
        self.assertEqual(self.amounts(), [("2025-03-20", 90, 90)])

    def test_an_entry_without_money_is_no_fee_and_one_of_the_bank_is(self):
        owed, lost = (
            self.account("OWED", "asset_receivable"),
            self.account("LOST", "expense"),
        )
        bank = self.journal("bank")
        move, other = (
            self.bill((self.engagement, 100)),
            self.bill((self.engagement, 70)),
        )
        (owed,) = self.receivable(move).account_id
        self.match(move, self.entry(self.journal("general"), (owed, -100), (lost, 100)))
        self.assertFalse(self.fees())
        paid = self.entry(bank, (owed, -70), (bank.default_account_id, 70))
        self.match(other, paid)
        self.assertEqual(self.amounts(), [("2025-04-10", 70, 70)])

    def test_a_bank_line_counts_from_its_day(self):
        move = self.bill((self.engagement, 100))
        line = self.env["account.bank.statement.line"].create(
            {
                "journal_id": self.journal("bank").id,
                "date": "2025-05-05",
                "payment_ref": "Transfer",
                "partner_id": self.harbour.partner_id.id,
                "amount": 100,
            }
        )
        _liquid, suspense, _other = line._seek_for_lines()
        suspense.account_id = self.receivable(move).account_id
        self.match(move, line.move_id)
        self.assertEqual(self.amounts(), [("2025-05-05", 100, 100)])

    def test_a_credit_note_is_no_money_and_its_refund_takes_some_back(self):
        move = self.bill((self.engagement, 1000))
        note = self.credit(move)
        self.assertEqual(
            note.invoice_line_ids.sudo().law_engagement_kept_id, self.engagement
        )
        self.match(move, note)
        self.assertEqual(move.payment_state, "reversed")
        self.assertFalse(self.fees())
        second = self.bill((self.engagement, 300))
        self.pay(second)
        self.pay(self.credit(second), date="2025-04-20")
        self.assertEqual(
            self.amounts(), [("2025-03-20", 300, 300), ("2025-04-20", -300, -300)]
        )
        self.assertFalse(self.engagement.fee_received)

    # === TAKEN BACK ===

    def test_what_is_unmatched_is_taken_back(self):
        move = self.bill((self.engagement, 100))
        payment = self.pay(move)
        self.receivable(move).remove_move_reconcile()
        self.assertFalse(self.fees())
        self.match(move, payment.move_id)
        self.assertEqual(self.engagement.fee_received, 100)
        payment.action_draft()
        self.assertFalse(self.fees())
        payment.action_post()
        self.match(move, payment.move_id)
        self.assertEqual(self.engagement.fee_received, 100)
        move.button_draft()
        self.assertFalse(self.fees())
        move.action_post()
        self.assertEqual(self.engagement.fee_received, 100)
        move.button_cancel()
        self.assertFalse(self.fees())

    def test_a_payment_that_is_reversed_is_taken_back(self):
        move = self.bill((self.engagement, 100))
        payment = self.pay(move)
        payment.move_id._reverse_moves([{"date": "2025-04-01"}], cancel=True)
        self.assertFalse(self.fees())
        self.assertEqual(move.payment_state, "not_paid")

    def test_under_a_legal_hold_a_fee_becomes_zero(self):
        move = self.bill((self.engagement, 100))
        self.pay(move)
        fee = self.fees()
        self.env["law.hold"].with_user(self.partner).create(
            {"matter": "Inquiry", "client_id": self.harbour.id, "reason": "Suit"}
        )
        self.receivable(move).remove_move_reconcile()
        self.assertEqual(self.fees(), fee)
        self.assertEqual((fee.amount, fee.amount_company), (0, 0))
        self.assertFalse(self.engagement.fee_received)
        self.assertFalse(fee._sync_invoices(move))

    # === OTHER CURRENCIES, OTHER ENGAGEMENTS ===

    def test_a_foreign_invoice_counts_as_booked_on_the_day_of_payment(self):
        move = self.bill((self.engagement, 100), currency_id=self.euro.id)
        self.pay(move, 40)
        self.pay(move, 60, date="2025-08-01")
        self.assertEqual(
            self.amounts(), [("2025-03-20", 40, 80), ("2025-08-01", 60, 240)]
        )
        self.assertEqual(self.fees().currency_id, self.euro)

    def test_a_foreign_invoice_paid_in_own_currency(self):
        move = self.bill((self.engagement, 100), currency_id=self.euro.id)
        self.pay(move, 200, currency_id=self.dollar.id)
        self.assertEqual(self.amounts(), [("2025-03-20", 100, 200)])

    def test_an_engagement_named_later_brings_what_was_paid(self):
        move = self.bill((None, 100))
        self.pay(move)
        self.assertFalse(self.fees())
        move.law_engagement_id = self.engagement
        self.assertEqual(self.amounts(), [("2025-03-20", 100, 100)])
        move.law_engagement_id = self.other
        self.assertFalse(self.fees())
        self.assertEqual(self.other.fee_received, 100)
        move.law_engagement_id = False
        self.assertFalse(self.other.fee_received)

    def test_lines_follow_the_invoice_but_for_those_that_say_another(self):
        move = self.bill(
            (None, 10),
            (self.other, 20),
            law_engagement_id=self.engagement.id,
            post=False,
        )
        first, second = move.invoice_line_ids
        self.assertEqual(first.law_engagement_id, self.engagement)
        self.assertEqual(second.law_engagement_id, self.other)
        move.invoice_line_ids = [Command.create({"name": "More", "price_unit": 5})]
        third = move.invoice_line_ids - first - second
        self.assertEqual(third.law_engagement_id, self.engagement)
        third_one = self.opened(self.manager, name="Third")
        move.law_engagement_id = third_one
        self.assertEqual((first | third).law_engagement_id, third_one)
        self.assertEqual(second.law_engagement_id, self.other)
        twin = move.copy()
        self.assertEqual(
            [line.law_engagement_id for line in twin.invoice_line_ids],
            [third_one, self.other, third_one],
        )

    def test_an_engagement_of_another_client_cannot_be_billed(self):
        foreign = self.opened(self.manager2, client=self.lighthouse)
        move = self.bill((foreign, 10), post=False)
        with self.assertRefused(ValidationError, "another client"):
            move.action_post()
        posted = self.bill((None, 10))
        with self.assertRefused(ValidationError, "another client"):
            posted.law_engagement_id = foreign
        contact = self.env["res.partner"].create(
            {
                "name": "Bills",
                "parent_id": self.harbour.partner_id.id,
                "type": "invoice",
            }
        )
        self.assertEqual(
            self.bill((self.engagement, 10), partner_id=contact.id).state, "posted"
        )

    # === KEPT BY THE SYSTEM ===

    def test_nobody_edits_what_an_invoice_brought(self):
        move = self.bill((self.engagement, 100))
        self.pay(move)
        fee = self.fees().with_user(self.manager).sudo(False)
        with self.assertRefused(UserError, "comes from an invoice"):
            fee.amount = 5
        with self.assertRefused(UserError, "comes from an invoice"):
            fee.unlink()

    def test_the_repair_finds_what_is_not_in_step(self):
        Fee = self.env["law.engagement.fee"]
        moves = self.env["account.move"].union(
            *(self.bill((self.engagement, 100)) for _number in range(3))
        )
        for move in moves:
            self.pay(move)
        self.assertFalse(Fee._sync_invoices(moves))
        first, second, _third = self.fees()
        before = self.amounts()
        first.write({"amount": 1, "booked": 1})
        second.unlink()
        self.fees()[-1].copy({"amount": 9, "booked": 9})
        self.assertNotEqual(self.amounts(), before)
        job = self.env.ref("law_firm_client_account.cron_repair_invoices")
        with self.enter_registry_test_mode():
            job.method_direct_trigger()
        self.env.invalidate_all()
        self.assertEqual(self.amounts(), before)
        self.assertFalse(Fee._sync_invoices(moves))

    def test_fees_of_many_payments_are_made_at_once(self):
        for number in (3, 12):
            moves = self.env["account.move"].union(
                *(self.bill((self.engagement, 100)) for _number in range(number))
            )
            self.pay(moves, group_payment=True)
            self.env["law.engagement.fee"].sudo().search(
                [("invoice_id", "in", moves.ids)]
            ).unlink()
            self.env.flush_all()
            self.env.invalidate_all()
            with self.assertQueryCount(45):
                self.env["law.engagement.fee"]._sync_invoices(moves)
                self.env.flush_all()

    def test_leaving_accounting_leaves_the_fees(self):
        move = self.bill((self.engagement, 100), currency_id=self.euro.id)
        self.pay(move, date="2025-08-01")
        before = self.amounts()
        fee = self.fees()
        self.env["law.engagement.fee"]._hand_over()
        self.assertEqual(fee.source, "hand")
        self.assertEqual((str(fee.date), fee.amount, fee.amount_company), before[0])
        self.assertEqual(fee.note, move.name)
        self.assertEqual(self.engagement.fee_received, 400)
        fee.with_user(self.manager).sudo(False).note = "Known"
