from odoo.tests import tagged

from .log_common import LogCase


@tagged("post_install", "-at_install", "s63")
class TestLogWords(LogCase):
    """A row says what was done: counted is not listed, and written is not read."""

    def test_a_count_says_the_number_that_was_told(self):
        with self.reading(
            self.manager,
            self.env["law.client"],
            "/json/2/law.client/search_count",
        ) as clients:
            total = clients.search_count([("company_id", "=", self.company_a.id)])
        row = self.rows()
        self.assertEqual((row.action, row.record_count), ("count", total))
        self.assertEqual(total, 2)
        self.assertFalse(row.client_names)
        self.assertIn("company_id", row.query)

    def test_a_count_uses_up_nothing_of_the_limit(self):
        Log = self.env["law.access.log"].with_user(self.manager)
        rows = [{"action": "count", "record_count": 900}]
        self.assertEqual(Log._rows_read(rows), 0)
        rows = [{"action": "list", "record_count": 9}]
        self.assertEqual(Log._rows_read(rows), 9)

    def saved(self, record, vals, spec, **more):
        """Let the lawyer save a form, and return the rows of it."""
        before = len(self.rows())
        with self.reading(self.lawyer, record) as form:
            answer = form.web_save(vals, spec, **more)
        return answer, self.rows()[before:]

    def test_an_own_entry_is_written_and_not_read(self):
        Need = self.env["law.need"]
        vals = {"client_id": self.harbour.id, "name": "A shop"}
        spec = {"name": {}, "client_id": {"fields": {"display_name": {}}}}
        answer, row = self.saved(Need, vals, spec)
        need = Need.browse(answer[0]["id"])
        self.assertEqual((row.action, row.record_ids), ("write", need.ids))
        self.assertEqual(row.client_ids, self.harbour.ids)
        _answer, row = self.saved(need, {"name": "A mill"}, spec)
        self.assertEqual(row.action, "write")

    def test_what_others_have_written_is_read(self):
        need = self.env["law.need"].create(
            {"client_id": self.harbour.id, "name": "Office"}
        )
        spec = {"name": {}, "description": {}}
        _answer, row = self.saved(need, {"name": "A big office"}, spec)
        self.assertEqual(row.action, "open")

    def test_what_an_own_entry_brings_along_is_read(self):
        vals = {"client_id": self.harbour.id, "name": "A shop"}
        spec = {"name": {}, "client_id": {"fields": {"habits": {}}}}
        _answer, row = self.saved(self.env["law.need"], vals, spec)
        self.assertEqual(row.action, "open")
        self.assertIn("client_id.habits", row.detail)

    def test_the_next_record_is_read(self):
        other = self.env["law.need"].create(
            {"client_id": self.harbour.id, "name": "Other"}
        )
        mine = self.env["law.need"].with_user(self.lawyer)
        mine = mine.create({"client_id": self.harbour.id, "name": "Mine"})
        _answer, row = self.saved(
            mine, {"name": "Mine too"}, {"name": {}}, next_id=other.id
        )
        self.assertEqual((row.action, row.record_ids), ("open", other.ids))
