import threading

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ...models.protection.door import is_asked_for, somebody_asks, way_in
from .lock_common import LockCase


@tagged("post_install", "-at_install", "s62")
class TestHiddenByNumber(LockCase):
    """Whoever only knows a record's number learns nothing by it."""

    def shapes(self, number):
        return number, {"id": number}, [number, "x"], (number,)

    def test_a_form_tells_nothing_of_a_guessed_contact_in_whatever_shape(self):
        for user in (self.outsider, self.marketing):
            attendee = self.env["calendar.attendee"].with_user(user)
            for value in self.shapes(self.contact.id):
                with self.subTest(user=user.name, value=value):
                    with self.assertRefused(AccessError, "."):
                        attendee.onchange(
                            {"partner_id": value}, ["partner_id"], {"email": {}}
                        )

    def test_what_is_no_number_names_nobody(self):
        self.lawyer.group_ids += self.env.ref("base.group_partner_manager")
        for model, name in (
            ("res.partner", "parent_id"),
            ("calendar.attendee", "partner_id"),
            ("law.access.request", "client_id"),
        ):
            record = self.env[model].with_user(self.lawyer)
            with self.subTest(model=model):
                shown = record.onchange({name: True}, [name], {name: {}})
                self.assertFalse(shown["value"].get(name))

    def test_a_request_tells_nothing_of_a_guessed_client(self):
        request = self.env["law.access.request"].with_user(self.lawyer)
        for value in self.shapes(self.lighthouse.id):
            with self.subTest(value=value), self.assertRefused(AccessError, "."):
                request.onchange(
                    {"client_id": value}, ["client_id"], {"client_text": {}}
                )

    def test_messages_and_tasks_tell_no_name_of_a_guessed_record(self):
        for model, link, name in (
            ("mail.message", ("model", "res_id"), "record_name"),
            ("mail.activity", ("res_model", "res_id"), "res_name"),
        ):
            record = self.env[model].with_user(self.outsider)
            values = dict(zip(link, ("law.client", self.harbour.id), strict=True))
            defaults = {f"default_{key}": value for key, value in values.items()}
            with self.subTest(model=model):
                with self.assertRefused(AccessError, "."):
                    record.onchange(values, ["res_id"], {name: {}})
                with self.assertRefused(AccessError, "."):
                    record.with_context(**defaults).onchange({}, [], {name: {}})

    def test_own_contact_is_not_put_under_a_locked_one(self):
        own = self.make_contact("Own Contact", is_company=False)
        with self.assertRefused(AccessError, "."):
            own.with_user(self.manager_b).parent_id = self.locked

    def test_a_wall_holds_for_the_contact_and_its_people(self):
        managed = self.locked.with_user(self.manager)
        self.assertTrue(managed.has_access("read"))
        self.env["law.barrier"].with_user(self.partner).create(
            [
                {
                    "client_id": self.harbour.id,
                    "user_id": user.id,
                    "reason": "Other side",
                }
                for user in (self.manager, self.lawyer)
            ]
        )
        self.env.invalidate_all()
        for user in (self.manager, self.lawyer):
            for partner in (self.locked, self.contact):
                with self.subTest(user=user.name, partner=partner.name):
                    hidden = partner.with_user(user)
                    self.assertFalse(hidden.search([("id", "=", partner.id)]))
                    with self.assertRefused(AccessError, "."):
                        hidden.read(["name", "email"])

    def test_marketing_opens_its_list(self):
        Listing = self.env["law.client.listing"].with_user(self.marketing)
        rows = Listing.web_search_read([], {"name": {}, "state": {}})["records"]
        self.assertIn("Harbour Trading Ltd", [row["name"] for row in rows])
        self.assertIn(self.harbour, Listing.search([])._logged_clients())


@tagged("post_install", "-at_install", "s63")
class TestJobs(LockCase):
    def test_a_thread_of_the_systems_own_reads_without_a_door(self):
        said = []

        def job():
            said.append((somebody_asks(), is_asked_for("law.client", "read"), way_in()))

        thread = threading.Thread(target=job)
        thread.start()
        thread.join()
        nobody = {"ip_address": "", "session_mark": "", "path": ""}
        self.assertEqual(said, [(False, False, nobody)])
