from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged

from .wall_common import WallCase

REASON = "Injunction due today, nobody else is here"


@tagged("post_install", "-at_install", "s62", "s63")
class TestEmergency(WallCase):
    """A wall is opened in an emergency: with a reason, on record, for some hours."""

    def open(self, user=None, text="Harbour Trading Ltd", **values):
        """Let `user` (head) open the client called `text`; return the opening."""
        wizard = (
            self.env["law.emergency.open"]
            .with_user(user or self.head)
            .create({"client_text": text, "reason": REASON, "hours": 4, **values})
        )
        wizard.action_open()
        return self.env["law.emergency.access"].search([], limit=1)

    def notice(self, opening):
        """Return the message by which others were told of `opening`."""
        return self.env["mail.message"].search(
            [
                ("model", "=", "law.emergency.access"),
                ("res_id", "=", opening.id),
                ("message_type", "=", "user_notification"),
            ]
        )

    def test_it_opens_and_ends_by_itself(self):
        self.bar(self.head, self.harbour)
        self.assertFalse(self.sees(self.head, self.harbour))
        opening = self.open()
        self.assertEqual(
            (opening.client_id, opening.user_id, opening.reason),
            (self.harbour, self.head, REASON),
        )
        self.assertTrue(self.sees(self.head, self.harbour))
        with freeze_time(fields.Datetime.now() + timedelta(hours=3, minutes=50)):
            self.env.invalidate_all()
            self.assertTrue(self.sees(self.head, self.harbour))
        with freeze_time(fields.Datetime.now() + timedelta(hours=4, minutes=1)):
            self.env.invalidate_all()
            self.assertFalse(self.sees(self.head, self.harbour))

    def test_the_managing_partner_is_told_at_once(self):
        self.bar(self.head, self.harbour)
        opening = self.open()
        self.assertTrue(opening.activity_ids)
        self.assertTrue(
            opening.activity_ids.user_id.has_group(
                "law_firm_client.group_managing_partner"
            )
        )
        message = self.notice(opening)
        self.assertIn(self.partner.partner_id, message.partner_ids)
        self.assertIn(REASON, message.body)
        self.assertNotIn("Harbour", f"{message.body} {message.subject}")

    def test_a_barred_managing_partner_is_not_told(self):
        self.bar(self.head, self.harbour)
        self.bar(self.partner, self.harbour, by=self.env.user)
        opening = self.open()
        message = self.notice(opening)
        self.assertNotIn(self.partner.partner_id, message.partner_ids)
        self.assertIn(self.manager.partner_id, message.partner_ids)

    def test_it_stays_on_record(self):
        self.bar(self.head, self.harbour)
        opening = self.open()
        with self.assertRefused(UserError, "stays on record"):
            opening.sudo().unlink()
        for user in (self.head, self.partner):
            with self.assertRefused(UserError, ""):
                opening.with_user(user).write({"reason": "Other"})
            with self.assertRefused(AccessError, ""):
                opening.with_user(user).unlink()
        with self.assertRefused(UserError, "Use the buttons"):
            opening.sudo().write({"reason": "Other"})

    def test_only_for_the_duty_and_only_through_a_wall(self):
        self.bar(self.lawyer, self.harbour)
        self.bar(self.manager, self.harbour)
        for user in (self.lawyer, self.manager, self.outsider, self.auditor):
            with self.subTest(user=user.login), self.assertRefused(AccessError, ""):
                self.open(user=user)
        with self.assertRefused(UserError, "No client of this number"):
            self.open(user=self.head)
        with self.assertRefused(UserError, "No client of this number"):
            self.open(user=self.head, text="Never Heard Ltd")

    def test_limits(self):
        self.bar(self.head, self.harbour)
        self.company_a.law_emergency_hours = 6
        for values in ({"hours": 7}, {"hours": 0}, {"reason": "x"}):
            with self.subTest(values=values), self.assertRefused(UserError, ""):
                self.open(**values)

    def test_a_wall_set_afterwards_holds(self):
        wall = self.bar(self.head, self.harbour)
        self.open()
        wall.action_lift()
        self.bar(self.head, self.harbour)
        self.assertFalse(self.sees(self.head, self.harbour))

    def test_it_is_closed_before_its_time(self):
        self.bar(self.head, self.harbour)
        self.open().with_user(self.partner).action_close()
        self.assertFalse(self.sees(self.head, self.harbour))

    def test_each_rule_is_needed(self):
        """Broken one after the other, each rule shows somebody others' openings."""
        self.bar(self.head, self.harbour)
        opening = self.open()
        self.bar(self.partner, self.harbour, by=self.env.user)
        self.manager_b.group_ids += self.env.ref("law_firm_client.group_client_head")
        for name, user in (
            ("law_emergency_access_rule_manager", self.manager2),
            ("law_emergency_access_rule_company", self.manager_b),
            ("law_emergency_access_rule_wall", self.partner),
        ):
            rule = self.env.ref(f"law_firm_client.{name}")
            mine = opening.with_user(user)
            with self.subTest(rule=name):
                self.assertFalse(mine.search([("id", "=", mine.id)]))
                rule.active = False
                self.assertTrue(mine.search([("id", "=", mine.id)]))
                rule.active = True
                self.assertFalse(mine.search([("id", "=", mine.id)]))
