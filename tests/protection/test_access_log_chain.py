from contextlib import contextmanager, suppress

from odoo.tests import tagged
from odoo.tools import SQL

from .log_common import LogCase


class ChainCase(LogCase):
    """Four rows, and somebody who can switch off what guards them."""

    def setUp(self):
        super().setUp()
        for user in (self.lawyer, self.manager, self.manager2, self.head):
            self.opened(user, self.harbour)
        self.first, self.second, self.third, self.last = self.rows().ids

    def tamper(self, statement, table="law_access_log", **values):
        """Do what only the owner of the database can: switch the guards off."""
        off = "ALTER TABLE %s DISABLE TRIGGER USER"
        self.env.cr.execute(SQL(off, SQL.identifier(table)))
        self.env.cr.execute(SQL(statement, **values))

    @contextmanager
    def undone(self):
        """Take back what is done in this block."""
        with suppress(RuntimeError), self.env.cr.savepoint(flush=False):
            yield
            raise RuntimeError

    def problems(self):
        return self.env["law.access.log"]._verify()

    def assertFound(self, *patterns):
        problems = self.problems()
        self.assertEqual(len(problems), len(patterns), problems)
        for problem, pattern in zip(problems, patterns, strict=True):
            self.assertRegex(problem, pattern)


@tagged("post_install", "-at_install", "s63")
class TestAccessLogChain(ChainCase):
    """Whoever gets at the table itself leaves a trace there, named by row."""

    def test_untouched_log_is_whole(self):
        self.assertEqual(self.problems(), [])

    def test_every_changed_column_is_found(self):
        changes = {
            "moment": "moment - interval '1 day'",
            "user_number": "user_number + 1",
            "user_login": "'other'",
            "user_name": "'Other'",
            "role": "NULL",
            "company_id": "company_id + 1",
            "action": "'list'",
            "model": "'res.partner'",
            "record_ids": "'[]'",
            "record_count": "7",
            "client_ids": "'[1]'",
            "client_names": "''",
            "query": "'x'",
            "detail": "'x'",
            "ip_address": "'127.0.0.1'",
            "session_mark": "'x'",
            "path": "'x'",
        }
        columns = set(self.Log._fields) - {"id", "display_name", "hash"}
        columns -= {"previous_hash"}
        self.assertEqual(set(changes), columns)
        for column, value in changes.items():
            with self.subTest(column=column), self.undone():
                self.tamper(
                    "UPDATE law_access_log SET %(column)s = %(value)s"
                    " WHERE id = %(id)s",
                    column=SQL.identifier(column),
                    value=SQL(value),
                    id=self.second,
                )
                self.assertFound(f"Row {self.second}, of .* was changed")

    def test_row_rewritten_with_a_hash_of_its_own_breaks_the_next(self):
        self.tamper(
            "UPDATE law_access_log SET user_name = 'Other' WHERE id = %(id)s",
            id=self.second,
        )
        row = next(self.env["law.access.log"]._rows_after(self.second - 1))
        self.tamper(
            "UPDATE law_access_log SET hash = %(hash)s WHERE id = %(id)s",
            hash=self.env["law.access.log"]._hash_of(row),
            id=self.second,
        )
        self.assertFound(f"Row {self.third} does not follow from row {self.second}")

    def test_gap_is_found(self):
        self.tamper("DELETE FROM law_access_log WHERE id = %(id)s", id=self.second)
        self.assertFound(f"Row {self.second} is missing")

    def test_cut_off_end_is_found(self):
        self.tamper("DELETE FROM law_access_log WHERE id >= %(id)s", id=self.third)
        self.assertFound(f"Rows {self.third} to {self.last} are missing")

    def test_row_added_by_hand_is_found(self):
        self.tamper(
            """
            INSERT INTO law_access_log
            SELECT (json_populate_record(log, json_build_object(
                'id', id + 1, 'previous_hash', hash))).*
            FROM law_access_log log WHERE id = %(id)s
            """,
            id=self.last,
        )
        self.assertFound(f"Row {self.last + 1}, of .* was changed", "added by hand")

    def test_replaced_last_row_is_found(self):
        self.tamper(
            "UPDATE law_access_log SET user_name = 'Other' WHERE id = %(id)s",
            id=self.last,
        )
        row = next(self.env["law.access.log"]._rows_after(self.last - 1))
        self.tamper(
            "UPDATE law_access_log SET hash = %(hash)s WHERE id = %(id)s",
            hash=self.env["law.access.log"]._hash_of(row),
            id=self.last,
        )
        self.assertFound(f"The last row, {self.last}")
