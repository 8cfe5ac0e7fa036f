from odoo.tests import tagged

from .log_common import LogCase
from .wall_common import WallCase

NAME = [("display_name", "ilike", "Harbour Trading Ltd")]


@tagged("post_install", "-at_install", "s62")
class TestWalledInLists(WallCase):
    """A list in which somebody looks for a walled client by name says whom to ask."""

    def note(self, user, domain=NAME, model="law.client"):
        return self.env[model].with_user(user).get_list_note(domain)

    def test_whoever_sees_all_others_is_told_that_one_is_left_out(self):
        self.assertFalse(self.note(self.manager2))
        self.bar(self.manager2, self.harbour)
        said = "Not shown here: 1 of this name. A restricted matter; ask Partner, Head."
        self.assertEqual(self.note(self.manager2), said)
        self.assertFalse(self.env["law.client"].with_user(self.manager2).search(NAME))
        other = [("complete_name", "ilike", "harbour trading limited")]
        self.assertEqual(self.note(self.manager2, other, "res.partner"), said)
        self.assertFalse(self.note(self.manager))

    def test_a_part_of_a_name_and_other_fields_tell_nothing(self):
        self.bar(self.manager2, self.harbour)
        for name, text in (
            ("display_name", "Harb"),
            ("display_name", "a"),
            ("display_name", "%"),
            ("display_name", ""),
            ("taboo_topics", "Harbour Trading Ltd"),
            ("id", self.harbour.id),
        ):
            with self.subTest(field=name, text=text):
                self.assertFalse(self.note(self.manager2, [(name, "ilike", text)]))

    def test_an_alias_is_a_name(self):
        self.env["law.client.alias"].create(
            {"client_id": self.harbour.id, "name": "Old Quay Ltd"}
        )
        self.bar(self.manager2, self.harbour)
        self.assertTrue(self.note(self.manager2, [("name", "ilike", "Old Quay")]))

    def test_lawyers_are_told_of_their_own_clients_only(self):
        for user in (self.lawyer, self.outsider):
            self.bar(user, self.harbour)
        self.assertTrue(self.note(self.lawyer))
        self.assertFalse(self.note(self.outsider))


@tagged("post_install", "-at_install", "s63")
class TestRowsOfOthers(LogCase):
    """The log is one for all companies; the auditor sees the rows of his or her own."""

    def setUp(self):
        super().setUp()
        self.opened(self.lawyer, self.harbour)
        self.opened(self.manager_b, self.foreign)
        self.opened(self.lawyer, self.harbour)

    def test_the_list_says_that_numbers_are_missing(self):
        mine = self.Log.with_context(allowed_company_ids=self.company_a.ids)
        self.assertIn("a number that is missing", mine.get_list_note([]))
        self.auditor.company_ids = self.env["res.company"].search([])
        everywhere = self.auditor.company_ids.ids
        whole = self.Log.with_context(allowed_company_ids=everywhere)
        self.assertFalse(whole.get_list_note([]))

    def test_the_check_says_how_many_rows_of_how_many(self):
        action = self.Log.action_check()
        check = self.env[action["res_model"]].browse(action["res_id"])
        check = check.with_user(self.auditor)
        rows = self.env["law.access.log"].search_count([])
        shown = self.Log.search_count([])
        self.assertLess(shown, rows)
        self.assertEqual(check.checked_count, rows)
        self.assertEqual(check.shown_count, shown)
        self.assertIn(f"{rows} of {check.row_count} rows", check.answer)
        self.assertIn(f"shows {shown} of them. The other {rows - shown}", check.answer)
