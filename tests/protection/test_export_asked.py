from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, HttpCase, tagged
from odoo.tools import mute_logger

from .export_common import ExportCase, ExportHttpCase


@tagged("post_install", "-at_install", "s62")
class TestExportAskedOnScreen(ExportCase):
    """A request that is typed: what it begins with, and which fields it offers."""

    def test_it_begins_with_what_is_approved_at_once_and_has_a_title(self):
        self.allow("client_manager", approval_rows=40, rows_per_file=500)
        Request = self.env["law.export.request"].with_user(self.manager)
        form = Form(Request)
        self.assertEqual((form.rows, form.name), (40, "New"))
        self.allow("client_manager", approval_rows=0, rows_per_file=500)
        self.assertEqual(Form(Request).rows, 500)
        form.model, form.purpose = "law.client", "For the firm's auditors"
        self.assertRegex(form.save().name, r"\d")

    def test_a_request_without_numbers_is_called_by_its_day(self):
        self.allow("client_manager")
        self.env["ir.sequence"].search(
            [("code", "=", "law.export.request")]
        ).active = False
        self.assertRegex(self.ask(self.manager, "law.client").name, r"^Request of .*\d")

    def test_only_what_the_role_may_export_is_offered(self):
        Request = self.env["law.export.request"].with_user(self.manager)
        self.assertEqual(Request.get_field_choices("law.client"), [])
        rule = self.allow("client_manager")
        offered = {c["value"] for c in Request.get_field_choices("law.client")}
        self.assertLess({"name", "city", "state"}, offered)
        self.assertFalse({"taboo_topics", "walled_note"} & offered)
        self.assertEqual(Request.get_field_choices("res.company"), [])
        rule.confidential = True
        offered = {c["value"] for c in Request.get_field_choices("law.client")}
        self.assertIn("taboo_topics", offered)

    def test_the_server_checks_what_was_chosen(self):
        self.allow("client_manager")
        Request = self.env["law.export.request"].with_user(self.manager)
        values = {"model": "law.client", "purpose": "For the firm's auditors"}
        with self.assertRefused(ValidationError, "no such fields: nonsense"):
            Request.create({**values, "field_names": "name, nonsense"})
        closed = Request.create({**values, "field_names": "name, taboo_topics"})
        with self.assertRefused(AccessError, "do not leave the firm"):
            closed.action_ask()
        with self.assertRefused(UserError, "."):
            self.ask(self.manager, "law.client", field_names=["nonsense"])

    def test_one_record_at_a_time_is_said_in_words(self):
        self.allow("client_manager", rows_per_file=1)
        with self.assertRefused(AccessError, "one record at a time, and no lists"):
            self.ask(self.manager, "law.client", rows=5)

    def test_a_limit_that_is_reached_asks_for_no_fewer_than_one(self):
        self.env["law.export.policy"].search([]).write(
            {"read_rows_hour": 200, "read_rows_day": 200}
        )
        with self.reading(self.lawyer, self.env["law.access.log"]) as log:
            log._record("list", self.harbour, count=150)
        for count, said in ((60, "Choose 50 rows at most"), (1, "you have read them")):
            with self.subTest(count=count):
                with self.reading(self.lawyer, self.env["law.access.log"]) as log:
                    if count == 1:
                        log._record("list", self.harbour, count=50)
                    with self.assertRaisesRegex(AccessError, said):
                        log._record("list", self.harbour, count=count)


@tagged("post_install", "-at_install", "s63", "s65")
class TestLeaverKeys(HttpCase, ExportHttpCase):
    """A key that a leaver made before: from the announcement on it opens nothing."""

    @mute_logger("odoo.http", "odoo.addons.rpc.controllers")
    def test_no_program_reads_or_exports_for_a_leaver(self):
        self.allow("lawyer")
        self.ask(self.lawyer, "law.client")
        key = self.key(self.lawyer)
        domain = [["id", "=", self.harbour.id]]
        ids = self.harbour.ids
        doors = {
            "read": {"ids": ids, "fields": ["habits"]},
            "web_read": {"ids": ids, "specification": {"habits": {}}},
            "search_read": {"domain": domain, "fields": ["name"]},
            "search": {"domain": domain},
            "search_count": {"domain": domain},
            "export_data": {"ids": ids, "fields_to_export": ["name"]},
            "formatted_read_group": {
                "domain": domain,
                "groupby": ["state"],
                "aggregates": ["__count"],
            },
        }
        for frozen in (False, True):
            if frozen:
                self.env["law.departure"].with_user(self.head).create(
                    {
                        "user_id": self.lawyer.id,
                        "last_day": fields.Date.add(fields.Date.today(), days=30),
                    }
                )
                self.env.flush_all()
            for method, arguments in doors.items():
                answer = self.url_open(
                    f"/json/2/law.client/{method}",
                    json=arguments,
                    headers={"Authorization": f"Bearer {key}"},
                )
                with self.subTest(method=method, frozen=frozen):
                    self.assertEqual(answer.status_code, 403 if frozen else 200)
                    if frozen:
                        self.assertNotIn("Harbour", answer.text)
        with self.assertRaisesRegex(Exception, "not by other programs"):
            self.xmlrpc_object.execute_kw(
                self.env.cr.dbname,
                self.lawyer.id,
                key,
                "law.client",
                "read",
                [ids, ["name"]],
            )
