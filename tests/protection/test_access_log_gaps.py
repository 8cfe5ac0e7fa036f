from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged
from odoo.tests.common import JsonRpcException
from odoo.tools import mute_logger

from .export_common import ExportHttpCase
from .log_common import LogCase

PIXEL = (
    b"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9aw"
    b"AAAABJRU5ErkJggg=="
)


@tagged("post_install", "-at_install", "s63")
class TestAccessLogGaps(LogCase):
    """Readings beside a record's own fields leave their row as well."""

    def only(self, action, model):
        """Check that one row was written since the last look, and of whom."""
        row = self.rows()
        self.assertEqual(len(row), 1, row.mapped("detail"))
        self.assertEqual((row.action, row.model), (action, model))
        self.assertEqual(row.client_names, "Harbour Trading Ltd")
        self.before = row.id
        return row

    def test_a_form_that_defaults_fill_in(self):
        spec = {"client_id": {"fields": {"display_name": {}}}, "name": {}}
        with self.reading(self.lawyer, self.env["law.need"]) as needs:
            needs.with_context(default_client_id=self.harbour.id).onchange({}, [], spec)
        self.only("open", "law.client")

    def test_a_form_that_a_choice_fills_in(self):
        values = {"client_id": self.harbour.id}
        with self.reading(self.lawyer, self.env["law.client.update"]) as updates:
            updates.onchange(values, ["client_id"], {"client_id": {}, "manager_id": {}})
        self.only("open", "law.client")
        self.manager.group_ids |= self.env.ref("sales_team.group_sale_salesman")
        lead = {"partner_id": {}, "email_from": {}, "phone": {}}
        with self.reading(self.manager, self.env["crm.lead"]) as leads:
            leads.onchange(
                {"partner_id": self.harbour.partner_id.id}, ["partner_id"], lead
            )
        self.only("open", "res.partner")

    def test_a_form_of_nobody_leaves_none(self):
        stranger = self.make_contact("Stranger Ltd")
        self.manager.group_ids |= self.env.ref("sales_team.group_sale_salesman")
        with self.reading(self.manager, self.env["crm.lead"]) as leads:
            leads.onchange({"partner_id": stranger.id}, ["partner_id"], {"phone": {}})
        self.assertFalse(self.rows())

    def test_the_values_of_a_copy(self):
        need = self.env["law.need"].create(
            {"client_id": self.harbour.id, "name": "A trust"}
        )
        with self.reading(self.manager, need) as mine:
            self.assertEqual(mine.copy_data()[0]["name"], "A trust")
        self.only("open", "law.need")

    def test_the_portal_users_of_a_client(self):
        guest = self.env["res.users"].create(
            {
                "name": "Portal Guest",
                "login": "test_portal_guest",
                "email": "guest@example.com",
                "company_id": self.company_a.id,
                "company_ids": [Command.set(self.company_a.ids)],
                "group_ids": [Command.set(self.env.ref("base.group_portal").ids)],
            }
        )
        guest.partner_id.parent_id = self.harbour.partner_id
        with self.reading(self.manager, guest) as users:
            users.read(["login"])
        self.only("open", "res.users")
        with self.reading(self.manager, self.lawyer) as users:
            users.read(["name"])
        self.assertFalse(self.rows())

    def test_tasks_followers_files_and_leads(self):
        task = self.harbour.activity_schedule(
            "mail.mail_activity_data_todo", user_id=self.lawyer.id
        )
        self.harbour.sudo().message_subscribe(self.lawyer.partner_id.ids)
        follower = self.harbour.message_follower_ids[:1]
        file = self.env["ir.attachment"].create(
            {
                "name": "contract.txt",
                "raw": b"secret",
                "res_model": "law.client",
                "res_id": self.harbour.id,
            }
        )
        self.lawyer.group_ids |= self.env.ref("sales_team.group_sale_salesman")
        lead = self.env["crm.lead"].create(
            {
                "name": "Deal",
                "partner_id": self.harbour.partner_id.id,
                "company_id": self.company_a.id,
                "user_id": self.lawyer.id,
            }
        )
        for record, name in (
            (task, "note"),
            (follower, "partner_id"),
            (file, "raw"),
            (lead, "email_from"),
        ):
            with self.subTest(model=record._name):
                with self.reading(self.lawyer, record) as mine:
                    mine.read([name])
                self.only("open", record._name)
                with self.reading(self.lawyer, record.browse()) as mine:
                    mine.search_read([("id", "=", record.id)], [name])
                self.only("list", record._name)

    def test_key_peoples_contacts(self):
        person = self.harbour.person_ids.partner_id
        with self.reading(self.lawyer, person) as partners:
            partners.read(["email"])
        self.only("open", "res.partner")

    def test_names_in_bulk_are_a_list(self):
        with self.reading(self.manager, self.env["law.client"]) as clients:
            clients.name_search("Harbour")
            self.assertFalse(self.rows())
        for number in range(25):
            self.make_client(f"Client {number} Ltd")
        with self.reading(self.manager, self.env["law.client"]) as clients:
            names = clients.name_search("Client", limit=100)
        self.assertEqual(self.rows().record_count, len(names))


