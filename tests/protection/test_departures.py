from datetime import timedelta
from unittest.mock import patch

from psycopg2 import IntegrityError

from odoo import Command, fields
from odoo.exceptions import AccessError, LockError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .leaver_common import LeaverCase


@tagged("post_install", "-at_install", "s65")
class TestDepartures(LeaverCase):
    """Announcing: what happens at once, and who may."""

    def test_announcing_freezes_numbers_and_lists(self):
        departure = self.announce()
        self.assertRegex(departure.name, r"^D\d{4}$")
        self.assertEqual(departure.state, "announced")
        self.assertEqual(departure.opened_by_id, self.head)
        self.assertTrue(self.lawyer.law_exports_frozen)
        self.assertEqual(departure.line_ids.client_id, self.harbour)
        self.assertEqual(departure.line_ids.role, "handling")
        self.assertTrue(departure.line_ids.needed)
        self.assertTrue(departure.check_ids)
        self.assertTrue(departure.holding_ids)
        self.assertIn("Announced", departure.message_ids[:1].body)

    def test_each_company_counts_for_itself(self):
        head_b = self.manager_b
        head_b.group_ids += self.env.ref("law_firm_client.group_client_head")
        other = self.env["res.users"].create(
            {
                "name": "Other",
                "login": "test_other_b",
                "company_id": self.company_b.id,
                "company_ids": [Command.set(self.company_b.ids)],
            }
        )
        first = self.announce()
        second = (
            self.env["law.departure"]
            .with_user(head_b)
            .with_context(allowed_company_ids=self.company_b.ids)
            .create({"user_id": other.id, "last_day": self.today})
        )
        self.assertEqual(first.name, second.name)
        self.assertEqual(second.company_id, self.company_b)
        Mine = self.env["law.departure"].with_user(self.head)
        self.assertEqual(Mine.search([("id", "in", (first | second).ids)]), first)

    def test_only_head_and_partner_announce(self):
        for name in ("lawyer2", "manager", "marketing", "auditor", "committee"):
            with self.subTest(user=name), self.assertRefused(AccessError, ""):
                self.announce(by=getattr(self, name))
        self.announce(by=self.partner)

    def test_nobody_announces_twice_nor_himself(self):
        departure = self.announce()
        with self.assertRefused(UserError, departure.name):
            self.announce(by=self.partner)
        with self.assertRefused(AccessError, "own departure"):
            self.announce(self.head)
        with self.assertRefused(UserError, "has passed"):
            self.announce(self.outsider, last_day=self.today - timedelta(days=9))

    def test_the_last_day_is_a_day_that_can_be_meant(self):
        for day in ("9999-12-31", self.today + timedelta(days=800), "1999-01-01"):
            with self.subTest(day=day), self.assertRefused(UserError, "last day"):
                self.announce(last_day=day)
        departure = self.announce(last_day=self.today + timedelta(days=700))
        with self.assertRefused(UserError, "two years"):
            departure.last_day = "9999-12-31"
        departure.action_close_access()
        with self.assertRefused(UserError, "a year before"):
            departure.last_day = self.today - timedelta(days=400)

    @mute_logger("odoo.sql_db")
    def test_the_database_refuses_the_second_where_both_looked_at_once(self):
        self.announce()
        Departure = type(self.env["law.departure"])
        with (
            patch.object(Departure, "_check_leaver", lambda *args: None),
            self.assertRefused(IntegrityError, "running_uniq"),
        ):
            self.announce(by=self.partner)
        self.assertEqual(
            self.env["law.departure"].search_count([("user_id", "=", self.lawyer.id)]),
            1,
        )

    def test_who_comes_second_is_told_to_try_again(self):
        departure = self.ready()

        def locked(*args, **kwargs):
            raise LockError(self.env._("Locked"))

        with (
            patch.object(type(departure), "lock_for_update", locked),
            self.assertRefused(UserError, "at work on this departure"),
        ):
            departure.action_hand_over()

    def test_a_managing_partner_is_another_partners_work(self):
        second = self.outsider
        second.group_ids = self.env.ref("law_firm_client.group_managing_partner")
        with self.assertRefused(AccessError, "another managing partner"):
            self.announce(self.partner, by=self.head)
        departure = self.announce(self.partner, by=second)
        with self.assertRefused(AccessError, "another managing partner"):
            departure.with_user(self.head).action_refresh()

    def test_the_leaver_sees_nothing_of_it(self):
        self.lawyer.group_ids += self.env.ref("law_firm_client.group_client_head")
        departure = self.announce(by=self.partner)
        for record in (
            departure,
            departure.line_ids[:1],
            departure.holding_ids[:1],
            departure.check_ids[:1],
        ):
            mine = record.with_user(self.lawyer)
            rule = self.env.ref(
                f"law_firm_client.{record._name.replace('.', '_')}_rule_leaver"
            )
            with self.subTest(model=record._name):
                self.assertFalse(mine.search([("id", "=", mine.id)]))
                for operation in ("read", "write"):
                    self.assertFalse(mine.has_access(operation))
                message = departure.message_ids[:1].with_user(self.lawyer)
                self.assertFalse(message.has_access("read"))
                rule.active = False
                self.assertTrue(mine.search([("id", "=", mine.id)]))
                rule.active = True
        self.assertNotIn(self.lawyer.partner_id, departure.message_partner_ids)

    def test_states_and_stamps_cannot_be_written(self):
        departure = self.announce()
        for values in (
            {"state": "closed"},
            {"handed_over_on": fields.Datetime.now()},
            {"name": "X"},
            {"user_id": self.lawyer2.id},
            {"access_closed_on": fields.Datetime.now()},
        ):
            with self.subTest(values=values), self.assertRefused(UserError, ""):
                departure.write(values)
        with self.assertRefused(UserError, "successor"):
            departure.line_ids[:1].write({"done_on": fields.Datetime.now()})
        with self.assertRefused(AccessError, ""):
            self.env["law.departure.line"].with_user(self.head).create(
                {"departure_id": departure.id, "client_id": self.lighthouse.id}
            )
        with self.assertRefused(UserError, "stays on record"):
            departure.sudo().unlink()

    def test_nobody_thaws_the_exports_by_hand(self):
        self.announce()
        for user in (self.partner, self.env.ref("base.user_admin")):
            with self.subTest(user=user.login), self.assertRefused(UserError, "frozen"):
                self.lawyer.with_user(user).write({"law_exports_frozen": False})

    def test_what_is_missing_names_the_general_successor(self):
        self.env["mail.activity"].create(
            {
                "res_model_id": self.env["ir.model"]._get_id("res.partner"),
                "res_id": self.lawyer.partner_id.id,
                "user_id": self.lawyer.id,
                "summary": "Own task",
            }
        )
        departure = self.announce()
        self.assertIn("A general successor", departure.missing_note)
        departure.successor_id = self.manager
        self.assertNotIn("A general successor", departure.missing_note)

    def test_places_are_marked_as_the_holdings_count_them(self):
        departure = self.announce()
        holding = departure.holding_ids.filtered(lambda h: h.kind == "alone")
        alone = departure.line_ids.filtered("alone")
        self.assertIn(self.harbour, alone.client_id)  # its manager stays
        self.assertEqual(len(alone.client_id), holding.count)
        second = {"client_id": self.harbour.id, "user_id": self.lawyer2.id}
        self.env["law.client.member"].create({**second, "role": "handling"})
        departure.action_refresh()
        self.assertNotIn(self.harbour, departure.line_ids.filtered("alone").client_id)

    def test_cancelling_needs_a_reason_and_frees_the_exports(self):
        departure = self.announce()
        with self.assertRefused(UserError, "Why Cancelled"):
            departure.action_cancel()
        departure.cancel_reason = "Stays after all"
        departure.action_cancel()
        self.assertEqual(departure.state, "cancelled")
        self.assertFalse(self.lawyer.law_exports_frozen)
        self.assertEqual(self.current(self.harbour, "handling"), self.lawyer)
        with self.assertRefused(UserError, "stays as it is"):
            departure.last_day = self.today
        with self.assertRefused(UserError, "over"):
            departure.action_hand_over()
        self.announce()

    def test_pending_requests_end_and_nothing_new_is_granted(self):
        def ask():
            request = (
                self.env["law.access.request"]
                .with_user(self.lawyer)
                .create(
                    {
                        "client_text": "灯塔科技有限公司",
                        "purpose": "Conflict check",
                        "date_to": self.today + timedelta(days=3),
                    }
                )
            )
            request.action_send()
            return request

        waiting = ask()
        self.announce()
        self.assertEqual(waiting.state, "expired")
        self.assertFalse(waiting.sudo().decision_ids.activity_ids)
        with self.assertRefused(UserError, "You take no new clients"):
            ask()
        Departure = type(self.env["law.departure"])
        with patch.object(Departure, "_is_leaving", lambda *args: False):
            late = ask()
        decision = late.sudo().decision_ids.with_user(self.head).sudo(False)
        with self.assertRefused(UserError, "at present"):
            decision.action_grant()

    def test_a_leaver_gets_no_new_clients(self):
        committee = self.env["law.committee"].create(
            {
                "name": "Key Clients",
                "company_id": self.company_a.id,
                "user_ids": [Command.set(self.lawyer.ids)],
            }
        )
        other = committee.copy({"user_ids": [Command.set(self.outsider.ids)]})
        departure = self.announce()
        Member = self.env["law.client.member"].with_user(self.manager2)
        lighthouse = self.lighthouse.with_user(self.manager2)
        for give in (
            lambda: Member.create(
                {"client_id": lighthouse.id, "user_id": self.lawyer.id}
            ),
            lambda: lighthouse.write({"liaison_id": self.lawyer.id}),
            lambda: lighthouse.write(
                {"member_ids": [Command.create({"user_id": self.lawyer.id})]}
            ),
            lambda: other.with_user(self.head).write(
                {"user_ids": [Command.link(self.lawyer.id)]}
            ),
            lambda: other.with_user(self.head).create(
                {"name": "New", "user_ids": [Command.set(self.lawyer.ids)]}
            ),
        ):
            with self.assertRefused(UserError, "This person takes no new clients"):
                give()
        committee.with_user(self.head).client_ids = self.lighthouse
        self.assertFalse(self.sees(self.lawyer, self.lighthouse))
        departure.cancel_reason = "Stays"
        departure.action_cancel()
        lighthouse.liaison_id = self.lawyer
        self.assertTrue(self.sees(self.lawyer, self.lighthouse))

    def test_a_person_with_clients_is_not_deactivated_by_hand(self):
        admin = self.env.ref("base.user_admin")
        for user in (admin, self.env.user):
            with self.subTest(user=user.login):
                with self.assertRefused(UserError, "Announce the departure"):
                    self.lawyer.with_user(user).write({"active": False})
                with self.assertRefused(UserError, "Announce the departure"):
                    self.lawyer.with_user(user).action_archive()
                with self.assertRefused(UserError, "Announce the departure"):
                    self.lawyer.with_user(user).unlink()
        self.outsider.with_user(admin).active = False
        self.assertFalse(self.outsider.active)

    def test_it_is_in_the_log_without_names(self):
        before = self.env["law.access.log"]._head()[0]
        departure = self.announce()
        row = self.env["law.access.log"].search(
            [("id", ">", before), ("action", "=", "departure")]
        )
        self.assertEqual(row.user_number, self.head.id)
        self.assertIn(departure.name, row.detail)
        self.assertFalse(row.client_ids)

    def test_each_company_rule_is_needed(self):
        departure = self.announce()
        self.manager_b.group_ids += self.env.ref("law_firm_client.group_client_head")
        for record in (
            departure,
            departure.line_ids[:1],
            departure.holding_ids[:1],
            departure.check_ids[:1],
        ):
            rule = self.env.ref(
                f"law_firm_client.{record._name.replace('.', '_')}_rule_company"
            )
            mine = record.with_user(self.manager_b).with_context(
                allowed_company_ids=self.company_b.ids
            )
            with self.subTest(model=record._name):
                self.assertFalse(mine.search([("id", "=", mine.id)]))
                rule.active = False
                self.assertTrue(mine.search([("id", "=", mine.id)]))
                rule.active = True
