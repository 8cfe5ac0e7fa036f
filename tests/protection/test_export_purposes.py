from odoo.tests import tagged

from .export_common import ExportCase


@tagged("post_install", "-at_install", "s62")
class TestExportPurposes(ExportCase):
    """What a file was for names clients: behind their walls it is not read."""

    def bar(self, user, client, by=None):
        self.env["law.barrier"].with_user(by or self.partner).create(
            {"client_id": client.id, "user_id": user.id, "reason": "Other side"}
        )
        self.env.invalidate_all()

    def seen(self, user, request):
        mine = request.with_user(user)
        self.env.invalidate_all()
        found = bool(mine.search_count([("id", "=", request.id)]))
        self.assertEqual(mine.has_access("read"), found)
        return found

    def test_requests_of_whoever_sees_the_walled_client_are_hidden(self):
        mine, other = (
            self.ask(user, "law.client", rows=1) for user in (self.partner, self.head)
        )
        self.assertTrue(self.seen(self.head, mine))
        self.bar(self.head, self.harbour)
        self.assertFalse(self.seen(self.head, mine))
        self.assertTrue(self.seen(self.head, other))
        self.assertTrue(self.seen(self.partner, other))
        self.assertTrue(self.seen(self.auditor, mine))
        self.bar(self.auditor, self.harbour)
        self.assertFalse(self.seen(self.auditor, mine))

    def test_the_file_that_left_counts_when_the_asker_no_longer_sees(self):
        request = self.ask(self.partner, "law.client", rows=1)
        with self.reading(self.partner, self.harbour) as taken:
            taken.export_data(["name"])
        self.env.invalidate_all()
        self.assertTrue(request.log_number)
        self.bar(self.partner, self.harbour, by=self.head)
        self.assertTrue(self.seen(self.partner, request))
        self.assertTrue(self.seen(self.auditor, request))
        self.bar(self.auditor, self.harbour, by=self.head)
        self.assertFalse(self.seen(self.auditor, request))
