from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..common import FirmCase


@tagged("post_install", "-at_install", "s26")
class TestCooperation(FirmCase):
    """What client and firm have done together stands on the client's card."""

    def _add(self, user, **values):
        return (
            self.env["law.client.event"]
            .with_user(user)
            .create(
                {
                    "client_id": self.harbour.id,
                    "kind": "fee",
                    "note": "First invoice",
                    **values,
                }
            )
        )

    def test_manager_keeps_the_history_in_the_order_of_its_days(self):
        self._add(self.manager, date="2024-03-01", amount=8000)
        self._add(self.manager, date="2025-01-15", kind="result", note="Won")
        self._add(self.manager, date="2023-06-30", kind="incident", note="Late")
        history = self.harbour.with_user(self.lawyer).event_ids
        ours = history.filtered(lambda event: event.kind != "state")
        self.assertEqual(ours.mapped("note"), ["Won", "First invoice", "Late"])
        self.assertEqual(ours.mapped("amount"), [0, 8000, 0])
        self.assertEqual(ours.user_id, self.manager)

    def test_lawyers_read_the_history_and_do_not_write_it(self):
        event = self._add(self.manager)
        with self.assertRefused(AccessError, "."):
            self._add(self.lawyer)
        with self.assertRefused(AccessError, "."):
            event.with_user(self.lawyer).amount = 1

    def test_history_is_hidden_with_its_client(self):
        event = self._add(self.manager)
        for user in (self.outsider, self.marketing, self.auditor, self.manager_b):
            with self.subTest(user=user.name), self.assertRefused(AccessError, "."):
                event.with_user(user).read(["note"])

    def test_an_entry_stays_with_its_client(self):
        event = self._add(self.manager)
        with self.assertRefused(UserError, "belongs to the card"):
            event.client_id = self.lighthouse
