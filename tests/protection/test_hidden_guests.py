from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .lock_common import LockCase


@tagged("post_install", "-at_install", "s62")
class TestHiddenGuests(LockCase):
    """A client's people on the portal are not named by their number either."""

    def test_no_form_names_a_guest(self):
        spec = {"user_id": {"fields": {"display_name": {}}}}
        event = self.env["calendar.event"].with_user(self.outsider)
        with self.assertRefused(AccessError, "."):
            event.with_context(default_user_id=self.guest.id).onchange({}, [], spec)
        with self.assertRefused(AccessError, "."):
            event.onchange({"user_id": self.guest.id}, ["user_id"], spec)
        with self.assertRefused(AccessError, "."):
            event.with_context(default_user_id=self.guest.id).default_get(["user_id"])

    def test_no_form_of_the_firm_names_a_guest(self):
        spec = {"lead_id": {"fields": {"display_name": {}}}}
        form = self.env["law.engagement"].with_user(self.outsider)
        with self.assertRefused(AccessError, "."):
            form.with_context(default_lead_id=self.guest.id).onchange({}, [], spec)

    def test_no_record_points_at_a_guest(self):
        event = self.env["calendar.event"].with_user(self.outsider)
        values = {"name": "Lunch", "start": "2026-01-02", "stop": "2026-01-02"}
        with self.assertRefused(AccessError, "."):
            event.create({**values, "user_id": self.guest.id})
        with self.assertRefused(AccessError, "."):
            event.create(values).user_id = self.guest

    def test_colleagues_are_chosen_as_ever(self):
        spec = {"user_id": {"fields": {"display_name": {}}}}
        for user in (self.outsider, self.marketing, self.plain):
            event = self.env["calendar.event"].with_user(user)
            for colleague in (self.manager, self.manager_b):
                filled = event.with_context(default_user_id=colleague.id)
                told = filled.onchange({}, [], spec)["value"]
                self.assertEqual(told["user_id"]["id"], colleague.id)

    def test_whoever_sees_the_guest_chooses_it(self):
        spec = {"user_id": {"fields": {"display_name": {}}}}
        event = self.env["calendar.event"].with_user(self.lawyer)
        told = event.onchange({"user_id": self.guest.id}, [], spec)["value"]
        self.assertEqual(told["user_id"]["id"], self.guest.id)

    def test_the_administrator_keeps_the_guests_groups(self):
        group = self.env["res.groups"].create({"name": "Portal of the firm"})
        guests = group.with_user(self.admin)
        guests.user_ids = [Command.link(self.guest.id)]
        self.assertIn(self.guest, group.user_ids)
