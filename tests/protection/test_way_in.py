import xmlrpc.client

from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from ..client.dossier_common import DOSSIER
from .log_common import LogCase

HERE = "127.0.0.1"


@tagged("post_install", "-at_install", "s63")
class TestWayIn(HttpCase, LogCase):
    """Where a call came from, and a paper that nobody knows."""

    def test_calls_of_rpc_are_logged_with_their_address(self):
        given = [self.env.cr.dbname, self.lawyer.id, "test_lawyer", "law.client"]
        read = ("read", [self.harbour.ids, ["habits"]])
        count = ("search_count", [[]])
        asked = {"service": "object", "method": "execute_kw", "args": [*given, *count]}
        call = xmlrpc.client.dumps((*given, *read), "execute_kw")
        for path, sent in (
            ("/xmlrpc/2/object", {"data": call}),
            ("/jsonrpc", {"json": {"params": asked}}),
        ):
            with self.subTest(path=path), mute_logger("odoo.addons.rpc.controllers"):
                database = {"X-Odoo-Database": self.env.cr.dbname}
                self.url_open(path, headers=database, **sent)
                [row] = self.rows()
                self.before = row.id
                self.assertEqual((row.ip_address, row.path), (HERE, path))

    def test_a_paper_that_nobody_knows_is_not_found(self):
        self.authenticate("test_lawyer", "test_lawyer")
        number = self.harbour.id
        for path in (
            f"html/law_firm_client.no_such_paper/{number}",
            f"pdf/base.user_admin/{number}",
            f"html/no_paper/{number}",
            f"odt/{DOSSIER}/{number}",
        ):
            with self.subTest(path=path):
                answer = self.url_open(f"/report/{path}")
                self.assertEqual(answer.status_code, 404)
        self.assertFalse(self.rows())
        self.assertEqual(
            self.url_open(f"/report/html/{DOSSIER}/{number}").status_code, 200
        )
