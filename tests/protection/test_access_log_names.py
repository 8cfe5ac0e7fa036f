from odoo.tests import tagged
from odoo.tools import SQL

from ...models.protection.names_offered import OFFERED
from .log_common import LogCase


@tagged("post_install", "-at_install", "s62", "s63")
class TestAccessLogNames(LogCase):
    """Names with an address in them are readings; names in numbers are a list."""

    def setUp(self):
        super().setUp()
        OFFERED.clear()
        self.addCleanup(OFFERED.clear)

    def test_names_with_addresses(self):
        contact = self.harbour.partner_id
        for key in ("show_address", "show_email", "show_vat"):
            named = contact.with_context(**{key: True})
            before = len(self.rows())
            for read in (
                lambda m: m.read(["display_name"]),
                lambda m: m.web_read({"display_name": {}}),
                lambda m: m.name_search(self.harbour.name),
            ):
                with self.reading(self.manager, named) as asked:
                    read(asked.with_context(**{key: True}))
            rows = self.rows()[before:]
            self.assertIn("list", rows.mapped("action"))
            self.assertIn("open", rows.mapped("action"))
            self.assertEqual(rows[-1].client_ids, self.harbour.ids)

    def test_names_a_few_at_a_time_are_a_list_once_they_are_many(self):
        clients = self.env["law.client"].browse()
        for number in range(30):
            clients |= self.make_client(f"Typed {number:02}")
        for number in range(30):
            with self.reading(self.manager, self.env["law.client"]) as asked:
                asked.name_search(f"Typed {number:02}")
        row = self.rows()
        self.assertEqual((row.action, row.record_count), ("list", 21))
        self.assertLessEqual(set(row.client_ids), set(clients.ids))

    def test_names_count_over_processes_and_days(self):
        clients = self.env["law.client"].browse()
        for number in range(30):
            clients |= self.make_client(f"Typed {number:02}")
        processes = [{}, {}, {}]
        for number in range(30):
            OFFERED.clear()
            OFFERED.update(processes[number % 3])
            with self.reading(self.manager, self.env["law.client"]) as asked:
                asked.name_search(f"Typed {number:02}")
            processes[number % 3] = dict(OFFERED)
        row = self.rows()
        self.assertEqual(row.action, "list")
        self.assertGreater(row.record_count, 20)
        self.assertLessEqual(set(row.client_ids), set(clients.ids))

    def test_the_same_few_names_cost_one_writing(self):
        for number in range(6):
            self.make_client(f"Typed {number:02}")
        with self.reading(self.manager, self.env["law.client"]) as asked:
            asked.name_search("Typed")
            before = self.env.cr.sql_log_count
            asked.env.invalidate_all()
            asked.name_search("Typed")
            first = self.env.cr.sql_log_count - before
        noted = self.env.execute_query(
            SQL(
                "SELECT count(*) FROM law_access_name WHERE user_number = %s",
                self.manager.id,
            )
        )
        self.assertEqual(noted, [(6,)])
        self.assertFalse(self.rows())
        self.assertLess(first, 12)
