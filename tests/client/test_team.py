# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
from datetime import timedelta

from psycopg2 import IntegrityError

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import FirmCase


@tagged("post_install", "-at_install", "s1", "s50")
class TestTeam(FirmCase):
    """Who serves the client, since when; the firm's record outlives the lawyer."""

    def _sees(self, user):
        return self.harbour in self.env["law.client"].with_user(user).search([])

    def test_a_new_manager_follows_and_the_history_stays(self):
        harbour = self.harbour.with_user(self.manager)
        harbour.manager_id = self.manager2
        members = harbour.member_ids.filtered(lambda m: m.role == "manager")
        self.assertEqual(members.user_id, self.manager | self.manager2)
        self.assertEqual(members.filtered("current").user_id, self.manager2)
        self.assertTrue(members.filtered(lambda m: m.user_id == self.manager).date_to)

    def test_ended_membership_ends_the_sight_at_once(self):
        self.assertTrue(self._sees(self.lawyer))
        member = self.harbour.member_ids.filtered(lambda m: m.user_id == self.lawyer)
        member.with_user(self.manager).action_end()
        for zone in ("Pacific/Kiritimati", "Asia/Shanghai", "Pacific/Niue"):
            self.lawyer.tz = zone
            with self.subTest(zone=zone):
                self.assertFalse(self._sees(self.lawyer))

    def test_membership_counts_only_in_its_time(self):
        today = fields.Date.context_today(self.harbour)
        member = self.env["law.client.member"].create(
            {
                "client_id": self.harbour.id,
                "user_id": self.outsider.id,
                "role": "granted",
                "date_from": today + timedelta(days=3),
                "date_to": today + timedelta(days=9),
            }
        )
        self.assertFalse(self._sees(self.outsider))
        member.write({"date_from": today - timedelta(days=3)})
        self.assertTrue(self._sees(self.outsider))
        member.write({"date_to": today - timedelta(days=1)})
        self.assertFalse(self._sees(self.outsider))

    def test_lawyer_does_not_add_himself(self):
        with self.assertRaises(AccessError):
            self.env["law.client.member"].with_user(self.outsider).create(
                {"client_id": self.harbour.id, "user_id": self.outsider.id}
            )

    def test_past_membership_is_not_deleted(self):
        member = self.harbour.member_ids[:1]
        member.date_from -= timedelta(days=10)
        with self.assertRaisesRegex(UserError, "stays on record"):
            member.with_user(self.manager).unlink()

    def test_membership_keeps_client_and_person(self):
        member = self.harbour.member_ids[:1].with_user(self.manager)
        with self.assertRaises(UserError):
            member.user_id = self.outsider
        with self.assertRaises(UserError):
            member.client_id = self.lighthouse

    def test_one_client_manager_at_a_time(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.env["law.client.member"].with_user(self.manager).create(
                {
                    "client_id": self.harbour.id,
                    "user_id": self.manager2.id,
                    "role": "manager",
                }
            )

    def test_client_manager_must_have_the_role(self):
        with self.assertRaisesRegex(ValidationError, "Client Manager"):
            self.harbour.with_user(self.manager).manager_id = self.lawyer2

    def test_member_of_another_company_is_refused(self):
        with self.assertRaises(UserError):
            self.env["law.client.member"].with_user(self.manager).create(
                {"client_id": self.harbour.id, "user_id": self.manager_b.id}
            )

    def test_clients_known_to_one_lawyer_are_listed(self):
        Client = self.env["law.client"].with_user(self.partner)
        alone = Client.search([("lawyer_count", "<=", 1)])
        self.assertIn(self.harbour, alone)
        self.env["law.client.member"].with_user(self.manager).create(
            {"client_id": self.harbour.id, "user_id": self.lawyer2.id}
        )
        self.assertNotIn(self.harbour, Client.search([("lawyer_count", "<=", 1)]))

    def test_committee_puts_its_members_on_the_team(self):
        committee = (
            self.env["law.committee"]
            .with_user(self.head)
            .create(
                {
                    "name": "Key Clients",
                    "user_ids": [(6, 0, (self.outsider | self.lawyer2).ids)],
                    "client_ids": [(6, 0, self.harbour.ids)],
                }
            )
        )
        self.assertTrue(self._sees(self.outsider))
        committee.user_ids = self.lawyer2
        self.assertFalse(self._sees(self.outsider))
        self.assertTrue(self._sees(self.lawyer2))
        committee.unlink()
        self.assertFalse(self._sees(self.lawyer2))

    def test_a_set_end_does_not_outlive_the_committee(self):
        committee = (
            self.env["law.committee"]
            .with_user(self.head)
            .create(
                {
                    "name": "Key Clients",
                    "user_ids": [(6, 0, self.outsider.ids)],
                    "client_ids": [(6, 0, self.harbour.ids)],
                }
            )
        )
        self.harbour.member_ids.filtered("committee_id").date_to = "2099-12-31"
        committee.user_ids = False
        self.assertFalse(self._sees(self.outsider))

    def test_a_manager_whose_end_is_set_is_followed_all_the_same(self):
        member = self.harbour.member_ids.filtered(lambda m: m.role == "manager")
        member.with_user(self.manager).date_to = "2099-12-31"
        self.harbour.with_user(self.manager).manager_id = self.manager2
        self.env["law.client.member"].with_user(self.manager).create(
            {"client_id": self.harbour.id, "user_id": self.lawyer2.id}
        )
        self.assertEqual(self.harbour.manager_id, self.manager2)

    def test_whoever_leaves_the_team_hears_no_more(self):
        harbour = self.harbour
        harbour.with_user(self.lawyer).message_subscribe(self.lawyer.partner_id.ids)
        task = harbour.activity_schedule(
            "mail.mail_activity_data_todo", user_id=self.lawyer.id
        )
        member = harbour.member_ids.filtered(lambda m: m.user_id == self.lawyer)
        member.with_user(self.manager).action_end()
        self.assertNotIn(self.lawyer.partner_id, harbour.message_partner_ids)
        self.assertEqual(task.user_id, self.manager)

    def test_the_past_is_not_rewritten(self):
        member = self.harbour.member_ids.filtered(lambda m: m.user_id == self.lawyer)
        member.date_from -= timedelta(days=90)
        member = member.with_user(self.manager)
        for vals in (
            {"date_from": fields.Date.context_today(member)},
            {"role": "liaison"},
            {"revoked": True},
        ):
            with self.subTest(vals=vals), self.assertRaises(UserError):
                member.write(vals)

    def test_only_a_committee_gives_its_role(self):
        with self.assertRaisesRegex(UserError, "to the committee"):
            self.env["law.client.member"].with_user(self.manager).create(
                {
                    "client_id": self.harbour.id,
                    "user_id": self.outsider.id,
                    "role": "committee",
                }
            )

    def test_clients_without_a_lawyer_are_found(self):
        Client = self.env["law.client"].with_user(self.manager)
        alone = self.make_client("Nobody's Ltd", manager=self.manager)
        found = Client.search([("handling_user_ids", "=", False)])
        self.assertIn(alone, found)
        self.assertNotIn(self.harbour, found)

    def test_two_committees_for_one_client(self):
        Committee = self.env["law.committee"].with_user(self.head)
        first, second = Committee.create(
            [
                {
                    "name": name,
                    "user_ids": [(6, 0, self.outsider.ids)],
                    "client_ids": [(6, 0, self.harbour.ids)],
                }
                for name in ("First", "Second")
            ]
        )
        first.active = False
        self.assertTrue(self._sees(self.outsider), second.name)
