from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from .lock_common import LockCase

TELLING = {
    "email": "guest-4711@harbour.example.com",
    "phone": "+86 21 5550 4711",
    "street": "4711 Quay",
}


@tagged("post_install", "-at_install", "s62")
class TestLoginOnly(LockCase):
    """Of a client's portal user an administrator sees login and name."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.guest.partner_id.write({"name": "Guest", **TELLING})
        cls.env.flush_all()

    def setUp(self):
        super().setUp()
        self.env.invalidate_all()
        self.mine = self.guest.with_user(self.admin)
        self.contact = self.mine.partner_id

    def test_login_and_name_are_shown_and_no_more(self):
        hidden = [*TELLING, "parent_id", "contact_address", "child_ids", "image_128"]
        for record in (self.mine, self.contact):
            for row in (
                record.read(["name", *hidden])[0],
                record.search_read([("id", "=", record.id)], ["name", *hidden])[0],
                record.web_read(dict.fromkeys(("name", *hidden), {}))[0],
            ):
                self.assertEqual(row["name"], "Guest")
                self.assertFalse(any(row[name] for name in hidden), row)
        row = self.mine.web_read(
            {"login": {}, "partner_id": {"fields": {"display_name": {}, "phone": {}}}}
        )[0]
        self.assertEqual(row["login"], "test_guest")
        shown = {"id": self.contact.id, "display_name": "Guest", "phone": False}
        self.assertEqual(row["partner_id"], shown)
        row = self.mine.read(["partner_id"])[0]
        self.assertEqual(row["partner_id"], (self.contact.id, "Guest"))

    def test_nothing_is_filled_in_copied_or_put_into_a_file(self):
        names = ("login", *TELLING)
        answer = self.mine.onchange({}, [], dict.fromkeys(names, {}))
        self.assertFalse(TELLING.keys() & answer["value"].keys())
        for record in (self.mine, self.contact):
            self.assertFalse(TELLING.keys() & record.copy_data()[0].keys())
            self.assertEqual(record._export_rows([["name"], ["street"]]), [])
        new = self.mine.browse().with_context(default_partner_id=self.contact.id)
        with self.assertRaises(AccessError):
            new.onchange({}, [], dict.fromkeys(names, {}))

    def test_nothing_is_tried_out(self):
        paths = {
            **TELLING,
            "parent_id": self.locked.id,
            "parent_id.name": self.locked.name,
            "partner_id.street": TELLING["street"],
            "user_ids.street": TELLING["street"],
        }
        for record in (self.mine, self.contact):
            for path, value in paths.items():
                if path.partition(".")[0] not in record._fields:
                    continue
                with self.subTest(model=record._name, path=path):
                    self.assertNotIn(record, record.search([(path, "=", value)]))
                    same, other = (
                        record in record.search(["!", (path, "=", one)])
                        for one in (value, 0)
                    )
                    self.assertEqual(same, other)
            below = [("id", "child_of", self.locked.id)]
            self.assertNotIn(record, record.search(below))
            for name, value in TELLING.items():
                groups = record.formatted_read_group([], [name], ["__count"])
                self.assertNotIn(value, [group[name] for group in groups])
                self.assertFalse(record.search([("id", "=", record.id)], order=name))

    def test_logins_are_kept_as_before(self):
        for domain in (
            [("share", "=", True)],
            [("name", "ilike", "Guest")],
            ["|", ("login", "=", "test_guest"), ("email", "=", "nobody@example.com")],
        ):
            self.assertIn(self.mine, self.mine.search(domain))
        found = self.mine.name_search("Guest")
        self.assertIn((self.guest.id, "Guest"), found)
        with Form(self.mine) as form:
            form.name = "Guest Renamed"
        self.guest.invalidate_recordset()
        self.assertEqual(self.guest.partner_id.name, "Guest Renamed")
        for name, value in TELLING.items():
            self.assertEqual(self.guest.partner_id[name], value)

    def test_colleagues_and_own_clients_are_shown_in_full(self):
        row = self.lawyer.with_user(self.admin).read(["email"])[0]
        self.assertEqual(row["email"], self.lawyer.email)
        self.admin.group_ids += self.env.ref("law_firm_client.group_managing_partner")
        self.env.invalidate_all()
        row = self.mine.read(["phone", "parent_id"])[0]
        self.assertEqual(row["phone"], TELLING["phone"])
        self.assertEqual(row["parent_id"][0], self.locked.id)
