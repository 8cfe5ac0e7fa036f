# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
import io
import json

from pypdf import PdfReader

from odoo import Command, http
from odoo.exceptions import AccessError
from odoo.service.model import get_public_method
from odoo.tests import HttpCase, JsonRpcException, tagged
from odoo.tools import mute_logger

from .update_paper_common import BLANK, FORM, UpdatePaperCase, squeeze

NO_WRITERS = ("marketing", "auditor", "committee", "portal")
DENIED = ("outsider", "lawyer2", "manager_b", *NO_WRITERS)
SECRET = "021 5555 0199"


class UpdatePaperAccessCase(UpdatePaperCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.none = cls.portal.copy({"login": "test_none", "password": "test_none"})
        cls.none.group_ids = [Command.clear()]


@tagged("post_install", "-at_install", "s53")
class TestUpdatePaperAccess(UpdatePaperAccessCase):
    def setUp(self):
        super().setUp()
        self.update = self.write_form(("phone", {"phone": SECRET}), submit=True)

    def test_whoever_may_read_a_form_may_print_it(self):
        for name in ("lawyer", "manager", "manager2", "head", "partner"):
            with self.subTest(role=name):
                user = getattr(self, name)
                self.assertIn(SECRET, self.form(user, self.update))
                self.assertIn("021 5555 0100", self.blank(user, self.harbour))

    def test_whoever_may_not_read_a_form_may_not_print_it(self):
        for name in (*DENIED, "none"):
            with self.subTest(role=name), self.assertRefused(AccessError, "."):
                self.form(getattr(self, name), self.update)
            with self.subTest(role=name), self.assertRefused(AccessError, "."):
                self.blank(getattr(self, name), self.harbour)

    def test_one_form_too_many_refuses_the_whole_print(self):
        other = self.write_form(
            ("phone", {"phone": "021 5555 0111"}),
            user=self.lawyer2,
            client_id=self.lighthouse.id,
        )
        with self.assertRefused(AccessError, "."):
            self.form(self.lawyer, self.update | other)
        with self.assertRefused(AccessError, "."):
            self.blank(self.lawyer, self.harbour | self.lighthouse)

    def test_form_for_a_new_client_is_its_authors_and_the_managers(self):
        form = self.write_form(
            ("phone", {"phone": SECRET}), client_id=False, client_name="Ningbo Silk"
        )
        for name in ("lawyer", "manager"):
            self.assertIn(SECRET, self.form(getattr(self, name), form))
        for name in DENIED:
            with self.subTest(role=name), self.assertRefused(AccessError, "."):
                self.form(getattr(self, name), form)

    def test_blank_form_for_a_new_client_is_for_those_who_write_forms(self):
        nobody = self.env["law.client"]
        for name in ("lawyer", "outsider", "manager", "manager_b"):
            self.assertIn("New client", self.blank(getattr(self, name), nobody))
        for name in (*NO_WRITERS, "none"):
            with self.subTest(role=name), self.assertRefused(AccessError, "."):
                self.blank(getattr(self, name), nobody)

    def test_lawyer_who_left_the_team_prints_no_more(self):
        self.harbour.member_ids.filtered(
            lambda member: member.user_id == self.lawyer
        ).write({"date_from": "2020-01-01", "date_to": "2020-12-31"})
        with self.assertRefused(AccessError, "."):
            self.form(self.lawyer, self.update)
        with self.assertRefused(AccessError, "."):
            self.blank(self.lawyer, self.harbour)

    def test_caller_in_sudo_prints_what_the_user_may_read(self):
        for report, records in ((FORM, self.update), (BLANK, self.harbour)):
            Report = self.env[f"report.{report}"].with_user(self.outsider).sudo()
            with self.assertRefused(AccessError, "."):
                Report._get_report_values(records.ids)

    def test_data_open_no_other_door(self):
        for report, data in (
            (FORM, {"update_ids": self.update.ids}),
            (BLANK, {"client_ids": self.harbour.ids}),
        ):
            with self.assertRefused(AccessError, "."):
                self.paper(self.outsider, report, self.env["law.client"], data=data)

    def test_wizard_opens_no_other_door(self):
        Wizard = self.env["law.paper.print"].with_user(self.outsider)
        for values in (
            {"paper": "update", "update_ids": [Command.set(self.update.ids)]},
            {"paper": "blank", "client_ids": [Command.set(self.harbour.ids)]},
        ):
            with self.assertRefused(AccessError, "."):
                Wizard.create({"lang": "en_US", **values})
        with self.assertRefused(AccessError, "."):
            self.env["law.paper.print"].with_user(self.marketing).create(
                {"paper": "blank", "lang": "en_US"}
            )

    def test_print_menus_are_for_those_who_write_forms(self):
        for model, name in (
            ("law.client.update", "action_report_client_update"),
            ("law.client", "action_report_client_update_blank"),
        ):
            action = self.env.ref(f"law_firm_client.{name}")
            for role, offered in (
                ("lawyer", True),
                ("manager", True),
                ("marketing", False),
            ):
                Actions = self.env["ir.actions.actions"].with_user(getattr(self, role))
                reports = Actions.get_bindings(model).get("report", [])
                with self.subTest(report=name, role=role):
                    self.assertEqual(action.id in [r["id"] for r in reports], offered)
            self.assertFalse(action.attachment or action.attachment_use)

    def test_forms_offer_their_paper(self):
        Update = self.env["law.client.update"].with_user(self.lawyer)
        paper = self.env.ref("law_firm_client.action_report_client_update")
        blank = self.env.ref("law_firm_client.law_paper_print_action_blank")
        for kind, action in (("form", paper), ("list", blank), ("kanban", blank)):
            arch = Update.get_view(view_type=kind)["arch"]
            with self.subTest(view=kind):
                self.assertIn(f'name="{action.id}"', arch)


@tagged("post_install", "-at_install", "s53")
class TestUpdatePaperRoutes(HttpCase, UpdatePaperAccessCase):
    def setUp(self):
        super().setUp()
        self.update = self.write_form(("phone", {"phone": SECRET}), submit=True)
        self.papers = (
            (FORM, self.update, SECRET, "update_ids"),
            (BLANK, self.harbour, "021 5555 0100", "client_ids"),
        )

    def urls(self):
        return [
            (f"/report/{kind}/{report}/{records.id}", text)
            for report, records, text, _key in self.papers
            for kind in ("html", "pdf")
        ]

    def test_reader_of_the_form_gets_the_page(self):
        self.authenticate("test_lawyer", "test_lawyer")
        for url, text in self.urls():
            answer = self.url_open(url)
            with self.subTest(url=url):
                self.assertEqual(answer.status_code, 200)
                self.assertIn(text, answer.text)

    @mute_logger("odoo.http")
    def test_denied_roles_get_an_error_from_every_route(self):
        for name in (*DENIED, "none"):
            self.authenticate(f"test_{name}", f"test_{name}")
            for url, text in self.urls():
                answer = self.url_open(url)
                with self.subTest(role=name, url=url):
                    self.assertEqual(answer.status_code, 403)
                    self.assertNotIn(text, answer.text)

    @mute_logger("odoo.http", "odoo.addons.web.controllers.report")
    def test_denied_roles_get_an_error_from_the_download(self):
        for name in ("outsider", "marketing", "manager_b", "portal"):
            self.authenticate(f"test_{name}", f"test_{name}")
            for report, records, text, key in self.papers:
                options = json.dumps({key: records.ids})
                for url in (f"{report}/{records.id}", f"{report}?options={options}"):
                    answer = self.download(f"/report/pdf/{url}")
                    with self.subTest(role=name, url=url):
                        self.assertIn("odoo.exceptions.AccessError", answer.text)
                        self.assertNotIn(text, answer.text)

    def download(self, url):
        data = {
            "data": json.dumps([url, "qweb-pdf"]),
            "csrf_token": http.Request.csrf_token(self),
        }
        return self.url_open("/report/download", data=data)

    def test_public_is_sent_to_the_login(self):
        for url, _text in self.urls():
            answer = self.url_open(url, allow_redirects=False)
            self.assertEqual(answer.status_code, 303)
            self.assertIn("/web/login", answer.headers["Location"])

    @mute_logger("odoo.http")
    def test_render_methods_are_no_door_for_rpc(self):
        self.authenticate("test_lawyer", "test_lawyer")
        for model, method in (
            (f"report.{FORM}", "_get_report_values"),
            (f"report.{FORM}", "_papers"),
            (f"report.{BLANK}", "_get_report_values"),
            (f"report.{BLANK}", "_sheet"),
        ):
            params = {"model": model, "method": method, "args": [[1]], "kwargs": {}}
            with self.subTest(model=model, method=method):
                with self.assertRaisesRegex(JsonRpcException, "AccessError"):
                    self.make_jsonrpc_request("/web/dataset/call_kw", params)
                with self.assertRaisesRegex(AccessError, "Private methods"):
                    get_public_method(self.env[model], method)


@tagged("post_install", "-at_install", "s53")
class TestUpdatePdf(HttpCase, UpdatePaperCase):
    """Prints for once what comes out of the printer."""

    def pages(self, user, report, records):
        """Return the text of each page of the PDF, without spaces."""
        self.env["ir.config_parameter"].set_param("report.url", self.base_url())
        content, kind = (
            self.env["ir.actions.report"]
            .with_user(user)
            .with_context(force_report_rendering=True)
            ._render_qweb_pdf(report, records.ids)
        )
        self.assertEqual(kind, "pdf")
        reader = PdfReader(io.BytesIO(content))
        return [squeeze(page.extract_text()) for page in reader.pages]

    def assertFramed(self, pages, reader):
        """Check that each page bears the mark, the letter-head and its number."""
        for number, page in enumerate(pages, 1):
            with self.subTest(page=number):
                self.assertIn(f"printedfor{reader.name}", page)
                self.assertIn(squeeze(self.company_a.name), page)
                self.assertIn(f"Page{number}/{len(pages)}", page)

    def test_long_value_breaks_over_pages_and_loses_nothing(self):
        words = " ".join(f"w{number:04}." for number in range(1500))
        form = self.write_form(("philosophy", {"philosophy": words}))
        pages = self.pages(self.manager, FORM, form)
        self.assertGreater(len(pages), 2)
        self.assertFramed(pages, self.manager)
        whole = "".join(pages)
        for number in range(1500):
            self.assertEqual(whole.count(f"w{number:04}."), 1)

    def test_each_form_starts_on_a_page_of_its_own(self):
        forms = self.env["law.client.update"].union(
            *(
                self.write_form(("phone", {"phone": f"021 5555 02{number:02}"}))
                for number in range(3)
            )
        )
        pages = self.pages(self.lawyer, FORM, forms)
        self.assertEqual(len(pages), 3)
        for form, page in zip(forms, pages, strict=True):
            self.assertIn(form.name, page)
            self.assertIn("Page1/1", page)

    def test_blank_forms_are_framed_and_end_with_the_signatures(self):
        for clients in (self.env["law.client"], self.harbour):
            pages = self.pages(self.lawyer, BLANK, clients)
            self.assertFramed(pages, self.lawyer)
            self.assertIn("Clientmanager", pages[-1])
