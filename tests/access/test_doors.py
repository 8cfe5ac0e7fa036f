import logging
import xmlrpc.client
from collections import defaultdict
from datetime import datetime, timedelta
from unittest.mock import patch

from odoo import http
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .doors import PROBES
from .firm import NAME, ROLES, SECRETS
from .probes import ProbeCase, Refused

_logger = logging.getLogger(__name__)
SHUT_OUT = ("leaver", "public")
READERS = ("lawyer", "both", "manager", "head", "partner")
# Whose log tells of each refusal, and of each paper that is not one.
REFUSING = (
    "odoo.addons.web.controllers.export",
    "odoo.addons.web.controllers.report",
    "odoo.tools.pdf",
)
# Doors that tell a reader of the client what they are for.
OPEN_TO_READERS = (
    "call_kw",
    "json2",
    "xmlrpc",
    "jsonrpc",
    "report",
    "content",
    "thread_messages",
)


class Visitor:
    """Somebody at the door: what is asked, and all that comes back."""

    def __init__(self, case, role):
        self.case, self.role = case, role
        self.user = getattr(case, role)
        self.key = ""
        login = None if role in SHUT_OUT else self.user.login
        case.authenticate(login, login)
        if login:
            self.key = self._key()

    def _key(self):
        """Return a key of the visitor, a leaver's from before the departure."""
        env = self.case.env(user=self.user)
        wizard = type(env["res.users.apikeys.description"])
        keys = env["res.users.apikeys"].sudo()
        with patch.object(wizard, "_law_check_staying", lambda self: None):
            return keys._generate("rpc", "matrix", datetime.now() + timedelta(days=1))

    def get(self, path, **kwargs):
        answer = self.case.url_open(path, timeout=60, **kwargs)
        return answer.status_code, answer.text

    def post(self, path, **kwargs):
        return self.get(path, **kwargs)

    def form(self, path, **data):
        token = http.Request.csrf_token(self.case)
        return self.get(path, data={**data, "csrf_token": token})

    def rpc(self, path, **params):
        payload = self.case.build_rpc_payload(params)
        return self.get(path, json=payload)

    def xmlrpc(self, model, ids):
        given = [self.user.id, self.user.login, model, "read", [ids]]
        try:
            return self.case.xmlrpc_object.execute_kw(self.case.env.cr.dbname, *given)
        except xmlrpc.client.Fault as fault:
            return fault.faultString


@tagged("post_install", "-at_install", "s62", "s63", "access")
class TestDoors(HttpCase, ProbeCase):
    """The routes that the table names, as everybody, each with its own login."""

    registry_test_mode = False  # AccessCase has seen to that, before its records

    def test_every_door(self):
        wrong = defaultdict(list)
        mute = []
        for role in ROLES:
            visitor = Visitor(self, role)
            for name, door in PROBES.items():
                type(self).probes += 1
                with mute_logger(*REFUSING):
                    answer = self._answer(door, visitor)
                told = self.found_in(answer, role)
                if told:
                    place = self.around(answer, told[0])
                    wrong[name, f"tells {told}: {place}"].append(role)
                if role in READERS and name in OPEN_TO_READERS:
                    text = repr(answer).lower()
                    if not any(word.lower() in text for word in (NAME, *SECRETS)):
                        mute.append(f"{name} as {role}: {repr(answer)[:200]}")
        _logger.info("%s probes, %s answers are wrong", self.probes, len(wrong))
        lines = [f"{n}, {p}: {', '.join(r)}" for (n, p), r in wrong.items()]
        self.assertFalse(wrong, "\n".join(lines))
        self.assertFalse(mute, "\n".join(mute))

    def _answer(self, door, visitor):
        """Return what comes back, and undo what the visit did."""
        savepoint = self.env.cr.savepoint()
        try:
            return door(visitor)
        except Exception as error:
            return Refused(error)
        finally:
            savepoint.rollback()
            savepoint.close(rollback=False)