@tagged("post_install", "-at_install", "s63", "s62")
class TestAccessLogGapDoors(HttpCase, ExportHttpCase):
    """By Odoo's own routes: files, pictures, recipients and what a thread shows."""

    def setUp(self):
        super().setUp()
        self.file = self.env["ir.attachment"].create(
            {
                "name": "contract.txt",
                "raw": b"secret",
                "res_model": "law.client",
                "res_id": self.harbour.id,
            }
        )
        self.log_in("lawyer")

    def only(self, action, model, user="test_lawyer"):
        row = self.rows()
        self.assertEqual(len(row), 1, row.mapped("path"))
        self.assertEqual((row.action, row.model), (action, model))
        self.assertEqual((row.user_login, row.client_ids), (user, self.harbour.ids))
        self.before = row.id

    def test_files_by_address(self):
        number = self.file.id
        for path in (
            f"/web/content/{number}",
            f"/web/content/ir.attachment/{number}/raw?download=true",
        ):
            with self.subTest(path=path):
                self.assertEqual(self.url_open(path).content, b"secret")
                self.only("file", "ir.attachment")
                self.lawyer_again()
        answer = self.post(
            "/mail/attachment/zip", file_ids=str(number), zip_name="a.zip"
        )
        self.assertEqual(answer.status_code, 200)
        self.only("file", "ir.attachment")

    @mute_logger("odoo.http")
    def test_refused_files_leave_none(self):
        self.log_in("outsider")
        self.assertEqual(self.url_open(f"/web/content/{self.file.id}").status_code, 404)
        self.assertFalse(self.rows())

    def test_pictures_by_address(self):
        self.harbour.partner_id.image_1920 = PIXEL
        number = self.harbour.partner_id.id
        self.url_open(f"/web/image/res.partner/{number}/avatar_128")
        self.assertFalse(self.rows())  # as in a list
        self.url_open(f"/web/image/res.partner/{number}/image_1920")
        self.only("file", "res.partner")

    def test_recipients_and_threads(self):
        where = {"thread_model": "law.client", "thread_id": self.harbour.id}
        thread = {**where, "request_list": ["followers", "attachments"]}
        for path, values in (
            ("/mail/thread/recipients/get_suggested_recipients", where),
            ("/mail/data", {"fetch_params": [["mail.thread", thread]]}),
        ):
            with self.subTest(path=path):
                self.make_jsonrpc_request(path, values)
                self.only("open", "law.client")
                # The same opening, within a minute, is one.
                self.make_jsonrpc_request(path, values)
                self.assertFalse(self.rows())
                self.lawyer_again()

    def lawyer_again(self):
        """Begin a session of its own, so that its openings are its own."""
        self.log_in("lawyer")
        self.before = self.env["law.access.log"]._head()[0]

    def test_refused_threads_leave_none(self):
        self.log_in("outsider")
        with self.assertRaises(JsonRpcException), mute_logger("odoo.http"):
            self.make_jsonrpc_request(
                "/mail/thread/recipients/get_suggested_recipients",
                {"thread_model": "law.client", "thread_id": self.harbour.id},
            )
        self.assertFalse(self.rows())

    def test_followers_are_exported_by_the_rule(self):
        self.harbour.sudo().message_subscribe(self.lawyer.partner_id.ids)
        self.lawyer.group_ids |= self.env.ref("base.group_allow_export")
        follower = self.harbour.message_follower_ids[:1].with_user(self.lawyer)
        with self.assertRefused(AccessError, "Data of clients does not leave"):
            follower.export_data(["partner_id"])
