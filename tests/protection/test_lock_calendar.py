# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .lock_common import UNAUTHORISED, LockCase

OTHERS = tuple(name for name in UNAUTHORISED if name != "outsider")


@tagged("post_install", "-at_install", "s62")
class TestLockCalendar(LockCase):
    """A lawyer meets a client's secretary, and takes ``outsider`` along."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.event = cls.plan(
            cls.lawyer,
            cls.contact | cls.lawyer.partner_id | cls.outsider.partner_id,
            name="Settlement with Harbour",
        )

    @classmethod
    def plan(cls, user, partners, **values):
        return (
            cls.env["calendar.event"]
            .with_user(user)
            .create(
                {
                    "name": "Meeting",
                    "start": "2030-05-02 09:00:00",
                    "stop": "2030-05-02 10:00:00",
                    "partner_ids": [Command.set(partners.ids)],
                    **values,
                }
            )
        )

    def _finds(self, user, event):
        self.env.flush_all()
        self.env.invalidate_all()
        Event = self.env["calendar.event"].with_user(user)
        found = bool(Event.search_count([("id", "=", event.id)]))
        self.assertEqual(Event.browse(event.id).has_access("read"), found)
        return found

    def test_whoever_takes_part_opens_it(self):
        spec = {
            "name": {},
            "partner_ids": {"fields": {"display_name": {}}},
            "attendee_ids": {
                "fields": {
                    "partner_id": {"fields": {"display_name": {}}},
                    "common_name": {},
                    "email": {},
                    "phone": {},
                    "mail_tz": {},
                }
            },
        }
        for name, user in self.people(("lawyer", "outsider")):
            with self.subTest(user=name):
                self.assertTrue(self._finds(user, self.event))
                shown = self.event.with_user(user).web_read(spec)[0]
                self.assertIn("Secretary", str(shown["attendee_ids"]))
                self.assertEqual(
                    "@harbour.example.com" in str(shown), user == self.lawyer
                )

    def test_others_do_not_learn_of_it(self):
        for name, user in self.people(OTHERS):
            with self.subTest(user=name):
                self.assertFalse(self._finds(user, self.event))
                self.assertFalse(
                    self.env["calendar.attendee"]
                    .with_user(user)
                    .search([("common_name", "ilike", "Secretary")])
                )
        for name, user in self.people(("manager", "head", "partner")):
            with self.subTest(user=name):
                self.assertTrue(self._finds(user, self.event))

    def test_other_meetings_are_seen_by_everybody(self):
        event = self.plan(self.lawyer, self.stranger | self.lawyer.partner_id)
        for name, user in self.people(UNAUTHORISED):
            with self.subTest(user=name):
                self.assertTrue(self._finds(user, event))

    def test_nobody_plans_with_whom_he_does_not_see(self):
        with self.assertRaises(AccessError):
            self.plan(self.plain, self.contact | self.plain.partner_id)
        self.plan(self.plain, self.stranger | self.plain.partner_id)

    def test_a_colleague_moves_the_meeting_and_the_client_hears_of_it(self):
        event = self.event.with_user(self.outsider).with_context(
            dont_notify=False, mail_notrack=True
        )
        event.write({"start": "2030-05-03 09:00:00", "stop": "2030-05-03 10:00:00"})
        self.assertIn(self.contact, self.event.partner_ids)
        told = self.env["mail.message"].search(
            [("model", "=", "calendar.event"), ("res_id", "=", event.id)]
        )
        self.assertIn(self.contact, told.notified_partner_ids)

    def test_meetings_about_a_contact_or_its_client_are_walled(self):
        for record in self.locked, self.harbour:
            event = self.plan(
                self.manager,
                self.manager.partner_id,
                res_id=record.id,
                res_model_id=self.env["ir.model"]._get_id(record._name),
            )
            for name, user in self.people(UNAUTHORISED):
                with self.subTest(about=record, user=name):
                    self.assertFalse(self._finds(user, event))
            self.assertTrue(self._finds(self.lawyer, event))
