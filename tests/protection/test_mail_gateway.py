from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .wall_common import WallCase

SAID = "What do we think?"
MAIL = """From: %(sender)s
To: desk@example.com
Subject: About it
Message-Id: <answer-%(number)s@example.com>
In-Reply-To: %(answered)s
Date: Tue, 10 Mar 2026 10:00:00 +0000
Content-Type: text/plain; charset=utf-8

What I think of it
"""


@tagged("post_install", "-at_install", "s62")
class TestMailGateway(WallCase):
    """Mail that comes in goes no further than its sender may."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for user in cls.outsider | cls.lawyer | cls.manager:
            user.email = f"{user.login}@example.com"
        cls.harbour.message_subscribe(cls.manager.partner_id.ids)
        cls.said = cls.harbour.with_user(cls.manager).message_post(
            body=SAID, message_type="comment"
        )

    def answer(self, sender, user=None, **given):
        """Take in a mail of `sender` that answers what was said; return what it made.

        :return: (message in the client's chatter, mails that went out)
        """
        Message, Mail = self.env["mail.message"], self.env["mail.mail"]
        messages, mails = Message.search([]), Mail.search([])
        self.number = getattr(self, "number", 0) + 1
        raw = MAIL % {
            "sender": sender,
            "number": self.number,
            "answered": self.said.message_id,
        }
        Thread = self.env["mail.thread"]
        Thread = Thread.with_user(user) if user else Thread.sudo()
        with mute_logger("odoo.addons.mail.models.mail_thread"):
            Thread.message_process(given.pop("model", False), raw, **given)
        made = Message.search([("model", "=", "law.client")]) - messages
        return made, Mail.search([]) - mails

    def test_a_client_and_a_reader_answer_by_mail(self):
        for sender in ("somebody@example.com", self.lawyer.email):
            made, _mails = self.answer(sender)
            self.assertIn("What I think", made.body)
            self.assertEqual(made.notified_partner_ids, self.manager.partner_id)
        self.assertEqual(self.harbour.message_partner_ids, self.manager.partner_id)

    def test_an_answer_of_whoever_may_not_read_is_sent_back(self):
        made, mails = self.answer(self.outsider.email)
        self.assertFalse(made)
        self.assertEqual(mails.email_to, self.outsider.email)
        self.assertIn("restricted matter", mails.body_html)
        for word in (self.harbour.name, SAID):
            self.assertNotIn(word, f"{mails.subject} {mails.body_html}")

    def test_an_answer_of_whoever_is_walled_is_sent_back(self):
        self.bar(self.lawyer, self.harbour)
        made, mails = self.answer(self.lawyer.email)
        self.assertFalse(made)
        self.assertEqual(mails.email_to, self.lawyer.email)

    def test_nobody_hands_in_a_mail_by_hand(self):
        for user in (self.outsider, self.lawyer, self.head):
            for given in (
                {},
                {"model": "law.client", "thread_id": self.harbour.id},
                {"model": "law.client", "custom_values": {"name": "Forged"}},
            ):
                with self.assertRefused(AccessError, "by the mail server only"):
                    self.answer("somebody@example.com", user, **given)
