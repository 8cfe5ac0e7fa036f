# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.mail.tools.discuss import Store

from .lock_common import UNAUTHORISED, LockCase

TEXT = "We agree."


@tagged("post_install", "-at_install", "s62", "s64")
class TestLockMail(LockCase):
    """Chatter goes on where a locked contact writes or follows: by name, no more.

    ``record`` is a contact that everybody sees; the client's secretary wrote there and
    follows it.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.writer = cls.make_user(
            "writer", "base.group_user,base.group_partner_manager"
        )
        cls.record = cls.stranger
        cls.record.message_subscribe(cls.contact.ids)
        cls.message = cls.record.message_post(
            body=TEXT,
            author_id=cls.contact.id,
            email_from="Secretary <Secretary@harbour.example.com>",
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )

    def _chatter(self, user):
        """Return what the client is sent for the messages and followers, as text."""
        self.env.invalidate_all()
        record = self.record.with_user(user)
        store = Store()
        record._thread_to_store(store, [], request_list=["followers"])
        store.add(self.message.with_user(user))
        return str(store.get_result())

    def test_author_and_follower_are_shown_by_name(self):
        for name, user in self.people((*UNAUTHORISED, "lawyer")):
            with self.subTest(user=name):
                self.assertIn("Secretary", self._chatter(user))

    def test_addresses_are_shown_to_those_who_see_the_contact(self):
        self.assertIn("@harbour.example.com", self._chatter(self.lawyer))
        for name, user in self.people(UNAUTHORISED):
            with self.subTest(user=name):
                self.assertNotIn("@harbour.example.com", self._chatter(user))
                message = self.message.with_user(user)
                self.assertFalse(message.read(["email_from"])[0]["email_from"])
                follower = self.record.message_follower_ids.with_user(user)
                self.assertNotIn("harbour.ex", str(follower.read(["email", "name"])))

    def test_a_picture_is_not_sent_with_the_name(self):
        self.assertFalse(
            self.contact.with_user(self.plain).sudo()._get_avatar_128_access_token()
        )
        self.assertTrue(
            self.contact.with_user(self.lawyer).sudo()._get_avatar_128_access_token()
        )

    def test_addresses_of_followers_are_not_guessed(self):
        Follower = self.env["mail.followers"]
        domain = [("email", "ilike", "@harbour.")]
        self.assertTrue(Follower.with_user(self.lawyer).search(domain))
        for name, user in self.people(UNAUTHORISED):
            with self.subTest(user=name):
                self.assertFalse(Follower.with_user(user).search(domain))

    def test_who_follows_a_walled_record_is_not_listed(self):
        follower = self.env["mail.followers"].create(
            {
                "res_model": "law.client",
                "res_id": self.harbour.id,
                "partner_id": self.contact.id,
            }
        )
        Follower = self.env["mail.followers"]
        self.assertIn(follower, Follower.with_user(self.lawyer).search([]))
        for name, user in self.people(UNAUTHORISED):
            self.env.invalidate_all()
            with self.subTest(user=name):
                self.assertNotIn(follower, Follower.with_user(user).search([]))
                with self.assertRaises(AccessError):
                    follower.with_user(user).read(["name"])

    def test_the_record_opens_with_a_locked_follower(self):
        for name, user in self.people(UNAUTHORISED):
            self.env.invalidate_all()
            record = self.record.with_user(user)
            with self.subTest(user=name):
                self.assertNotIn(self.contact, record.message_partner_ids)
                record.web_read(
                    {"message_partner_ids": {"fields": {"display_name": {}}}}
                )
        self.env.invalidate_all()
        record = self.record.with_user(self.lawyer)
        self.assertIn(self.contact, record.message_partner_ids)

    def test_posting_reaches_a_locked_follower(self):
        message = self.record.with_user(self.writer).message_post(
            body=TEXT, message_type="comment", subtype_xmlid="mail.mt_comment"
        )
        self.assertIn(self.contact, message.sudo().notified_partner_ids)

    def test_followers_whom_one_does_not_see_are_not_thrown_out(self):
        self.env.invalidate_all()
        record = self.record.with_user(self.writer)
        record.message_partner_ids = [(6, 0, self.plain.partner_id.ids)]
        self.env.invalidate_all()
        self.assertEqual(
            self.record.message_partner_ids, self.contact | self.plain.partner_id
        )

    def test_mentions_do_not_offer_it(self):
        for name, user in self.people(UNAUTHORISED):
            Partner = self.env["res.partner"].with_user(user)
            with self.subTest(user=name):
                self.assertNotIn(
                    "Secretary", str(Partner.get_mention_suggestions("Secretary"))
                )

    def test_its_own_messages_activities_and_files_are_walled(self):
        self.contact.message_post(body=TEXT)
        self.contact.activity_schedule(
            "mail.mail_activity_data_todo", user_id=self.manager.id
        )
        self.env["ir.attachment"].create(
            {
                "name": "Secret.txt",
                "raw": b"secret",
                "res_model": "res.partner",
                "res_id": self.contact.id,
            }
        )
        for model, field in (
            ("mail.message", "model"),
            ("mail.activity", "res_model"),
            ("ir.attachment", "res_model"),
        ):
            domain = [(field, "=", "res.partner"), ("res_id", "=", self.contact.id)]
            self.assertTrue(self.env[model].with_user(self.manager).search(domain))
            for name, user in self.people(UNAUTHORISED):
                with self.subTest(model=model, user=name):
                    self.assertFalse(self.env[model].with_user(user).search(domain))
                    record = self.env[model].search(domain)[:1].with_user(user)
                    with self.assertRaises(AccessError):
                        record.read([field])

    def test_a_tax_number_does_not_tell_whose_it_is(self):
        self.locked.vat = "X12345678"
        draft = self.env["res.partner"].with_user(self.plain)
        draft = draft.new({"vat": "X12345678", "name": "New"})
        self.assertFalse(draft.same_vat_partner_id)
        draft = draft.with_user(self.lawyer).new({"vat": "X12345678", "name": "New"})
        self.assertEqual(draft.same_vat_partner_id._origin, self.locked)
