"""The firm with export rules, requests, and files taken through Odoo's own routes."""

import json
from datetime import datetime, timedelta

from odoo import http

from .log_common import LogCase

DENIED = "Data of clients does not leave"
ASK_FIRST = "Say first what the file is for"


class ExportCase(LogCase):
    """Rules are changed by `allow`, and requests made by `ask`, as the person."""

    def rule(self, role, company=None):
        return self.env["law.export.policy"].search(
            [
                ("role", "=", role),
                ("company_id", "=", (company or self.company_a).id),
            ]
        )

    def allow(self, role, **values):
        """Let a role export, as the managing partner would on the screen."""
        rule = self.rule(role).with_user(self.partner)
        rule.write({"may_export": True, **values})
        return rule

    def ask(self, user, model, rows=10, **values):
        """Ask for a file, and return the request."""
        Request = self.env["law.export.request"].with_user(user)
        answer = Request.ask(model, "For the firm's auditors", rows=rows, **values)
        return Request.browse(answer["id"])

    def freeze(self, user):
        """Announce that a person leaves."""
        user.sudo().law_exports_frozen = True
        self.env.flush_all()


class ExportHttpCase(ExportCase):
    """Real requests by the routes that write files; with HttpCase."""

    def log_in(self, name):
        self.authenticate(f"test_{name}", f"test_{name}")

    def key(self, user):
        """Return a key by which a program reads as this person."""
        return self.env(user=user)["res.users.apikeys"]._generate(
            "rpc", "test", datetime.now() + timedelta(days=1)
        )

    def post(self, path, **data):
        data["csrf_token"] = http.Request.csrf_token(self)
        return self.url_open(path, data=data)

    def export(self, kind, model="law.client", names=("name",), **parts):
        """Export a list, as the screen does."""
        data = {
            "model": model,
            "fields": [{"name": n, "label": n, "type": "char"} for n in names],
            "ids": False,
            "domain": [],
            "import_compat": False,
            **parts,
        }
        return self.post(f"/web/export/{kind}", data=json.dumps(data))

    def json2(self, user, model, method, **arguments):
        """Call a method as a program does."""
        return self.url_open(
            f"/json/2/{model}/{method}",
            data=json.dumps(arguments),
            headers={
                "Authorization": f"Bearer {self.key(user)}",
                "Content-Type": "application/json",
            },
        )

    def call(self, model, method, *args, **kwargs):
        """Call a method as the screen does."""
        return self.make_jsonrpc_request(
            f"/web/dataset/call_kw/{model}/{method}",
            {"model": model, "method": method, "args": list(args), "kwargs": kwargs},
        )
