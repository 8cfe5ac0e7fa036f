from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .engagement_common import EngagementCase


@tagged("post_install", "-at_install", "s36", "s58")
class TestEngagementMoney(EngagementCase):
    """Fees, the cost to serve, and what is left of the one after the other."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.engagement = cls.opened(cls.manager)
        cls.euro = cls.env.ref("base.EUR")
        cls.euro.active = True
        cls.own = cls.company_a.currency_id
        cls.env["res.currency.rate"].create(
            [
                {
                    "currency_id": cls.euro.id,
                    "company_id": cls.company_a.id,
                    "name": day,
                    "rate": rate,
                }
                for day, rate in (("2025-01-01", 0.5), ("2025-07-01", 0.25))
            ]
        )
        cls.env["law.cost.rate"].with_user(cls.head).create(
            [
                {
                    "user_id": cls.lawyer.id,
                    "company_id": cls.company_a.id,
                    "date_from": day,
                    "amount": amount,
                }
                for day, amount in (("2025-01-01", 100), ("2025-07-01", 150))
            ]
        )

    def _fee(self, amount, user=None, **values):
        return (
            self.env["law.engagement.fee"]
            .with_user(user or self.manager)
            .create(
                {
                    "engagement_id": self.engagement.id,
                    "amount": amount,
                    "currency_id": self.own.id,
                    "date": "2025-03-01",
                    **values,
                }
            )
        )

    def _cost(self, user, **values):
        return (
            self.env["law.engagement.cost"]
            .with_user(user)
            .create(
                {
                    "engagement_id": self.engagement.id,
                    "date": "2025-03-01",
                    "user_id": self.lawyer.id,
                    **values,
                }
            )
        )

    def test_what_is_left_is_fees_less_hours_and_expenses(self):
        self._fee(1000)
        self._cost(self.lawyer, hours=2)
        self._cost(self.lawyer, hours=1, kind="contact", date="2025-08-01")
        self._cost(self.lawyer, kind="expense", expense=60)
        mine = self.engagement.with_user(self.head)
        self.assertEqual(mine.fee_received, 1000)
        self.assertAlmostEqual(mine.fee_per_hour, 940 / 3, 2)
        self.assertEqual(mine.hours, 3)
        self.assertEqual(mine.expenses, 60)
        self.assertEqual(mine.cost, 2 * 100 + 150 + 60)
        self.assertEqual(mine.contribution, 590)
        self.assertFalse(mine.loss_making)
        self._fee(-600, note="Returned")
        self.assertEqual(mine.contribution, -10)
        self.assertTrue(mine.loss_making)

    def test_a_foreign_fee_counts_at_the_rate_of_its_day(self):
        first = self._fee(100, currency_id=self.euro.id)
        second = self._fee(100, currency_id=self.euro.id, date="2025-08-01")
        self.assertEqual(first.amount_company, 200)
        self.assertEqual(second.amount_company, 400)
        self.assertEqual(self.engagement.fee_received, 600)

    def test_a_new_rate_values_the_hours_anew_from_its_day_on(self):
        early = self._cost(self.lawyer, hours=1).sudo()
        late = self._cost(self.lawyer, hours=1, date="2025-09-01").sudo()
        rate = (
            self.env["law.cost.rate"]
            .with_user(self.partner)
            .create(
                {
                    "user_id": self.lawyer.id,
                    "company_id": self.company_a.id,
                    "date_from": "2025-08-15",
                    "amount": 300,
                }
            )
        )
        self.assertEqual((early.amount, late.amount), (100, 300))
        self.assertEqual(self.engagement.sudo().cost, 400)
        rate.unlink()
        self.assertEqual(late.amount, 150)
        self.assertEqual(self.engagement.sudo().cost, 250)

    def test_hours_are_seen_and_what_an_hour_costs_is_not(self):
        cost = self._cost(self.lawyer, hours=2)
        for user in (self.lawyer, self.manager):
            with self.subTest(user=user.name):
                mine = cost.with_user(user)
                self.assertEqual(mine.hours, 2)
                for name in ("hourly_rate", "amount"):
                    with self.assertRefused(AccessError, "."):
                        mine.read([name])
                with self.assertRefused(AccessError, "."):
                    self.env["law.cost.rate"].with_user(user).search([])
        self.assertEqual(cost.with_user(self.head).amount, 200)

    def test_no_sum_tells_a_client_manager_what_an_hour_costs(self):
        self._cost(self.manager, hours=2)
        for user in (self.lawyer, self.manager):
            mine = self.engagement.with_user(user)
            for name in ("cost", "contribution", "loss_making"):
                for attempt in (
                    lambda mine=mine, name=name: mine.read([name]),
                    lambda mine=mine, name=name: mine.search([(name, "!=", 0)]),
                    lambda mine=mine, name=name: mine.search([], order=name),
                    lambda mine=mine, name=name: mine.formatted_read_group(
                        [], [], [f"{name}:max"]
                    ),
                    lambda mine=mine, name=name: mine.export_data([name]),
                ):
                    with self.subTest(user=user.name, field=name):
                        with self.assertRefused(AccessError, "."):
                            attempt()
            with self.assertRefused(AccessError, "."):
                self.harbour.with_user(user).read(["contribution_total"])
        self.assertEqual(self.engagement.with_user(self.head).cost, 200)

    def test_a_lawyer_notes_own_time_only(self):
        with self.assertRefused(UserError, "your own name"):
            self._cost(self.lawyer, hours=1, user_id=self.lawyer2.id)
        theirs = self._cost(self.manager, hours=1, user_id=self.lawyer2.id)
        with self.assertRefused(AccessError, "."):
            theirs.with_user(self.lawyer).hours = 2

    def test_a_day_has_24_hours_on_all_engagements_together(self):
        self._cost(self.lawyer, hours=20)
        other = self.opened(self.manager)
        with self.assertRefused(ValidationError, "more than 24 hours"):
            self._cost(self.lawyer, hours=5, engagement_id=other.id)
        cost = self._cost(self.lawyer, hours=4, engagement_id=other.id)
        with self.assertRefused(ValidationError, "more than 24 hours"):
            cost.hours = 4.5
        self._cost(self.lawyer, hours=5, date="2025-03-02")

    def test_the_limit_of_a_day_binds_every_role_as_the_firm_set_it(self):
        self.company_a.law_hours_a_day = 16
        for user in (self.lawyer, self.manager, self.head, self.partner):
            with self.subTest(user=user.name):
                with self.assertRefused(ValidationError, "more than 16 hours"):
                    self._cost(user, hours=16.5, user_id=user.id)
        with self.assertRefused(ValidationError, "more than 16 hours"):
            self._cost(self.manager, hours=17, user_id=self.lawyer.id)
        with self.assertRefused(UserError, "entered by client managers"):
            self._cost(self.lawyer, hours=200, kind="former")
        former = self._cost(self.manager, hours=200, kind="former")
        with self.assertRefused(ValidationError, "more than 16 hours"):
            former.kind = "hours"

    def test_fees_of_a_closed_engagement_stay_as_they_were(self):
        fee = self._fee(10)
        self.engagement.with_user(self.manager).write(
            {"outcome": "won", "state": "closed"}
        )
        for user in (self.manager, self.partner):
            mine = fee.with_user(user)
            for attempt in (
                lambda mine=mine: mine.write({"amount": 1}),
                lambda mine=mine: mine.unlink(),
                lambda user=user: self._fee(5, user=user),
                lambda user=user: self.engagement.with_user(user).write(
                    {"fee_agreed": 9}
                ),
            ):
                with self.assertRefused(UserError, "Reopen it first"):
                    attempt()
        later = fields.Date.add(self.engagement.date_close, days=1)
        with freeze_time(later):
            self._fee(5, date=later)
        self.assertEqual(self.engagement.fee_received, 15)
        engagement = self.engagement.with_user(self.manager)
        engagement.write({"reopen_reason": "The client appealed", "state": "open"})
        fee.with_user(self.manager).amount = 12
        self.assertEqual(self.engagement.fee_received, 17)

    def test_a_lawyer_enters_nothing_for_what_is_closed(self):
        cost = self._cost(self.lawyer, hours=2)
        self.engagement.with_user(self.manager).write(
            {"outcome": "won", "state": "closed"}
        )
        for attempt in (
            lambda: self._cost(self.lawyer, hours=1),
            lambda: cost.write({"hours": 1}),
            cost.unlink,
        ):
            with self.assertRefused(UserError, "is closed"):
                attempt()
        self._cost(self.manager, hours=1)

    def test_fees_are_entered_by_client_management(self):
        with self.assertRefused(AccessError, "."):
            self._fee(10, user=self.lawyer)
        self.assertEqual(self._fee(10).with_user(self.lawyer).amount, 10)

    def test_nobody_edits_what_an_invoice_brought(self):
        with self.assertRefused(UserError, "come from accounting"):
            self._fee(10, source="invoice")
        system = self._fee(10).sudo()
        system.source = "invoice"
        row = system.with_user(self.manager).sudo(False)
        for change in (lambda: row.write({"amount": 1}), row.unlink):
            with self.assertRefused(UserError, "comes from an invoice"):
                change()

    def test_an_import_is_marked_as_such(self):
        Fee = self.env["law.engagement.fee"].with_user(self.manager)
        result = Fee.with_context(import_file=True).load(
            ["engagement_id/.id", "amount", "date", "currency_id/.id"],
            [[str(self.engagement.id), "75", "2025-02-01", str(self.own.id)]],
        )
        self.assertFalse([m for m in result["messages"] if m["type"] == "error"])
        self.assertEqual(Fee.browse(result["ids"]).source, "file")

    def test_time_is_hours_and_an_expense_is_money(self):
        for values in (
            {"kind": "hours", "expense": 5},
            {"hours": 1, "date": "1989-12-31"},
            {"hours": 1, "date": "2999-01-01"},
            {"kind": "expense", "expense": 1e10},
            {"kind": "contact", "hours": 0},
            {"kind": "expense", "hours": 1},
        ):
            with self.subTest(values=values), self.assertRefused(ValidationError, "."):
                self._cost(self.lawyer, **values)

    def test_sums_of_many_are_made_at_once(self):
        more = self.env["law.engagement"].union(
            *(self.draft(self.manager, name=str(number)) for number in range(20))
        )
        self.env["law.engagement.fee"].create(
            [
                {
                    "engagement_id": engagement.id,
                    "amount": 10,
                    "currency_id": self.own.id,
                }
                for engagement in more
            ]
        )
        self.env.flush_all()
        for name in ("fee_received", "cost", "contribution"):
            self.env.add_to_compute(more._fields[name], more)
        self.env.invalidate_all(flush=False)
        with self.assertQueryCount(12):
            self.env.flush_all()
        self.assertEqual(set(more.mapped("fee_received")), {10.0})


@tagged("post_install", "-at_install", "s22", "s34")
class TestClientFigures(EngagementCase):
    """What the client gave to the firm, how often, and what is left of it."""

    def test_only_what_was_opened_counts_as_business_given(self):
        self.draft(self.manager)
        self.assertFalse(self.harbour.engagement_count)
        self.assertFalse(self.harbour.given_service_ids)
        self.opened(self.manager, date_open="2024-02-01")
        client = self.harbour.with_user(self.lawyer)
        client.invalidate_recordset()
        self.assertEqual(client.engagement_count, 1)
        self.assertEqual(client.open_engagement_count, 1)
        self.assertEqual(str(client.last_engagement_on), "2024-02-01")
        self.assertEqual(client.given_service_ids, self.advice)

    def test_a_draft_with_a_day_and_what_was_turned_away_are_no_business_given(self):
        self.draft(self.manager, date_open="2026-01-05")
        away = self.opened(self.manager, date_open="2026-01-05")
        away.with_user(self.manager).write(
            {"outcome": "declined", "outcome_note": "No time", "state": "closed"}
        )
        mine = self.harbour.with_user(self.manager)
        mine.invalidate_recordset()
        self.assertFalse(mine.engagement_count or mine.engagement_frequency)
        self.assertFalse(mine.given_service_ids or mine.last_engagement_on)

    def test_the_frequency_is_counted_within_the_window_of_the_firm(self):
        today = fields.Date.today()
        for months in (1, 5, 11, 13):
            day = fields.Date.subtract(today, months=months)
            self.opened(self.manager, date_open=day)
        clients = self.harbour | self.lighthouse
        Client = self.env["law.client"].with_user(self.manager)

        def found(*leaf):
            ids = [("id", "in", clients.ids), ("engagement_frequency", *leaf)]
            return Client.search(ids).sudo(False).with_env(self.env)

        mine = self.harbour.with_user(self.manager)
        self.assertEqual(mine.engagement_frequency, 3)
        self.assertEqual(found(">=", 3), self.harbour)
        self.assertEqual(found("=", 0), self.lighthouse)
        self.assertEqual(found("<", 3), self.lighthouse)
        self.company_a.law_engagement_months = 6
        self.assertEqual(mine.engagement_frequency, 2)
        self.assertFalse(found(">=", 3))

    def test_a_wall_around_one_takes_it_out_of_the_figures(self):
        secret = self.opened(self.manager)
        self.opened(self.manager)
        self.bar(self.manager2, self.harbour, engagement_id=secret.id)
        mine = self.harbour.with_user(self.manager2)
        self.assertEqual(mine.engagement_count, 1)
        self.assertEqual(mine.engagement_frequency, 1)

    def test_figures_of_many_clients_are_made_at_once(self):
        clients = self.env["law.client"].union(
            *(self.make_client(f"Client {number}") for number in range(20))
        )
        self.env["law.engagement"].with_user(self.manager).create(
            [
                {
                    "name": "Advice",
                    "client_id": client.id,
                    "service_id": self.advice.id,
                    "lead_id": self.manager.id,
                    "source": "walk_in",
                    "no_other_party": True,
                    "no_other_party_reason": "Advice only, nobody else",
                    "state": "open",
                }
                for client in clients
            ]
        )
        names = ["engagement_count", "engagement_frequency", "contribution_total"]
        mine = clients.with_user(self.head)
        self.forget()
        mine.read(names)
        self.forget()
        with self.assertQueryCount(40):
            rows = mine.read(names)
        self.assertEqual({row["engagement_frequency"] for row in rows}, {1})
