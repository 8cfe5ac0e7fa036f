from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .account_common import AccountCase


@freeze_time("2025-10-31")
@tagged("post_install", "-at_install", "s24", "s28")
class TestCredit(AccountCase):
    """How a client pays is its standing of credit."""

    def _paid(self, amount, due, paid=None, **values):
        move = self.bill((self.engagement, amount), invoice_date_due=due, **values)
        if paid:
            self.pay(move, date=paid)
        return move

    def _standings(self):
        return self.harbour.standing_ids.filtered(lambda s: s.kind == "credit").sorted(
            "id"
        )

    def test_days_late_are_weighted_by_amount(self):
        self._paid(300, "2025-03-10", "2025-03-05")
        self._paid(100, "2025-03-10", "2025-04-27")
        harbour = self.harbour
        self.assertEqual(harbour.payment_behaviour, "pays 12 days late on average")
        self.assertEqual(harbour.on_time_share, 75)
        self.assertFalse(harbour.overdue_amount)
        self._paid(40, "2025-10-01")
        self._paid(50, "2025-10-21")
        self._paid(50, "2025-11-21")
        self.env.invalidate_all()
        self.assertEqual(
            harbour.payment_behaviour,
            "pays 12 days late on average; 2 invoices overdue",
        )
        self.assertEqual(harbour.overdue_amount, 90)
        self.assertFalse(self.lighthouse.payment_behaviour)

    def test_a_standing_is_added_when_the_rating_changes_only(self):
        hand = self.env["law.client.standing"].create(
            {"client_id": self.harbour.id, "kind": "credit", "rating": "5"}
        )
        self._paid(100, "2025-03-10", "2025-03-10")
        self.harbour._rate_credit()
        mine = self._standings() - hand
        self.assertEqual((mine.rating, mine.source), ("5", "invoices"))
        self.assertIn("100 % came in time", mine.note)
        self._paid(1, "2025-03-10", "2025-03-12")
        self.harbour._rate_credit()
        self.assertEqual(self._standings() - hand, mine)
        self._paid(100, "2025-05-01", "2025-06-10")
        self.harbour._rate_credit()
        second = self._standings() - hand - mine
        self.assertEqual(second.rating, "3")
        self.assertEqual(second.value, "20 days late")
        self.assertTrue(hand.exists())

    def test_what_is_overdue_counts_as_late_as_it_is(self):
        self._paid(100, "2025-03-10", "2025-03-10")
        self._paid(300, "2025-03-10")
        self.harbour._rate_credit()
        self.assertEqual(self._standings().rating, "1")
        self.assertNotIn("300", self._standings().note)

    def test_a_credit_note_and_what_was_written_off_are_no_payment(self):
        move = self._paid(100, "2025-03-10")
        self.match(move, self.credit(move, date="2025-09-01"))
        self.assertFalse(self.harbour.payment_behaviour)
        self.harbour._rate_credit()
        self.assertFalse(self._standings())

    def test_how_a_company_pays_is_not_told_of_its_people(self):
        boss = self.make_client("Wei Boss", manager=self.manager)
        boss.partner_id.write(
            {"is_company": False, "parent_id": self.harbour.partner_id.id}
        )
        self._paid(100, "2025-03-10")
        self.assertFalse(boss.payment_behaviour)
        self._paid(10, "2025-03-10", partner_id=boss.partner_id.id)
        self.env.invalidate_all()
        self.assertEqual(
            boss.payment_behaviour, "nothing paid so far; 1 invoice overdue"
        )
        self.assertEqual(boss.overdue_amount, 10)
        self.assertEqual(self.harbour.overdue_amount, 110)

    def test_the_job_judges_all_clients_at_once(self):
        self._paid(100, "2025-03-10", "2025-03-10")
        job = self.env.ref("law_firm_client_account.cron_rate_credit")
        with self.enter_registry_test_mode():
            job.method_direct_trigger()
        self.env.invalidate_all()
        self.assertEqual(self._standings().rating, "5")
        many = self.env["law.client"].search([])
        self.forget()
        with self.assertQueryCount(25):
            many._rate_credit()

    def test_who_judges_and_who_may_not(self):
        self._paid(100, "2025-03-10", "2025-03-10")
        self.harbour.with_user(self.manager).action_rate_credit()
        standing = self._standings()
        self.assertEqual(standing.rating, "5")
        with self.assertRefused(AccessError, "."):
            self.harbour.with_user(self.lawyer).action_rate_credit()
        with self.assertRefused(UserError, "worked out"):
            standing.with_user(self.manager).rating = "1"
        with self.assertRefused(UserError, "worked out by the system"):
            self.env["law.client.standing"].with_user(self.manager).create(
                {
                    "client_id": self.harbour.id,
                    "kind": "credit",
                    "rating": "5",
                    "source": "invoices",
                }
            )

    def test_a_lawyer_reads_how_the_client_pays_and_no_amount(self):
        self._paid(100, "2025-03-10")
        mine = self.harbour.with_user(self.lawyer)
        self.assertEqual(
            mine.payment_behaviour, "nothing paid so far; 1 invoice overdue"
        )
        for name in ("overdue_amount", "on_time_share"):
            with self.assertRefused(AccessError, "."):
                mine.read([name])
