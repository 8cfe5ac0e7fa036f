from odoo import Command, fields
from odoo.exceptions import UserError
from odoo.tests import new_test_user, tagged

from .leaver_common import LeaverCase
from .log_common import LogCase

CHANGED = "Where messages to a leaver go was changed"


@tagged("post_install", "-at_install", "s65")
class TestLeaverReached(LeaverCase):
    """Where the firm's mail to a leaver goes is no longer the leaver's to say."""

    def ways(self):
        """Yield how a lawyer would send on what comes, or read on with a key."""
        me = self.lawyer.with_user(self.lawyer)
        yield lambda: me.write({"email": "private@example.com"})
        yield lambda: me.partner_id.sudo().write({"email": "private@example.com"})
        yield lambda: me.write({"notification_type": "inbox"})
        yield lambda: me.env["res.users.apikeys.description"].create({"name": "Key"})
        keys = me.env["res.users.apikeys"]
        day = fields.Datetime.add(fields.Datetime.now(), hours=1)
        yield lambda: keys._generate(None, "Key", day)

    def test_locked_while_the_departure_runs(self):
        self.lawyer.notification_type = "email"
        departure = self.announce()
        address = self.lawyer.email
        for number, way in enumerate(self.ways()):
            with (
                self.subTest(way=number),
                self.assertRefused(UserError, "While your departure runs"),
            ):
                way()
        self.assertEqual(self.lawyer.email, address)
        me = self.lawyer.with_user(self.lawyer)
        me.write({"email": address, "tz": "Asia/Shanghai"})
        departure.cancel_reason = "Stays"
        departure.action_cancel()
        for way in self.ways():
            way()

    def test_colleagues_are_free(self):
        self.announce()
        me = self.lawyer2.with_user(self.lawyer2)
        me.write({"email": "other@example.com"})
        me.env["res.users.apikeys.description"].create({"name": "Key"})


@tagged("post_install", "-at_install", "s65", "s63")
class TestLeaverReachedByOthers(LogCase):
    def test_the_administrator_changes_it_and_the_heads_are_told(self):
        admin = new_test_user(
            self.env,
            "test_admin",
            "base.group_system",
            name="Admin",
            company_id=self.company_a.id,
            company_ids=[Command.set(self.company_a.ids)],
        )
        today = fields.Date.context_today(self.env["law.client"])
        with self.reading(self.head, self.env["law.departure"]) as departures:
            departures.create({"user_id": self.lawyer.id, "last_day": today})
        before = len(self.rows())
        with self.reading(admin, self.lawyer) as leaver:
            leaver.write({"email": "desk@example.com"})
        self.assertEqual(self.lawyer.email, "desk@example.com")
        row = self.rows()[before:]
        self.assertEqual((row.action, row.record_ids), ("departure", self.lawyer.ids))
        self.assertIn("Admin changed this of Lawyer", row.detail)
        notice = self.env["mail.message"].search([("subject", "=", CHANGED)])
        told = notice.notified_partner_ids.user_ids
        self.assertLessEqual(self.partner | self.head, told)
        self.assertFalse((admin | self.lawyer) & told)
