from datetime import timedelta

from odoo import fields
from odoo.tests import HttpCase

from .wall_common import WallCase


class LeaverCase(WallCase):
    """The firm, and the departure of its `lawyer`."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.today = fields.Date.context_today(cls.env["law.client"])

    def setUp(self):
        """Let the log write within the test's own transaction."""
        super().setUp()
        if not isinstance(self, HttpCase):
            self.registry_enter_test_mode()

    def announce(self, user=None, by=None, **values):
        """Announce the departure of `user` (lawyer) as `by` (head)."""
        return (
            self.env["law.departure"]
            .with_user(by or self.head)
            .with_context(allowed_company_ids=self.company_a.ids)
            .create(
                {
                    "user_id": (user or self.lawyer).id,
                    "last_day": self.today + timedelta(days=30),
                    **values,
                }
            )
        )

    def ready(self, **values):
        """Return a departure for which every place that needs one has a successor."""
        departure = self.announce(successor_id=self.manager.id, **values)
        for line in departure.line_ids.filtered("needed"):
            line.successor_id = self.lawyer2
        return departure

    def settle(self, departure):
        """Settle all that is to be returned."""
        departure.check_ids.proof = "Receipt 12"
        departure.check_ids.action_settle()

    def current(self, client, role):
        """Return who fills a role of a client today."""
        client.invalidate_recordset()
        return client.member_ids.filtered(
            lambda m: m.current and m.role == role
        ).user_id
