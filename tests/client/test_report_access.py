import json

from freezegun import freeze_time

from odoo import http
from odoo.exceptions import AccessError, UserError
from odoo.service.model import get_public_method
from odoo.tests import HttpCase, JsonRpcException, tagged
from odoo.tools import mute_logger

from .dossier_common import DOSSIER, DossierCase

DENIED = (
    "outsider",
    "lawyer2",
    "marketing",
    "auditor",
    "committee",
    "manager_b",
    "portal",
)


@tagged("post_install", "-at_install", "s8", "s33")
class TestDossierAccess(DossierCase):
    def test_whoever_may_not_read_the_client_may_not_print_it(self):
        for name in DENIED:
            with self.subTest(role=name), self.assertRefused(AccessError, "."):
                self.dossier(getattr(self, name))

    def test_one_client_too_many_refuses_the_whole_print(self):
        with self.assertRefused(AccessError, "."):
            self.dossier(self.lawyer, self.harbour | self.lighthouse)

    def test_nothing_chosen_is_said_so(self):
        with self.assertRefused(UserError, "Choose the clients"):
            self.dossier(self.lawyer, self.env["law.client"])

    def test_facts_follow_the_tier_of_the_reader(self):
        known = {
            "lawyer": ("team",),
            "manager": ("team", "manager"),
            "head": ("team", "manager"),
            "partner": ("team", "manager", "partner"),
        }
        for name, tiers in known.items():
            page = self.dossier(getattr(self, name))
            for tier in ("team", "manager", "partner"):
                with self.subTest(role=name, tier=tier):
                    self.assertEqual(f"known to {tier}" in page, tier in tiers)

    def test_hidden_facts_leave_no_trace(self):
        freezer = freeze_time(f"{self.today} 12:00:00")
        freezer.start()
        self.addCleanup(freezer.stop)
        before = self.dossier(self.lawyer)
        self.make_fact(self.chair, "one more secret", tier="partner")
        self.assertEqual(self.dossier(self.lawyer), before)

    def test_expired_facts_are_printed_for_nobody(self):
        for name in ("lawyer", "manager", "head", "partner"):
            with self.subTest(role=name):
                self.assertNotIn("long forgotten", self.dossier(getattr(self, name)))

    def test_caller_in_sudo_prints_what_the_user_may_read(self):
        Report = self.env[f"report.{DOSSIER}"].with_user(self.lawyer).sudo()
        values = Report._get_report_values(self.harbour.ids)
        people = str(values["dossiers"][0]["people"])
        self.assertIn("known to team", people)
        self.assertNotIn("known to manager", people)
        with self.assertRefused(AccessError, "."):
            Report._get_report_values(self.lighthouse.ids)

    def test_print_menu_is_for_those_who_serve_clients(self):
        action = self.env.ref("law_firm_client.action_report_client_dossier")
        for name, offered in (
            ("lawyer", True),
            ("manager", True),
            ("marketing", False),
        ):
            Actions = self.env["ir.actions.actions"].with_user(getattr(self, name))
            reports = Actions.get_bindings("law.client").get("report", [])
            with self.subTest(role=name):
                self.assertEqual(action.id in [r["id"] for r in reports], offered)

    def test_no_copy_of_a_dossier_is_kept(self):
        action = self.env.ref("law_firm_client.action_report_client_dossier")
        self.assertFalse(action.attachment)
        self.assertFalse(action.attachment_use)


@tagged("post_install", "-at_install", "s8", "s33")
class TestDossierRoutes(HttpCase, DossierCase):
    def urls(self):
        return [
            f"/report/{kind}/{DOSSIER}/{self.harbour.id}" for kind in ("html", "pdf")
        ]

    def test_reader_of_the_client_gets_the_page(self):
        self.authenticate("test_lawyer", "test_lawyer")
        for url in self.urls():
            answer = self.url_open(url)
            with self.subTest(url=url):
                self.assertEqual(answer.status_code, 200)
                self.assertIn("known to team", answer.text)
                self.assertNotIn("known to manager", answer.text)

    @mute_logger("odoo.http")
    def test_denied_roles_get_an_error_from_every_route(self):
        for name in DENIED:
            self.authenticate(f"test_{name}", f"test_{name}")
            for url in self.urls():
                answer = self.url_open(url)
                with self.subTest(role=name, url=url):
                    self.assertEqual(answer.status_code, 403)
                    self.assertNotIn("known to team", answer.text)

    @mute_logger("odoo.http", "odoo.addons.web.controllers.report")
    def test_denied_roles_get_an_error_from_the_download(self):
        for name in ("outsider", "marketing", "portal"):
            self.authenticate(f"test_{name}", f"test_{name}")
            answer = self.download(f"/report/pdf/{DOSSIER}/{self.harbour.id}")
            options = json.dumps({"client_ids": self.harbour.ids})
            by_data = self.download(f"/report/pdf/{DOSSIER}?options={options}")
            with self.subTest(role=name):
                for refused in (answer, by_data):
                    self.assertIn("odoo.exceptions.AccessError", refused.text)
                    self.assertNotIn("known to team", refused.text)

    def download(self, url):
        data = {
            "data": json.dumps([url, "qweb-pdf"]),
            "csrf_token": http.Request.csrf_token(self),
        }
        return self.url_open("/report/download", data=data)

    def test_public_is_sent_to_the_login(self):
        for url in self.urls():
            answer = self.url_open(url, allow_redirects=False)
            self.assertEqual(answer.status_code, 303)
            self.assertIn("/web/login", answer.headers["Location"])

    @mute_logger("odoo.http")
    def test_render_methods_are_no_door_for_rpc(self):
        self.authenticate("test_lawyer", "test_lawyer")
        for model, method in (
            ("ir.actions.report", "_render_qweb_html"),
            (f"report.{DOSSIER}", "_get_report_values"),
            (f"report.{DOSSIER}", "_dossiers"),
        ):
            params = {"model": model, "method": method, "args": [[1]], "kwargs": {}}
            with self.subTest(method=method):
                with self.assertRaisesRegex(JsonRpcException, "AccessError"):
                    self.make_jsonrpc_request("/web/dataset/call_kw", params)
                with self.assertRaisesRegex(AccessError, "Private methods"):
                    get_public_method(self.env[model], method)
