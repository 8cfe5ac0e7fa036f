import json
from datetime import datetime, timedelta

from odoo import http
from odoo.tests import HttpCase, tagged
from odoo.tests.common import new_test_user
from odoo.tools import mute_logger

from ..client.dossier_common import DOSSIER
from .export_common import ExportCase


@tagged("post_install", "-at_install", "s63", "s62")
class TestAccessLogDoors(HttpCase, ExportCase):
    """Every door leads past the log, a read-only one too."""

    def setUp(self):
        super().setUp()
        self.allow("lawyer")

    def assertLogged(self, action, path, **values):
        """Check that exactly one row was written since the last look."""
        row = self.rows()
        self.assertEqual(len(row), 1, row.mapped("detail"))
        self.assertEqual((row.action, row.path), (action, path))
        self.assertEqual(row.user_login, "test_lawyer")
        self.assertEqual(row.client_names, "Harbour Trading Ltd")
        for name, value in values.items():
            self.assertEqual(row[name], value)
        self.before = row.id

    def test_screen(self):
        session = self.authenticate("test_lawyer", "test_lawyer")
        for method, action in (("web_read", "open"), ("read", "open")):
            path = f"/web/dataset/call_kw/law.client/{method}"
            fields = {"name": {}} if method == "web_read" else ["taboo_topics"]
            self.make_jsonrpc_request(
                path,
                {
                    "model": "law.client",
                    "method": method,
                    "args": [self.harbour.ids, fields],
                    "kwargs": {},
                },
            )
            self.assertLogged(action, path, session_mark=session.sid[:42])

    def test_json2(self):
        key = self.env(user=self.lawyer)["res.users.apikeys"]._generate(
            "rpc", "test", datetime.now() + timedelta(days=1)
        )
        for method, arguments, action in (
            ("read", {"ids": self.harbour.ids, "fields": ["habits"]}, "open"),
            ("search", {"domain": []}, "list"),
            ("search_read", {"domain": [], "fields": ["habits"]}, "list"),
        ):
            path = f"/json/2/law.client/{method}"
            answer = self.url_open(
                path,
                data=json.dumps(arguments),
                headers={
                    "Authorization": f"Bearer {key}",
                    "Content-Type": "application/json",
                },
            )
            self.assertEqual(answer.status_code, 200, answer.text)
            self.assertLogged(action, path)

    def test_xmlrpc(self):
        for method, arguments, action in (
            ("read", [self.harbour.ids, ["habits"]], "open"),
            ("search", [[]], "list"),
        ):
            with mute_logger("odoo.addons.rpc.controllers"):
                self.xmlrpc_object.execute_kw(
                    self.env.cr.dbname,
                    self.lawyer.id,
                    "test_lawyer",
                    "law.client",
                    method,
                    arguments,
                )
            self.assertLogged(action, "/xmlrpc/2/object")

    def test_export_file(self):
        self.ask(self.lawyer, "law.client")
        self.authenticate("test_lawyer", "test_lawyer")
        data = {
            "model": "law.client",
            "fields": [{"name": "name", "label": "Name", "type": "char"}],
            "ids": False,
            "domain": [],
            "import_compat": False,
        }
        answer = self.url_open(
            "/web/export/csv",
            data={
                "data": json.dumps(data),
                "csrf_token": http.Request.csrf_token(self),
            },
        )
        self.assertIn("Harbour Trading Ltd", answer.text)
        self.assertLogged("export", "/web/export/csv", detail="name")

    def test_print(self):
        self.authenticate("test_lawyer", "test_lawyer")
        for kind in ("html", "pdf"):
            path = f"/report/{kind}/{DOSSIER}/{self.harbour.id}"
            self.assertEqual(self.url_open(path).status_code, 200)
            self.assertLogged("print", path, detail=f"{DOSSIER} ({kind})")

    @mute_logger("odoo.http")
    def test_refused_print_is_none(self):
        new_test_user(self.env, "test_stranger", groups="base.group_user")
        for login in ("test_outsider", "test_stranger"):
            self.authenticate(login, login)
            path = f"/report/html/{DOSSIER}/{self.harbour.id}"
            self.assertEqual(self.url_open(path).status_code, 403)
        self.assertNotIn("print", self.rows().mapped("action"))
