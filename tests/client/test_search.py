# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
from odoo import Command
from odoo.tests import tagged

from ..common import FirmCase


@tagged("post_install", "-at_install", "s17")
class TestSearch(FirmCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lighthouse.write(
            {
                "company_registry": "HRB 4711",
                "alias_ids": [Command.create({"name": "Pharos Technology"})],
            }
        )

    def _found(self, typed, user=None):
        Client = self.env["law.client"].with_user(user or self.head)
        return Client.browse(key for key, _name in Client.name_search(typed))

    def test_client_is_found_by_a_part_of_each_of_its_names_and_numbers(self):
        code = self.lighthouse.code
        for typed in ("灯塔", "塔科技", "hrb 47", "pharos tech", code, "ＰＨＡＲＯＳ"):
            with self.subTest(typed=typed):
                self.assertEqual(self._found(typed), self.lighthouse)

    def test_spelling_makes_no_difference(self):
        self.assertEqual(self._found("燈塔"), self.lighthouse)
        self.lighthouse.name = "燈塔科技有限公司"
        self.assertEqual(self._found("灯塔"), self.lighthouse)

    def test_one_character_is_enough(self):
        self.assertIn(self.lighthouse, self._found("塔"))

    def test_a_renamed_client_is_found_by_both_names_until_one_is_removed(self):
        self.lighthouse.alias_ids.unlink()
        self.assertNotIn(self.lighthouse, self._found("pharos"))
        self.lighthouse.name = "Beacon Ltd"
        for typed in ("beacon", "灯塔"):
            self.assertEqual(self._found(typed), self.lighthouse)
        self.lighthouse.alias_ids.unlink()
        self.assertNotIn(self.lighthouse, self._found("灯塔"))

    def test_a_pattern_is_no_joker(self):
        for typed in ("h_rbour", "灯%科"):
            with self.subTest(typed=typed):
                self.assertFalse(self._found(typed))

    def test_lawyer_finds_the_clients_of_the_own_team_only(self):
        self.assertFalse(self._found("灯塔", self.lawyer))
        self.assertEqual(self._found("harbour", self.lawyer), self.harbour)

    def test_everybody_else_is_found_by_not(self):
        others = self.env["law.client"].search([("display_name", "not ilike", "灯塔")])
        self.assertNotIn(self.lighthouse, others)
        self.assertIn(self.harbour, others)

    def test_search_asks_one_table(self):
        """Four columns of three tables cost a scan of each on every key pressed."""
        Client = self.env["law.client"].with_user(self.head)
        self._found("灯塔")
        self.forget()
        # One of them asks how many names the person was told already.
        with self.assertQueryCount(7):
            self._found("灯塔")
        sql = Client._search([("display_name", "ilike", "灯塔")]).select()
        self.assertIn("string_to_array", sql.code)
        self.assertNotIn("law_client_alias", sql.code)

    def test_list_is_in_the_order_of_an_index(self):
        """The name of another table would have the whole list sorted for its top."""
        Client = self.env["law.client"].with_user(self.head)
        self.make_client("ALPHA Ltd")
        self.make_client("alpha Beta Ltd")
        names = Client.search([]).mapped("name")
        self.assertEqual(names[:3], ["ALPHA Ltd", "alpha Beta Ltd", self.harbour.name])
        sql = Client._search([], order=Client._order).select().code
        self.assertIn('ORDER BY "law_client"."name_key"', sql)

    def test_opening_the_list_costs_no_query_per_client(self):
        Client = self.env["law.client"].with_user(self.manager)
        wanted = {
            "name": {},
            "city": {},
            "open_need_count": {},
            **dict.fromkeys(
                ("manager_id", "liaison_id", "industry_id"),
                {"fields": {"display_name": {}}},
            ),
        }

        def cost():
            self.forget()
            before = self.env.cr.sql_log_count
            Client.web_search_read([], wanted, limit=80, count_limit=10001)
            return self.env.cr.sql_log_count - before

        cost()
        few = cost()
        for number in range(10):
            self.make_client(f"Client {number}", manager=self.manager)
        self.assertEqual(cost(), few)

    def test_duplicates_are_sought_in_one_table_at_a_time(self):
        self.harbour.phone = "+86 138 0013 8000"
        other = self.make_client("Other Ltd", manager=self.manager)
        other.phone = "+8613800138000"
        self.assertEqual(self.harbour.duplicate_ids, other)
        domain = self.harbour._domain_duplicates()
        sql = self.env["law.client"]._search(domain).select().code
        self.assertNotIn("phone_sanitized", sql)
