"""What the access log costs when a client is opened, with and without it in one run.

    dev/odoo shell -d demo --no-http < bench/access_log.py

Reads the whole form of each client of the demo firm as its client manager, once with
the log and once without, in turn, so that a busy machine slows both alike. Each reading
begins with an empty cache, like a request. Rows are written into the database.
"""

from statistics import median
from time import perf_counter
from types import SimpleNamespace

from odoo import http

from odoo.addons.law_firm_client.models.protection.law_read_logged import LawReadLogged

ROUNDS = 4


class Bench:
    def __init__(self, env):
        user = env["res.users"].search([("login", "=", "manager")])
        env = env(user=user.id, context={"allowed_company_ids": user.company_ids.ids})
        self.clients = env["law.client"].search([])
        self.form = self.specification(
            self.clients.get_view(view_type="form")["models"], "law.client"
        )
        self.times = {True: [], False: []}
        self.asks = LawReadLogged._is_read_by_person

    def specification(self, models, model, depth=2):
        """Return what the form asks for: its fields, and those of its lines."""
        fields = self.clients.env[model]._fields
        asked = {}
        for name in models[model]:
            field = fields.get(name)
            if field and field.comodel_name in models and depth and field.relational:
                lines = self.specification(models, field.comodel_name, depth - 1)
                asked[name] = {"fields": lines, "limit": 40}
            elif field and field.type == "many2one":
                asked[name] = {"fields": {"display_name": {}}}
            elif field:
                asked[name] = {}
        return asked

    def open(self, client, logged, number):
        """Open a client as a request of its own, and note how long it took."""
        request = SimpleNamespace(
            httprequest=SimpleNamespace(environ={}, path="/bench"),
            session=SimpleNamespace(sid=f"{number:0>42}"),
        )
        if not logged:
            LawReadLogged._is_read_by_person = lambda record: False
        client.env.cr.rollback()
        client.env.invalidate_all()
        http._request_stack.push(request)
        try:
            start = perf_counter()
            client.web_read(self.form)
            self.times[logged].append(perf_counter() - start)
        finally:
            http._request_stack.pop()
            LawReadLogged._is_read_by_person = self.asks

    def run(self):
        self.open(self.clients[0], False, 0)
        self.times[False].clear()
        number = 0
        for turn in range(ROUNDS):
            for client in self.clients:
                number += 1
                for logged in (turn % 2 == 0, turn % 2 == 1):
                    self.open(client, logged, number)
        without, logged = (median(self.times[key]) * 1000 for key in (False, True))
        print(f"{number} openings each of a form with {len(self.form)} fields")
        print(f"without the log {without:.1f} ms, with it {logged:.1f} ms")
        print(f"the log costs {(logged / without - 1) * 100:+.1f} %")


Bench(env).run()  # noqa: F821  env is the shell's
