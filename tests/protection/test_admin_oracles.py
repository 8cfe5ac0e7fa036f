from base64 import b64decode

from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged

from .lock_common import LockCase

SECRET = "desk-4711@harbour.example.com"
PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"
    "+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


class OracleCase(LockCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.guest.partner_id.write({"name": "Guest", "email": SECRET})
        cls.env.flush_all()


@tagged("post_install", "-at_install", "s62", "s64")
class TestAdminPaths(OracleCase):
    """Groups and orders by way of other records tell an administrator no client."""

    def grouped(self, model, path):
        rows = self.env[model].with_user(self.admin)
        return str(rows.formatted_read_group([], [path], ["__count"]))

    def test_no_path_leads_to_the_firm_a_guest_is_of(self):
        self.stranger.message_subscribe(self.guest.partner_id.ids)
        self.env.flush_all()
        self.assertIn("Guest", self.grouped("mail.followers", "partner_id.name"))
        for model in ("mail.followers", "res.users"):
            for name in (
                "complete_name",
                "email",
                "parent_id",
                "commercial_partner_id",
            ):
                with self.subTest(model=model, path=name):
                    told = self.grouped(model, f"partner_id.{name}")
                    self.assertNotIn("Harbour", told)
                    self.assertNotIn("4711", told)

    def test_no_order_tells_where_the_firms_name_stands(self):
        """Odoo sorts contacts by the firm's name and the person's."""
        names = ("AAA", "ZZZ")
        for model, field in (("res.partner", "id"), ("res.users", "partner_id")):
            order = "partner_id, id" if model == "res.users" else None
            places = []
            for name in names:
                self.locked.name = name
                self.env.flush_all()
                self.env.invalidate_all()
                rows = self.env[model].with_user(self.admin)
                found = rows.search([(field, "in", self.three().ids)], order=order)
                places.append(found.ids)
            with self.subTest(model=model):
                self.assertEqual(*places)
                self.assertEqual(len(places[0]), 3 if model == "res.partner" else 2)

    def three(self):
        return self.guest.partner_id | self.stranger | self.outsider.partner_id


@tagged("post_install", "-at_install", "s62", "s64")
class TestAdminPictures(HttpCase, OracleCase):
    def test_no_picture_and_no_name_of_a_file_tells_of_a_guest(self):
        self.guest.partner_id.image_1920 = PIXEL
        self.authenticate("test_admin", "test_admin")
        for model, number in (
            ("res.partner", self.guest.partner_id.id),
            ("res.users", self.guest.id),
            ("res.partner", self.locked.id),
        ):
            for field in ("avatar_128", "image_128", "image_1920"):
                path = f"/web/image/{model}/{number}/{field}?filename_field=email"
                answer = self.url_open(path)
                with self.subTest(model=model, field=field):
                    self.assertNotIn("4711", str(answer.headers))
                    self.assertNotIn(self.guest.partner_id.name, str(answer.headers))
                    self.assertNotEqual(answer.content, self.picture(field))
        mine = f"/web/image/res.users/{self.admin.id}/avatar_128"
        self.assertEqual(self.url_open(mine).status_code, 200)

    def picture(self, field):
        return b64decode(self.guest.partner_id[field])


@tagged("post_install", "-at_install", "s62", "s64")
class TestAdminMails(OracleCase):
    """Whoever looks after outgoing mail learns no address of a client by it."""

    def setUp(self):
        super().setUp()
        self.mail, self.other = self.env["mail.mail"].create(
            [
                {"subject": "News", "email_to": address, "email_from": sender}
                for address, sender in (
                    (f"Guest <{SECRET}>", "firm@example.com"),
                    ("stranger@example.com", "firm@example.com"),
                )
            ]
        )
        self.mine = self.mail.with_user(self.admin)
        self.env.flush_all()
        self.env.invalidate_all()

    def test_the_mail_is_there_without_its_addresses(self):
        row = self.mine.read(["subject", "email_to", "email_from", "headers"])[0]
        self.assertEqual((row["subject"], row["email_to"]), ("News", False))
        self.assertFalse(row["email_from"])
        self.assertFalse(self.mine.copy_data()[0]["email_to"])
        row = self.other.with_user(self.admin).read(["email_to"])[0]
        self.assertEqual(row["email_to"], "stranger@example.com")

    def test_no_address_is_tried_out(self):
        both = [("id", "in", (self.mail + self.other).ids)]
        for path, text in (
            ("email_to", "desk-4711"),
            ("email_from", "firm@"),
            ("email_cc", "desk-4711"),
        ):
            for operator in ("ilike", "not ilike", "=ilike"):
                found = self.mine.search([*both, (path, operator, f"%{text}%")])
                with self.subTest(path=path, operator=operator):
                    self.assertNotIn(self.mine, found)
        self.mail.email_from = SECRET
        self.env.flush_all()
        found = self.mine.search([*both, ("email_from", "ilike", "desk-4711")])
        self.assertFalse(found)
        found = self.mine.search([*both, ("email_to", "ilike", "stranger")])
        self.assertEqual(found, self.other.with_user(self.admin))

    def test_addresses_are_neither_grouped_nor_collected_nor_sorted_by(self):
        both = [("id", "in", (self.mail + self.other).ids)]
        with self.assertRefused(AccessError, "neither counted"):
            self.mine.formatted_read_group(both, ["email_to"], ["__count"])
        with self.assertRefused(AccessError, "neither counted"):
            self.mine.formatted_read_group(both, [], ["email_to:array_agg"])
        orders = []
        for address in ("a@harbour.example.com", "z@harbour.example.com"):
            self.mail.email_to = address
            self.env.flush_all()
            orders.append(self.mine.search(both, order="email_to").ids)
        self.assertEqual(*orders)

    def test_whoever_sees_the_contact_sees_the_address(self):
        self.admin.group_ids += self.env.ref("law_firm_client.group_managing_partner")
        self.env.invalidate_all()
        row = self.mine.read(["email_to"])[0]
        self.assertIn(SECRET, row["email_to"])
