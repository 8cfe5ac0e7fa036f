# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
import base64
import io
from unittest.mock import patch

import openpyxl
from psycopg2 import errors

from odoo import api
from odoo.exceptions import AccessError, UserError
from odoo.sql_db import db_connect
from odoo.tests import TransactionCase, tagged
from odoo.tools import mute_logger

from ...models.client import law_client_import_left_out as left_out
from ...models.client import law_client_import_steps as steps
from ...models.client import law_client_import_writing as writing
from .import_common import NUMBER, ImportCase

WORK = "odoo.addons.law_firm_client.models.client.law_client_import_work"
ENDING = "odoo.addons.law_firm_client.models.client.law_client_import_ending"


@tagged("post_install", "-at_install", "s17")
class TestImportFailures(ImportCase):
    """An import that fails says truly what is in, and keeps nobody else waiting."""

    def setUp(self):
        super().setUp()
        self.startPatcher(patch.object(steps, "INLINE_ROWS", -1))
        self.startPatcher(patch.object(writing, "BATCH", 3))
        self.cron = self.env.ref("law_firm_client.ir_cron_client_import")
        self.Import = type(self.env["law.client.import"])

    def _started(self, *rows, **options):
        record = self._checked(self._csv(*rows))
        record.choice_ids.decision = "update"
        record.write(options)
        record.action_import()
        self.assertEqual(record.state, "importing")
        return record

    def _work(self):
        with self.enter_registry_test_mode():
            self.cron.method_direct_trigger()
        self.env.invalidate_all()

    def _failing(self, method, record, error):
        """Let a method of the one import fail; of the others it works."""
        original = getattr(self.Import, method)

        def fail(imports, *args):
            if imports == record:
                raise error
            return original(imports, *args)

        return patch.object(self.Import, method, fail)

    @mute_logger(WORK)
    def test_a_failing_import_keeps_nobody_waiting(self):
        first = self._started(["海星公司"])
        second = self._started(["海螺公司"])
        error = errors.ProgramLimitExceeded("index row size exceeds")
        with self._failing("_create_clients", first, error):
            self._work()
            self._work()
        self.assertEqual((first.state, second.state), ("report", "done"))
        self.assertIn("nothing of the file was imported", first.message)
        self.assertFalse(first.with_context(active_test=False).client_ids)

    def test_an_import_in_conflict_is_tried_again_and_others_go_on(self):
        first = self._started(["海星公司"])
        second = self._started(["海螺公司"])
        error = errors.SerializationFailure("could not serialize access")
        with self._failing("_create_clients", first, error):
            self._work()
        self.assertEqual((first.state, second.state), ("importing", "done"))
        self._work()
        self.assertEqual((first.state, first.message), ("done", False))
        self.assertEqual(first.client_ids.name, "海星公司")

    @mute_logger(WORK)
    def test_after_the_clients_are_shown_the_import_is_done(self):
        for number, (error, told) in enumerate(
            (
                (ValueError("no"), "stopped by an error of the program"),
                (AccessError("Not now."), "are left out: Not now."),
            )
        ):
            with self.subTest(told):
                name = f"第{number}家公司"
                record = self._started([name], ["Harbour Trading", "", "", "", "李四"])
                with self._failing("_join_clients", record, error):
                    self._work()
                self.assertEqual(record.state, "done")
                self.assertEqual(record.client_ids.mapped("name"), [name])
                self.assertIn("The new clients are in.", record.message)
                self.assertIn(told, record.message)
                outcomes = record.row_ids.sorted("number").mapped("outcome")
                self.assertEqual(outcomes, ["created", "left_out"])

    def test_all_or_nothing_tells_no_lie_about_clients_that_are_in(self):
        record = self._started(
            ["海星公司"], ["Harbour Trading", "", "", "", "李四"], mode="all_or_nothing"
        )
        with self._failing("_join_clients", record, UserError("Not now.")):
            self._work()
        self.assertEqual((record.state, record.message), ("done", False))
        self.assertEqual(record.client_ids.name, "海星公司")
        refused = record.row_ids.filtered(lambda row: row.outcome == "left_out")
        self.assertIn("Not now.", refused.problem_text)

    def test_sheets_with_names_alike_come_back_as_bad_rows(self):
        book = openpyxl.Workbook()
        book.remove(book.active)
        for number, title in enumerate(("Li's cards", "Li s cards")):
            sheet = book.create_sheet(title)
            sheet.append(["客户名称", "成立日期", "联系电话"])
            sheet.append([f"第{number}家公司", "2020-01-01", ""])
            sheet.append([f"另{number}家公司", "nonsense", ""])
        content = io.BytesIO()
        book.save(content)
        record = self._checked(content.getvalue(), "cards.xlsx")
        record.action_import()
        self._work()
        self.assertEqual((record.state, record.message), ("done", False))
        self.assertEqual(len(record.client_ids), 2)
        bad = openpyxl.load_workbook(io.BytesIO(base64.b64decode(record.bad_file)))
        self.assertEqual(len(bad.sheetnames), 2)

    @mute_logger(ENDING)
    def test_without_a_file_of_bad_rows_the_import_is_done_all_the_same(self):
        record = self._started(["海星公司"], ["海螺公司", "", "", "", "", "nonsense"])
        with patch.object(left_out, "write_bad_rows", side_effect=ValueError("no")):
            self._work()
        self.assertEqual(record.state, "done")
        self.assertEqual(record.client_ids.name, "海星公司")
        self.assertIn("could not be put into a file", record.message)
        self.assertFalse(record.bad_file)

    def test_a_name_without_end_is_an_error_of_its_row(self):
        record = self._started(["海星公司"], ["甲" * 8000], ["\u202e\u200b", NUMBER])
        self._work()
        self.assertEqual(record.client_ids.name, "海星公司")
        self.assertEqual(self._problems(record), {(3, "too_long"), (3, "no_name"),
            (4, "invisible"), (4, "no_name")})  # fmt: skip

    def test_what_another_import_prepares_is_not_entered_twice(self):
        rows = [[f"第{number}号公司"] for number in range(5)]
        first, second = self._started(*rows), self._started(*rows)
        prepared = first._as_its_user()._quietly()
        next(prepared._steps())
        self.env.invalidate_all()
        self.assertFalse(first.client_ids, "three are prepared, none is shown")
        self._work()
        names = (first | second).client_ids.mapped("name")
        self.assertEqual(sorted(names), [row[0] for row in rows])

    @mute_logger("odoo.addons.base.models.ir_cron")
    def test_clients_are_created_only_under_the_claim(self):
        record = self._started(["海星公司"])
        error = errors.SerializationFailure("could not serialize access")
        with self._failing("_claim_company", record, error):
            self._work()
        self.assertEqual(record.state, "importing")
        self.assertFalse(record.with_context(active_test=False).client_ids)


@tagged("post_install", "-at_install", "s17")
class TestImportsAtOnce(TransactionCase):
    """Two imports at the same moment, each in a transaction of its own.

    A class apart: what they commit, though it changes nothing, would be too new for
    the transaction of any other test of the class.
    """

    def test_of_two_imports_at_once_the_second_looks_again(self):
        main = self.env.ref("base.main_company").id
        database = db_connect(self.env.cr.dbname)
        with database.cursor() as one, database.cursor() as two:
            first, second = (
                api.Environment(cr, api.SUPERUSER_ID, {})["law.client.import"].new(
                    {"company_id": main}
                )
                for cr in (one, two)
            )
            two.execute("SELECT COUNT(*) FROM law_client")
            first._claim_company()
            one.commit()
            with (
                mute_logger("odoo.sql_db"),
                self.assertRaises(errors.SerializationFailure),
            ):
                second._claim_company()
            two.rollback()
            second._claim_company()
            two.rollback()
