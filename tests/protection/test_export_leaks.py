import base64

from markupsafe import Markup

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from ..client.dossier_common import DOSSIER
from .export_common import ExportCase, ExportHttpCase

LOUD = (
    "odoo.http",
    "odoo.addons.web.controllers.export",
    "odoo.addons.web.controllers.report",
)
BLANK = "law_firm_client.report_client_update_blank"


@tagged("post_install", "-at_install", "s62", "s63")
class TestExportLeaks(HttpCase, ExportHttpCase):
    """Ways around the rules: by what a page is told, and by the groups of a file."""

    def test_clients_that_a_print_is_told_of_count(self):
        second = self.make_client("Second Client Ltd", handling=self.lawyer)
        self.log_in("lawyer")
        for report in (DOSSIER, BLANK):
            for numbers, status in (([second.id], 200), ([second.id, 1], 403)):
                numbers = [self.harbour.id if n == 1 else n for n in numbers]
                with self.subTest(report=report, clients=len(numbers)):
                    with mute_logger(*LOUD):
                        answer = self.url_open(
                            f'/report/html/{report}?options={{"client_ids": {numbers}}}'
                        )
                    self.assertEqual(answer.status_code, status, answer.text[:200])
        self.assertEqual(set(self.rows().mapped("record_count")), {1})

    def test_groups_of_a_file_are_fields_of_it(self):
        self.allow("client_head")
        self.ask(self.head, "law.client")
        self.log_in("head")
        ids = self.harbour.ids
        for groupby in (["taboo_topics"], ["state", "risk_note"]):
            with mute_logger(*LOUD):
                answer = self.export("xlsx", ids=ids, groupby=groupby)
            self.assertGreaterEqual(answer.status_code, 400)
            self.assertIn("do not leave the firm", answer.text)
        grouped = self.export("xlsx", ids=ids, groupby=["city"])
        self.assertEqual(grouped.status_code, 200)
        files = self.rows().filtered(lambda row: row.action == "export")
        self.assertEqual(files.mapped("detail"), [".id, name, city"])

    def test_groups_of_a_file_by_another_records_field(self):
        self.allow("client_head")
        need = self.env["law.need"].create(
            {"client_id": self.harbour.id, "name": "Need"}
        )
        self.ask(self.head, "law.need")
        self.log_in("head")
        with mute_logger(*LOUD):
            answer = self.export(
                "xlsx", "law.need", ids=need.ids, groupby=["client_id.philosophy"]
            )
        self.assertGreaterEqual(answer.status_code, 400)
        self.assertIn("do not leave the firm", answer.text)

    def test_messages_of_a_record_that_is_not_there(self):
        self.harbour.message_post(body=Markup("Said in confidence"))
        self.log_in("manager")
        answer = self.make_jsonrpc_request(
            "/mail/thread/messages",
            {"thread_model": "law.client", "thread_id": 99_999_999},
        )
        self.assertFalse(answer["messages"])
        self.assertFalse(self.rows())
        answer = self.make_jsonrpc_request(
            "/mail/thread/messages",
            {"thread_model": "law.client", "thread_id": self.harbour.id},
        )
        self.assertTrue(answer["messages"])
        self.assertEqual(self.rows().client_ids, self.harbour.ids)


@tagged("post_install", "-at_install", "s62", "s63")
class TestExportRequestLeaks(ExportCase):
    """A second person is not avoided in parts, nor by what is no number."""

    def test_messages_in_boxes_are_logged_with_their_clients(self):
        message = self.harbour.message_post(body=Markup("Said in confidence"))
        with self.reading(self.manager, self.env["mail.message"]) as messages:
            messages._message_fetch([("id", "=", message.id)])
        row = self.rows()
        self.assertEqual((row.action, row.client_ids), ("list", self.harbour.ids))

    def test_a_frozen_person_gets_no_file_of_a_client_by_any_method(self):
        content = base64.b64encode(b"A client's paper")
        Files = self.env["ir.attachment"]
        paper = Files.create(
            {
                "name": "paper.txt",
                "datas": content,
                "res_model": "law.client",
                "res_id": self.harbour.id,
            }
        )
        own = Files.with_user(self.manager).create({"name": "own", "datas": content})
        self.freeze(self.manager)
        ways = {
            "datas": lambda f: f.read(["datas"]),
            "raw": lambda f: f.read(["raw"]),
            "words": lambda f: f.read(["index_content"]),
            "stored": lambda f: f.read(["db_datas"]),
            "web_read": lambda f: f.web_read({"datas": {}}),
            "search_read": lambda f: f.search_read([("id", "=", f.id)], ["raw"]),
            "export_data": lambda f: f.export_data(["datas"]),
            "copy": lambda f: f.copy(),
            "everything": lambda f: f.read(),
            "groups": lambda f: f.formatted_read_group(
                [("id", "=", f.id)], ["index_content"]
            ),
        }
        for name, way in ways.items():
            with self.subTest(way=name), self.assertRefused(AccessError, "by you"):
                with self.reading(self.manager, paper) as file:
                    file.env.invalidate_all()
                    way(file)
        with self.reading(self.manager, own) as file:
            self.assertEqual(file.read(["datas"])[0]["datas"], content)
        with self.reading(self.manager, paper) as file:
            self.assertEqual(file.read(["name"])[0]["name"], "paper.txt")

    def test_the_rows_of_a_day_need_a_second_person(self):
        self.allow("client_head", approval_rows=50)
        self.assertEqual(self.ask(self.head, "law.client", rows=30).state, "approved")
        self.assertEqual(self.ask(self.head, "law.client", rows=20).state, "approved")
        more = self.ask(self.head, "law.client", rows=1)
        self.assertEqual(more.state, "asked")
        more.with_user(self.partner).action_approve()
        self.assertEqual(more.state, "approved")

    def test_bad_input_is_said(self):
        self.allow("client_head")
        Request = self.env["law.export.request"].with_user(self.head)
        good = {"model": "law.client", "purpose": "For the auditors", "rows": 1}
        for bad in (
            {"rows": 10**12},
            {"rows": 0},
            {"rows": "5"},
            {"rows": True},
            {"field_names": [1, 2]},
            {"field_names": "name"},
            {"field_names": ["no_such_field"]},
            {"way": "x"},
            {"way": ["export"]},
            {"model": "res.bad"},
            {"model": ["law.client"]},
            {"purpose": ["a list", "of words"]},
            {"purpose": None},
        ):
            with self.subTest(bad=bad), self.assertRefused(UserError, "cannot be"):
                Request.ask(**{**good, **bad})
