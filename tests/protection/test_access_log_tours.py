from odoo.tests import tagged

from ..common import TourCase
from .log_common import LogCase


@tagged("post_install", "-at_install", "s63")
class TestAccessLogTours(LogCase, TourCase):
    """One opening on the real screen, and the auditor who looks at it."""

    def start_as(self, user, path, tour):
        user.password = user.login
        self.start_tour(path, tour, login=user.login)

    def test_lawyer_opens_and_auditor_checks(self):
        self.start_as(self.lawyer, "/odoo/clients", "law_access_log_open")
        openings = self.rows().filtered(lambda row: row.action not in ("list", "group"))
        self.assertEqual(openings.mapped("action"), ["open"])
        self.assertEqual(openings.client_names, "Harbour Trading Ltd")
        self.start_as(self.auditor, "/odoo/access-log", "law_access_log_check")
