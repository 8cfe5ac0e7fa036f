from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged

from .engagement_common import EngagementCase

REASON = "Injunction due today, nobody else is here"


@tagged("post_install", "-at_install", "s62", "s63")
class TestEmergencyEngagement(EngagementCase):
    """A wall around one engagement is opened like one around a client."""

    def setUp(self):
        super().setUp()
        self.engagement = self.draft(self.manager)
        self.other = self.draft(self.manager, name="Lease of a warehouse")
        for engagement in (self.engagement, self.other):
            self.bar(self.head, self.harbour, engagement_id=engagement.id)

    def open(self, user=None, text=None, **values):
        """Let `user` (head) open the engagement; return the opening."""
        wizard = (
            self.env["law.emergency.open"]
            .with_user(user or self.head)
            .create(
                {
                    "engagement_text": text or self.engagement.code,
                    "reason": REASON,
                    "hours": 4,
                    **values,
                }
            )
        )
        action = wizard.action_open()
        self.assertEqual(action["res_id"], self.engagement.id)
        return self.env["law.emergency.access"].search([], limit=1)

    def test_it_opens_this_one_and_ends_by_itself(self):
        self.assertFalse(self.sees(self.head, self.engagement))
        opening = self.open()
        self.assertEqual(opening.engagement_id, self.engagement)
        self.assertEqual(opening.client_id, self.harbour)
        self.assertEqual(opening.user_id, self.head)
        self.assertTrue(self.sees(self.head, self.engagement))
        self.assertFalse(self.sees(self.head, self.other))
        with freeze_time(fields.Datetime.now() + timedelta(hours=4, minutes=1)):
            self.env.invalidate_all()
            self.assertFalse(self.sees(self.head, self.engagement))

    def test_it_is_closed_before_its_time(self):
        opening = self.open()
        opening.with_user(self.partner).action_close()
        self.env.invalidate_all()
        self.assertFalse(self.sees(self.head, self.engagement))

    def test_it_is_on_record_and_the_partner_is_told(self):
        opening = self.open()
        told = self.env["mail.message"].search(
            [
                ("model", "=", opening._name),
                ("res_id", "=", opening.id),
                ("message_type", "=", "user_notification"),
            ]
        )
        self.assertIn(self.partner.partner_id, told.partner_ids)
        self.assertIn(REASON, told.body)
        self.assertNotIn(self.engagement.name, f"{told.body} {told.subject}")
        with self.assertRefused(UserError, "stays on record"):
            opening.sudo().unlink()
        with self.assertRefused(UserError, "Use the buttons"):
            opening.sudo().write({"engagement_id": self.other.id})

    def test_who_is_kept_from_it_does_not_read_of_the_opening(self):
        opening = self.open()
        self.assertTrue(opening.with_user(self.partner).has_access("read"))
        wall = {"by": self.env.user, "engagement_id": self.engagement.id}
        self.bar(self.partner, self.harbour, **wall)
        self.env.invalidate_all()
        self.assertFalse(opening.with_user(self.partner).has_access("read"))

    def test_only_for_the_duty_and_only_through_a_wall(self):
        for user in (self.lawyer, self.manager, self.auditor):
            with self.subTest(user=user.login), self.assertRefused(AccessError, ""):
                self.open(user=user)
        for text in ("E9999-0001", self.draft(self.manager).code):
            with self.assertRefused(UserError, "No engagement of this number"):
                self.open(text=text)
        with self.assertRefused(UserError, "No engagement of this number"):
            self.open(user=self.partner)

    def test_no_other_client_is_opened_with_it(self):
        self.bar(self.head, self.lighthouse)
        wizard = self.env["law.emergency.open"].with_user(self.head)
        wizard = wizard.with_context(law_emergency_engagement=self.engagement.id)
        wizard.create(
            {"client_text": self.lighthouse.name, "reason": REASON, "hours": 1}
        ).action_open()
        self.assertFalse(self.sees(self.head, self.engagement))
        self.assertTrue(self.sees(self.head, self.lighthouse))
