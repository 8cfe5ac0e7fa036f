from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .wall_common import WallCase


@tagged("post_install", "-at_install", "s62")
class TestWalls(WallCase):
    """Named people are kept from a client, whatever roles they hold."""

    def test_no_role_passes_a_wall(self):
        admin = self.env.ref("base.user_admin")
        admin.write({"company_ids": [(4, self.company_a.id)]})
        for user in (self.lawyer, self.manager, self.head, self.partner, admin):
            with self.subTest(user=user.login):
                self.assertTrue(self.sees(user, self.harbour))
                by = self.partner if user == self.head else self.head
                self.bar(user, self.harbour, by=by)
                self.assertFalse(self.sees(user, self.harbour))
                self.env["law.barrier"].search([]).action_lift()

    def test_a_wall_is_named_when_both_sides_are_chosen(self):
        wall = self.env["law.barrier"].with_user(self.head).new({})
        self.assertFalse(wall.display_name)
        wall.update({"client_id": self.harbour.id, "user_id": self.lawyer.id})
        self.assertEqual(wall.display_name, f"{self.lawyer.name} | {self.harbour.name}")

    def test_the_other_clients_stay_visible(self):
        self.bar(self.manager, self.harbour)
        self.assertTrue(self.sees(self.manager, self.lighthouse))
        self.assertTrue(self.sees(self.manager2, self.harbour))

    def test_a_wall_holds_in_its_time(self):
        today = fields.Date.today()
        self.bar(self.lawyer, self.harbour, date_from=today + timedelta(days=3))
        self.assertTrue(self.sees(self.lawyer, self.harbour))
        wall = self.bar(
            self.manager,
            self.harbour,
            date_from=today - timedelta(days=9),
            date_to=today + timedelta(days=9),
        )
        self.assertFalse(self.sees(self.manager, self.harbour))
        wall.date_to = today - timedelta(days=2)
        self.assertTrue(self.sees(self.manager, self.harbour))

    def test_whoever_is_barred_hears_no_more(self):
        harbour = self.harbour
        harbour.with_user(self.lawyer).message_subscribe(self.lawyer.partner_id.ids)
        task = harbour.activity_schedule(
            "mail.mail_activity_data_todo", user_id=self.lawyer.id
        )
        self.bar(self.lawyer, harbour)
        self.assertNotIn(self.lawyer.partner_id, harbour.message_partner_ids)
        self.assertEqual(task.user_id, self.manager)

    def test_a_wall_that_begins_by_the_calendar_ends_news_too(self):
        harbour = self.harbour
        harbour.with_user(self.lawyer).message_subscribe(self.lawyer.partner_id.ids)
        today = fields.Date.today()
        wall = self.bar(self.lawyer, harbour, date_from=today + timedelta(days=2))
        self.assertIn(self.lawyer.partner_id, harbour.message_partner_ids)
        wall.date_from = today + timedelta(days=1)
        self.env["law.client"]._cron_refresh_teams()
        harbour.invalidate_recordset(["message_partner_ids"])
        self.assertNotIn(self.lawyer.partner_id, harbour.message_partner_ids)

    def test_only_head_and_partner_set_walls(self):
        for user in (self.lawyer, self.manager, self.auditor, self.marketing):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.bar(self.lawyer2, self.harbour, by=user)
        self.assertEqual(
            self.bar(self.lawyer2, self.harbour, by=self.head).set_by_id, self.head
        )

    def test_nobody_lifts_a_wall_against_himself(self):
        wall = self.bar(self.head, self.harbour).with_user(self.head)
        for change in (
            lambda: wall.action_lift(),
            lambda: wall.write({"date_to": fields.Date.today()}),
            lambda: wall.read(["reason"]),
        ):
            with self.assertRaises(AccessError):
                change()
        later = self.bar(
            self.head,
            self.lighthouse,
            date_from=fields.Date.today() + timedelta(days=5),
        )
        with self.assertRefused(AccessError, "Nobody lifts"):
            later.with_user(self.head).action_lift()
        wall.with_user(self.partner).action_lift()
        self.assertTrue(self.sees(self.head, self.harbour))

    def test_nobody_sets_a_wall_against_himself(self):
        with self.assertRefused(UserError, "Ask a colleague"):
            self.bar(self.head, self.harbour, by=self.head)

    def test_a_wall_keeps_what_it_was(self):
        wall = self.bar(self.lawyer, self.harbour)
        for vals in (
            {"user_id": self.lawyer2.id},
            {"client_id": self.lighthouse.id},
            {"reason": "Other"},
            {"date_from": "2020-01-01"},
            {"lifted": True},
            {"opened_until": "2099-01-01 00:00:00"},
            {"set_by_id": self.head.id},
        ):
            with self.subTest(vals=vals), self.assertRefused(UserError, ""):
                wall.write(vals)
        with self.assertRaises(AccessError):
            wall.unlink()
        with self.assertRefused(UserError, "stays on record"):
            wall.sudo().unlink()

    def test_a_lifted_wall_stays_lifted(self):
        wall = self.bar(self.lawyer, self.harbour)
        wall.with_user(self.head).action_lift()
        self.assertEqual(wall.lifted_by_id, self.head)
        with self.assertRefused(UserError, "was lifted"):
            wall.date_to = "2099-01-01"

    def test_only_people_of_the_firm_are_kept_out(self):
        portal = self.env["res.users"].create(
            {
                "name": "Guest",
                "login": "test_guest",
                "company_id": self.company_a.id,
                "company_ids": [(6, 0, self.company_a.ids)],
                "group_ids": [(6, 0, self.env.ref("base.group_portal").ids)],
            }
        )
        with self.assertRaises(ValidationError):
            self.bar(portal, self.harbour)

    def test_walls_are_read_by_those_who_set_them(self):
        self.bar(self.lawyer2, self.harbour)
        Client = self.env["law.client"]
        for user in (self.lawyer, self.manager):
            with self.subTest(user=user.login):
                with self.assertRaises(AccessError):
                    self.harbour.with_user(user).read(["barrier_ids"])
                with self.assertRaises(AccessError):
                    Client.with_user(user).search([("barrier_ids", "!=", False)])
        walls = self.env["law.barrier"].search([("client_id", "=", self.harbour.id)])
        self.assertTrue(walls.with_user(self.head).has_access("read"))
        self.manager_b.group_ids += self.env.ref("law_firm_client.group_client_head")
        self.assertFalse(walls.with_user(self.manager_b).has_access("read"))
