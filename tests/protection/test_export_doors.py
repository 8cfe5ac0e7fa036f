import csv
import html
import io
import json
import zipfile

import openpyxl

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger
from odoo.tools.pdf import PdfFileReader

from ...models.protection.pdf_marks import find_pdf_mark
from ...tools.marks import MARK, find_mark, read_mark
from ..client.dossier_common import DOSSIER
from .export_common import ASK_FIRST, DENIED, ExportCase, ExportHttpCase

FROZEN = "Nothing of the firm"
LOUD = (
    "odoo.http",
    "odoo.addons.web.controllers.export",
    "odoo.addons.web.controllers.report",
    "odoo.addons.rpc.controllers",
)


@tagged("post_install", "-at_install", "s62", "s63")
class TestExportDoors(HttpCase, ExportHttpCase):
    """Each route that writes a file asks the export rules, and marks the file."""

    def setUp(self):
        super().setUp()
        self.stranger = self.make_contact("Stranger Ltd", email="s@example.com")

    def pivot(self, model="law.client"):
        table = {
            "title": "Clients",
            "model": model,
            "measure_count": 1,
            "col_group_headers": [],
            "measure_headers": [],
            "rows": [{"indent": 0, "title": "Active", "values": [{"value": 1}]}],
        }
        return self.post("/web/pivot/export_xlsx", data=json.dumps(table))

    def doors(self, user):
        """Return {name: call} of the ways to take the client harbour away."""
        contact = self.harbour.partner_id
        ids = self.harbour.ids
        return {
            "csv": lambda: self.export("csv", ids=ids),
            "xlsx": lambda: self.export("xlsx", ids=ids),
            "grouped": lambda: self.export("xlsx", ids=ids, groupby=["state"]),
            "contacts": lambda: self.export("csv", "res.partner", ids=contact.ids),
            "pivot": self.pivot,
            "vcard": lambda: self.url_open(
                f"/web/partner/vcard?partner_ids={contact.id}"
            ),
            "vcards": lambda: self.url_open(
                f"/web/partner/vcard?partner_ids={contact.id},{self.stranger.id}"
            ),
            "other vcard": lambda: self.url_open(
                f"/web_enterprise/partner/{contact.id}/vcard"
            ),
            "program": lambda: self.json2(
                user, "law.client", "export_data", ids=ids, fields_to_export=["name"]
            ),
        }

    def refused(self, call):
        """Return the text of the refusal by a way, or fail."""
        with mute_logger(*LOUD):
            answer = call()
        self.assertGreaterEqual(answer.status_code, 400, answer.text[:300])
        return answer.text

    def test_nothing_leaves_by_a_role_that_exports_nothing(self):
        for person in ("manager", "lawyer"):
            getattr(self, person).group_ids |= self.env.ref("base.group_allow_export")
            self.log_in(person)
            for name, call in self.doors(getattr(self, person)).items():
                with self.subTest(person=person, door=name):
                    text = self.refused(call)
                    self.assertRegex(text, DENIED)
        self.assertNotIn("export", self.rows().mapped("action"))

    def test_each_door_asks_for_a_purpose_and_opens_with_one(self):
        self.allow("client_head", analysis=True)
        self.log_in("head")
        for name, call in self.doors(self.head).items():
            with self.subTest(door=name):
                self.assertRegex(self.refused(call), ASK_FIRST)
                model = "law.client"
                if name == "contacts" or "vcard" in name:
                    model = "res.partner"
                request = self.ask(self.head, model, rows=2)
                with mute_logger("odoo.http"):  # begun on a replica, it starts anew
                    answer = call()
                self.assertEqual(answer.status_code, 200, answer.text[:300])
                request.invalidate_recordset()
                self.assertEqual(request.state, "used")
                row = self.rows().filtered(lambda row: row.action == "export")[-1]
                self.assertEqual(row.id, request.log_number)
                self.assertIn(request.name, row.query)

    def test_nothing_leaves_by_a_frozen_person(self):
        self.allow("client_head", analysis=True)
        for model in ("law.client", "res.partner"):
            self.ask(self.head, model)
        self.freeze(self.head)
        self.log_in("head")
        file = self.env["ir.attachment"].create(
            {
                "name": "contract.txt",
                "raw": b"secret",
                "res_model": "law.client",
                "res_id": self.harbour.id,
            }
        )
        doors = self.doors(self.head) | {
            "print": lambda: self.url_open(f"/report/html/{DOSSIER}/{self.harbour.id}"),
            "file": lambda: self.url_open(f"/web/content/{file.id}?download=true"),
            "zip": lambda: self.post(
                "/mail/attachment/zip", file_ids=str(file.id), zip_name="all.zip"
            ),
        }
        for name, call in doors.items():
            with self.subTest(door=name):
                self.assertRegex(self.refused(call), f"{FROZEN}|404 Not Found")
        with self.assertRefused(AccessError, f"{FROZEN}.*Ask Partner"):
            self.harbour.with_user(self.head).export_data(["name"])

    @mute_logger(*LOUD)
    def test_the_dialog_is_told_what_to_ask(self):
        self.log_in("head")
        text = self.export("csv", ids=self.harbour.ids).text
        for part in ("ExportToBeAsked", "law.client", "field_names", "second"):
            self.assertIn(part, text)

    def test_a_refusal_is_no_error_of_the_server(self):
        self.allow("client_head", analysis=True)
        self.log_in("head")
        routes = {
            "csv": lambda: self.export("csv", ids=self.harbour.ids),
            "xlsx": lambda: self.export("xlsx", ids=self.harbour.ids),
            "pivot": self.pivot,
        }
        for name, call in routes.items():
            with self.subTest(route=name), self.assertNoLogs(level="WARNING"):
                answer = call()
                self.assertEqual(answer.status_code, 403)
                self.assertRegex(answer.text, ASK_FIRST)

    def test_the_dialog_counts_records_and_the_rows_of_their_parts(self):
        for name in ("Second name", "Third name"):
            self.harbour.alias_ids.create({"client_id": self.harbour.id, "name": name})
        self.log_in("head")
        answer = self.export("csv", ids=self.harbour.ids, names=("alias_ids/name",))
        context = json.loads(html.unescape(answer.text))["data"]["context"]
        self.assertEqual((context["records"], context["rows"]), (1, 2))
        self.assertEqual(context["kind"], "Client")

    # === MARKS ===
    def marked(self, content):
        """Return the row of the log that a file's mark names."""
        number, start = find_mark(content)
        row = self.rows().filtered(lambda row: row.id == number)
        self.assertTrue(row.hash.startswith(start))
        return row

    def test_csv_carries_its_mark_and_is_imported_again(self):
        self.log_in("head")
        self.ask(self.head, "law.client")
        answer = self.export("csv", ids=self.harbour.ids, import_compat=True)
        self.assertEqual(self.marked(answer.content).user_login, "test_head")
        self.assertRegex(answer.headers["Content-Disposition"], MARK)
        heading, *lines = csv.reader(io.StringIO(answer.text))
        self.assertEqual(heading[0], "name")
        self.assertTrue(read_mark(heading[-1]))
        self.assertEqual(lines, [["Harbour Trading Ltd", ""]])
        wizard = self.env["base_import.import"].create(
            {
                "res_model": "res.partner",
                "file": answer.content,
                "file_type": "text/csv",
            }
        )
        options = {"quoting": '"', "separator": ",", "has_headers": True}
        preview = wizard.parse_preview(options)
        self.assertFalse(preview.get("error"))
        self.assertFalse(preview["matches"].get(1))
        result = wizard.execute_import(["name", False], [], options)
        self.assertFalse(result["messages"])
        self.assertEqual(len(result["ids"]), 1)

    def test_workbook_carries_its_mark_on_a_last_sheet(self):
        self.log_in("head")
        for groupby in ([], ["state"]):
            self.ask(self.head, "law.client")
            answer = self.export("xlsx", ids=self.harbour.ids, groupby=groupby)
            self.assertEqual(self.marked(answer.content).action, "export")
            book = openpyxl.load_workbook(io.BytesIO(answer.content))
            first, last = book.worksheets
            self.assertIn("Harbour Trading Ltd", [c.value for r in first for c in r])
            self.assertEqual(last.title, last["A1"].value)
            self.assertEqual(book.properties.keywords, last.title)

    def test_business_cards_carry_their_mark(self):
        self.log_in("head")
        contact = self.harbour.partner_id
        self.ask(self.head, "res.partner")
        path = "/web/partner/vcard?partner_ids="
        card = self.url_open(f"{path}{contact.id}")
        self.assertIn("BEGIN:VCARD", card.text)
        self.assertEqual(self.marked(card.content).record_ids, contact.ids)
        self.ask(self.head, "res.partner")
        cards = self.url_open(f"{path}{contact.id},{self.stranger.id}")
        with zipfile.ZipFile(io.BytesIO(cards.content)) as files:
            for name in files.namelist():
                self.assertTrue(find_mark(files.read(name)))

    def test_business_card_of_nobodys_contact_is_free(self):
        self.log_in("lawyer")
        card = self.url_open(f"/web/partner/vcard?partner_ids={self.stranger.id}")
        self.assertIn("Stranger Ltd", card.text)
        self.assertFalse(find_mark(card.content))
        self.assertFalse(self.rows())

    def test_pivot_of_clients_carries_its_mark_and_others_none(self):
        self.allow("client_head", analysis=True)
        self.log_in("head")
        self.ask(self.head, "law.client")
        with mute_logger("odoo.http"):
            answer = self.pivot()
        self.assertEqual(self.marked(answer.content).model, "law.client")
        self.log_in("lawyer")
        self.assertEqual(self.pivot("res.country").status_code, 200)

    # === PRINTS ===
    def test_lawyers_print_their_clients_one_by_one(self):
        second = self.make_client("Second Client Ltd", handling=self.lawyer)
        self.log_in("lawyer")
        path = f"/report/html/{DOSSIER}/"
        answer = self.url_open(f"{path}{self.harbour.id}")
        self.assertEqual(self.marked(answer.content).action, "print")
        with mute_logger(*LOUD):
            both = self.url_open(f"{path}{self.harbour.id},{second.id}")
        self.assertEqual(both.status_code, 403)
        request = self.ask(self.lawyer, "law.client", rows=2, way="print")
        self.assertEqual(request.state, "asked")
        request.with_user(self.head).action_approve()
        with mute_logger("odoo.http"):  # begun on a replica, it starts anew
            both = self.url_open(f"{path}{self.harbour.id},{second.id}")
        self.assertEqual(both.status_code, 200)

    def test_whoever_may_not_print_does_not(self):
        self.rule("lawyer").may_print = False
        self.log_in("lawyer")
        with mute_logger(*LOUD):
            answer = self.url_open(f"/report/html/{DOSSIER}/{self.harbour.id}")
        self.assertEqual(answer.status_code, 403)
        self.assertFalse(self.rows())


