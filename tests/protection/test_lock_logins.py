# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import Form, HttpCase, tagged

from .lock_common import UNAUTHORISED, LockCase


@tagged("post_install", "-at_install", "s62", "s1")
class TestLockUsers(LockCase):
    """Users are contacts too: logging in, and keeping users, goes on."""

    def test_everybody_sees_himself_and_his_colleagues(self):
        for name, user in self.people((*UNAUTHORISED, "lawyer", "manager", "head")):
            with self.subTest(user=name):
                me = self.env["res.users"].with_user(user).browse(user.id)
                me.read(["name", "email", "phone", "image_128"])
                me.with_context(lang=None).preference_save()
                colleagues = self.env["res.users"].with_user(user).search([])
                self.assertIn(self.manager, colleagues)
                colleagues.read(["name", "login", "email"])
                user.company_id.with_user(user).partner_id.read(["name", "email"])

    def test_the_administrator_keeps_the_clients_logins(self):
        users = self.env["res.users"].with_user(self.admin)
        self.assertIn(self.guest, users.search([("share", "=", True)]))
        self.guest.with_user(self.admin).read(["name", "login", "email", "partner_id"])
        with Form(self.guest.with_user(self.admin)) as form:
            form.name = "Guest Renamed"
        self.assertEqual(self.guest.partner_id.name, "Guest Renamed")
        self.assertFalse(self.sees(self.admin, self.contact))

    def test_a_login_shows_its_contact_to_no_colleague(self):
        for name, user in self.people(UNAUTHORISED):
            if user != self.admin:
                with self.subTest(user=name), self.assertRaises(AccessError):
                    self.guest.with_user(user).read(["email"])

    def test_a_portal_user_sees_own_company_and_no_other(self):
        for partner in self.guest.partner_id | self.locked | self.contact:
            self.assertTrue(self.sees(self.guest, partner))
        for partner in self.stranger | self.lighthouse.partner_id:
            self.assertFalse(self.sees(self.guest, partner))
        self.guest.partner_id.with_user(self.guest).read(["name", "email", "phone"])

    def test_a_guest_who_joins_the_house_is_open_and_locked_when_leaving(self):
        joined = self.guest.partner_id
        self.guest.write(
            {"group_ids": [Command.set(self.env.ref("base.group_user").ids)]}
        )
        self.assertTrue(self.sees(self.plain, joined))
        self.guest.active = False
        self.assertFalse(self.sees(self.plain, joined))

    def test_many2one_shows_the_name(self):
        self.stranger.message_subscribe(self.contact.ids)
        follower = self.stranger.message_follower_ids
        for name, user in self.people(UNAUTHORISED):
            self.env.invalidate_all()
            record = follower.with_user(user)
            with self.subTest(user=name):
                shown = record.read(["partner_id"])[0]["partner_id"]
                self.assertEqual(shown, (self.contact.id, self.contact.display_name))
                record.web_read({"partner_id": {"fields": {"display_name": {}}}})

    def test_bank_accounts_are_locked_with_their_holder(self):
        account, other = self.env["res.partner.bank"].create(
            [
                {"acc_number": number, "partner_id": partner.id}
                for number, partner in (("111", self.locked), ("222", self.stranger))
            ]
        )
        for name, user in self.people(UNAUTHORISED):
            accounts = self.env["res.partner.bank"].with_user(user).search([])
            with self.subTest(user=name):
                self.assertNotIn(account, accounts)
                self.assertIn(other, accounts)
        accounts = self.env["res.partner.bank"].with_user(self.lawyer).search([])
        self.assertIn(account, accounts)


@tagged("post_install", "-at_install", "s62")
class TestLockHttp(LockCase, HttpCase):
    """The same in the browser: pictures by address, the first page, contacts."""

    def test_pictures_are_not_had_by_address(self):
        pixel = (
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9"
            "awAAAABJRU5ErkJggg=="
        )
        self.contact.image_1920 = pixel
        url = f"/web/image/res.partner/{self.contact.id}/image_1920"
        self.authenticate("test_lawyer", "test_lawyer")
        picture = self.url_open(url).content
        for login in ("plain", "outsider", "marketing"):
            self.authenticate(f"test_{login}", f"test_{login}")
            with self.subTest(user=login):
                self.assertNotEqual(self.url_open(url).content, picture)

    def test_everybody_gets_in(self):
        for login in ("plain", "outsider", "auditor", "marketing", "admin", "lawyer"):
            self.authenticate(f"test_{login}", f"test_{login}")
            with self.subTest(user=login):
                self.assertEqual(self.url_open("/odoo").status_code, 200)
        self.authenticate("test_guest", "test_guest")
        self.assertEqual(self.url_open("/my").status_code, 200)
        self.assertEqual(self.url_open("/my/account").status_code, 200)
