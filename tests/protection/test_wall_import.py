from odoo.tests import tagged

from ..client.import_common import ImportCase
from .wall_common import WallCase


@tagged("post_install", "-at_install", "s62")
class TestWallImport(ImportCase, WallCase):
    """A barred client manager imports cards without learning who is a client."""

    def test_rows_of_walled_clients_are_left_out_and_masked(self):
        self.bar(self.manager2, self.harbour)
        content = self._csv(["Harbour Trading Limited"], ["海星公司"])
        record = self._checked(content, user=self.manager2)
        self.assertEqual(record.row_ids.mapped("name"), ["海星公司"])
        self.assertIn("A restricted matter; ask Partner, Head.", record.restricted_hint)
        record.action_import()
        self.assertEqual(record.state, "done", record.message)
        self.assertEqual(record.client_ids.mapped("name"), ["海星公司"])
        same = [("name_key", "=", self.harbour.name_key)]
        self.assertEqual(self.env["law.client"].search(same), self.harbour)

    def test_a_client_walled_off_meanwhile_is_masked_too(self):
        content = self._csv(["Haven Shipping Ltd"], ["海星公司"])
        record = self._checked(content, user=self.manager2)
        haven = self.make_client("Haven Shipping Ltd", manager=self.manager)
        self.bar(self.manager2, haven)
        record.action_import()
        self.assertEqual(record.state, "done", record.message)
        row = self._row(record, "Haven Shipping Ltd")
        self.assertEqual(row.outcome, "left_out")
        self.assertIn("A restricted matter; ask Partner, Head.", row.problem_text)