@tagged("post_install", "-at_install", "s62")
class TestPrintedMark(ExportCase):
    """A PDF that the firm really prints, through a mail to a colleague too."""

    @mute_logger("odoo.addons.base.models.ir_actions_report")
    def test_pdf_carries_its_mark_on_each_page_and_in_its_properties(self):
        with self.reading(self.lawyer, self.harbour) as client:
            report = client.env["ir.actions.report"].with_context(
                force_report_rendering=True
            )
            content, kind = report._render_qweb_pdf(DOSSIER, client.ids)
        self.assertEqual(kind, "pdf")
        row = self.rows()
        number, start = find_pdf_mark(content)
        self.assertEqual((number, row.action), (row.id, "print"))
        self.assertTrue(row.hash.startswith(start))
        for page in PdfFileReader(io.BytesIO(content)).pages:
            self.assertIn(f"LAW-{number}-{start}", page.extract_text())

    def test_reports_in_letters_are_prints(self):
        self.rule("lawyer").may_print = False
        report = self.env.ref("law_firm_client.report_client_dossier_action", False)
        report = report or self.env["ir.actions.report"]._get_report_from_name(DOSSIER)
        template = self.env["mail.template"].create(
            {
                "name": "Dossier",
                "model_id": self.env["ir.model"]._get_id("law.client"),
                "report_template_ids": [Command.set(report.ids)],
            }
        )
        with self.assertRefused(AccessError, "prints nothing"):
            template.with_user(self.lawyer)._generate_template_attachments(
                self.harbour.ids, ["report_template_ids"]
            )
