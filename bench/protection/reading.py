# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
"""What the access log costs when clients are opened: with it, without it, in turn."""

import itertools
from contextlib import contextmanager
from types import SimpleNamespace

from odoo import http

from bench.firm import QUICK, ROWS  # noqa: F401  (the size of this bench)
from bench.views import specification

FIRM = COMMITS = True  # the log commits its rows
OPENED = 5


def ours(run):
    from odoo.addons.law_firm_client.models.protection.law_read_logged import (
        LawReadLogged,
    )

    env = run.as_user("manager")
    clients = env["law.client"].search([], limit=500)
    wanted = specification(env, "law.client", "form")
    turn, numbers = itertools.cycle(clients.ids), itertools.count()

    def opened():
        for number in itertools.islice(turn, OPENED):
            env.invalidate_all()
            with request_of(f"{next(numbers):0>42}"):
                clients.browse(number).web_read(wanted)

    def opened_without():
        asks = LawReadLogged._is_read_by_person
        LawReadLogged._is_read_by_person = lambda record: False
        try:
            opened()
        finally:
            LawReadLogged._is_read_by_person = asks

    run.ours(f"open {OPENED} clients", opened)
    run.ours(f"open {OPENED} clients, not logged", opened_without)


def stock(run):
    env = run.as_user("manager")
    wanted = specification(env, "res.partner", "form")
    partners = env["res.partner"].search([], limit=500)
    turn = itertools.cycle(partners.ids)

    def opened():
        for number in itertools.islice(turn, OPENED):
            env.invalidate_all()
            partners.browse(number).web_read(wanted)

    run.stock(f"open {OPENED} clients", opened)


@contextmanager
def request_of(session):
    """Let what follows be a request of its own, by a session."""
    request = SimpleNamespace(
        httprequest=SimpleNamespace(environ={}, path="/bench"),
        session=SimpleNamespace(sid=session),
    )
    http._request_stack.push(request)
    try:
        yield
    finally:
        http._request_stack.pop()
