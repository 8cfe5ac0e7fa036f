# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import tagged

from ...models.client import law_client_import_reading as reading
from ...models.client import law_client_import_writing as writing
from .import_common import ImportCase


@tagged("post_install", "-at_install", "s17")
class TestImportBackground(ImportCase):
    """Long files: batch by batch, in the background, and safe against a kill."""

    def setUp(self):
        super().setUp()
        self.startPatcher(patch.object(writing, "BATCH", 3))
        self.cron = self.env.ref("law_firm_client.ir_cron_client_import")

    def _rows(self, count):
        return self._csv(
            *([f"第{n}号客户公司", "", "", "", f"张{n}"] for n in range(count))
        )

    def _in_background(self, record):
        return record.with_context(law_import_background=True)

    def _names(self, record):
        clients = record.with_context(active_test=False).client_ids
        return sorted(clients.mapped("name"))

    def _reported(self, count):
        record = self._checked(self._rows(count))
        self._in_background(record).action_import()
        self.assertEqual(record.state, "importing")
        return record

    def _work(self, record, steps):
        """Do some batches of the work, as the job does before it is killed."""
        worker = record._as_its_user()._quietly()
        for _number, _done in zip(range(steps), worker._steps(), strict=False):
            continue
        self.env.flush_all()
        self.env.invalidate_all()

    def test_the_job_checks_and_imports(self):
        record = self._import(self._rows(10))
        record.action_read_columns()
        woken = [("cron_id", "=", self.cron.id)]
        before = self.env["ir.cron.trigger"].search_count(woken)
        self._in_background(record).action_check()
        self.assertEqual(self.env["ir.cron.trigger"].search_count(woken), before + 1)
        self.assertEqual((record.state, record.row_count), ("checking", 0))
        with self.enter_registry_test_mode():
            self.cron.method_direct_trigger()
        self.env.invalidate_all()
        self.assertEqual((record.state, record.row_count), ("report", 10))
        self._in_background(record).action_import()
        self.assertFalse(record.client_ids)
        with self.enter_registry_test_mode():
            self.cron.method_direct_trigger()
        self.env.invalidate_all()
        self.assertEqual((record.state, record.created_count), ("done", 10))
        self.assertEqual(record.client_ids.mapped("create_uid"), self.manager)

    def test_new_clients_appear_all_at_once(self):
        record = self._reported(10)
        self._work(record, 2)
        self.assertEqual(len(self._names(record)), 6)
        self.assertFalse(record.client_ids, "still archived")
        people = record.with_context(active_test=False).client_ids.person_ids
        self.assertFalse(people.filtered("active"))
        self._work(record, 99)
        self.assertEqual(len(record.client_ids), 10)
        self.assertTrue(all(record.client_ids.person_ids.mapped("active")))
        self.assertTrue(all(record.client_ids.partner_id.mapped("active")))

    def test_a_killed_import_goes_on_without_loss_or_duplicates(self):
        record = self._reported(11)
        for killed_after in (1, 0, 2):
            self._work(record, killed_after)
            with self.env.cr.savepoint() as half:
                worker = record._as_its_user()._quietly()
                next(worker._steps())
                half.rollback()
            self.env.invalidate_all()
        self._work(record, 99)
        self.assertEqual(record.state, "done")
        self.assertEqual(
            self._names(record), sorted(f"第{n}号客户公司" for n in range(11))
        )

    def test_a_killed_reading_goes_on_after_the_last_row(self):
        record = self._import(self._rows(25))
        record.action_read_columns()
        self._in_background(record).action_check()
        with patch.object(reading, "BATCH", 10):
            self._work(record, 2)
            self.assertEqual((record.state, record.row_count), ("checking", 20))
        self._work(record, 99)
        self.assertEqual(record.state, "report")
        self.assertEqual(record.row_ids.mapped("number"), list(range(2, 27)))

    def test_stopping_takes_back_what_was_prepared(self):
        record = self._reported(10)
        partners = self.env["res.partner"].with_context(active_test=False)
        before = partners.search_count([])
        self._work(record, 2)
        self.assertEqual(len(self._names(record)), 6)
        record.action_stop()
        self._work(record, 99)
        self.assertEqual(record.state, "report")
        self.assertEqual(self._names(record), [])
        self.assertEqual(partners.search_count([]), before)
        self.assertIn("Stopped by", record.message)
        record.action_import()
        self.assertEqual(record.created_count, 10)

    def test_an_error_in_all_or_nothing_takes_back_all(self):
        record = self._checked(self._rows(8))
        record.mode = "all_or_nothing"
        self._in_background(record).action_import()
        original = type(self.env["law.client.import"])._create_clients

        reason = "No."

        def refusing(self, rows):
            if "第7号客户公司" in rows.mapped("name"):
                raise UserError(reason)
            return original(self, rows)

        with (
            patch.object(type(record), "_create_clients", refusing),
            self.enter_registry_test_mode(),
        ):
            self.cron.method_direct_trigger()
            self.cron.method_direct_trigger()
        self.env.invalidate_all()
        self.assertEqual(record.state, "report")
        self.assertIn("Row 9: No.", record.message)
        self.assertEqual(self._names(record), [])

    def test_a_running_import_is_not_deleted(self):
        record = self._reported(5)
        with self.assertRaisesRegex(UserError, "running"):
            record.unlink()

    def test_steps_are_taken_in_order_only(self):
        record = self._import(self._rows(1))
        for action in ("action_check", "action_import", "action_stop"):
            with self.subTest(action), self.assertRaisesRegex(UserError, "meantime"):
                getattr(record, action)()

    def test_undoing_removes_only_what_the_run_created(self):
        record = self._reported(10)
        self._work(record, 2)
        bystander = self.make_client("Bystander Ltd")
        bystander.import_id = record  # as of an earlier run
        bystander.active = False
        record.action_stop()
        self._work(record, 99)
        self.assertEqual(self._names(record), ["Bystander Ltd"])

    def test_undoing_spares_a_client_that_was_shown_meanwhile(self):
        record = self._reported(10)
        self._work(record, 2)
        shown = record.with_context(active_test=False).client_ids[0]
        shown.active = True
        record.action_stop()
        self._work(record, 99)
        self.assertEqual(record.with_context(active_test=False).client_ids, shown)

    def test_nobody_says_that_a_client_was_imported(self):
        record = self._reported(1)
        harbour = self.harbour.with_user(self.manager)
        with self.assertRaisesRegex(UserError, "keeps this itself"):
            harbour.import_id = record
        Client = self.env["law.client"].with_user(self.manager)
        mine = Client.with_context(
            default_import_id=record.id, allowed_company_ids=self.company_a.ids
        ).create({"name": "Mine Ltd"})
        self.assertFalse(mine.import_id)

    def test_a_stopped_check_leaves_no_part_of_a_report(self):
        record = self._import(self._rows(25))
        record.action_read_columns()
        self._in_background(record).action_check()
        with patch.object(reading, "BATCH", 10):
            self._work(record, 2)
        self.assertEqual(record.row_count, 20)
        record.action_stop()
        self.assertEqual((record.state, record.row_count), ("columns", 0))
        self.assertIn("Stopped by", record.message)

    def test_the_job_notices_between_batches_that_it_was_stopped(self):
        record = self._reported(10)
        original = type(record)._create_clients

        def stopped(imports, rows):
            original(imports, rows)
            imports.env.flush_all()
            imports.env.cr.execute(
                "UPDATE law_client_import SET state = 'undoing' WHERE id = %s",
                [imports.id],
            )

        with (
            patch.object(type(record), "_create_clients", stopped),
            self.enter_registry_test_mode(),
        ):
            self.cron.method_direct_trigger()
            self.cron.method_direct_trigger()
        self.env.invalidate_all()
        self.assertEqual((record.state, self._names(record)), ("report", []))
