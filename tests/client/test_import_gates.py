# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from ...models.client import law_client_import_steps as steps
from .import_common import ImportCase


@tagged("post_install", "-at_install", "s17", "s50")
class TestImportGates(ImportCase):
    """What the import itself finds out is written by nobody else."""

    def setUp(self):
        super().setUp()
        self.cron = self.env.ref("law_firm_client.ir_cron_client_import")

    def _work(self):
        with self.enter_registry_test_mode():
            self.cron.method_direct_trigger()
        self.env.invalidate_all()

    def _in_background(self, record):
        self.startPatcher(patch.object(steps, "INLINE_ROWS", -1))
        record.action_import()
        self.assertEqual(record.state, "importing")

    def test_a_person_chooses_the_file_and_how_it_goes_in(self):
        record = self._checked(self._csv(["海星公司"]))
        record.write({"mode": "all_or_nothing", "liaison_id": self.lawyer.id})
        self.assertRecordValues(
            record, [{"mode": "all_or_nothing", "liaison_id": self.lawyer.id}]
        )

    def test_nobody_writes_what_the_steps_write(self):
        record = self._checked(self._csv(["海星公司"]))
        for name, value in (
            ("user_id", self.head.id),
            ("company_id", self.company_b.id),
            ("state", "importing"),
            ("phase", "updating"),
            ("bad_file", b""),
            ("client_ids", [(4, self.harbour.id)]),
            ("row_ids", [(5,)]),
            ("problem_ids", [(5,)]),
        ):
            with self.subTest(name), self.assertRefused(UserError, "cannot be entered"):
                record.write({name: value})

    def test_an_import_is_its_creators_whatever_is_sent(self):
        Import = self.env["law.client.import"].with_user(self.manager)
        with self.assertRefused(UserError, "cannot be entered"):
            Import.create({"file": b"eA==", "filename": "a.csv", "user_id": 1})
        record = Import.with_context(default_user_id=1, default_state="report").create(
            {"file": b"eA==", "filename": "a.csv"}
        )
        self.assertEqual((record.user_id, record.state), (self.manager, "draft"))

    def test_of_a_row_only_the_decision_is_entered(self):
        record = self._checked(self._csv(["海星公司"], ["海星有限公司"]))
        first, second = record.row_ids
        second.write({"decision": "update"})
        self.assertEqual(second.decision, "update")
        for name, value in (
            ("values", {"name": "别的公司"}),
            ("match_client_id", self.foreign.id),
            ("match_row_id", first.id),
            ("outcome", "created"),
            ("client_id", self.harbour.id),
            ("has_error", False),
            ("import_id", record.id),
        ):
            with self.subTest(name), self.assertRefused(UserError, "keeps this itself"):
                second.write({name: value})

    def test_nobody_adds_or_removes_what_was_read(self):
        record = self._checked(self._csv(["海星公司", "", "123"]))
        row, problem = record.row_ids, record.problem_ids
        place = {"import_id": record.id, "sheet": 0, "number": 99}
        for model, values in (
            ("row", {**place, "kind": "card"}),
            ("problem", {**place, "row_id": row.id, "code": "no_name"}),
            ("column", {**place, "kind": "card", "position": 99}),
            ("mapping", {"company_id": self.company_a.id, "fingerprint": "x"}),
        ):
            Model = self.env[f"law.client.import.{model}"].with_user(self.manager)
            with self.subTest(model), self.assertRaises(AccessError):
                Model.create(values)
        with self.assertRaises(AccessError):
            problem.write({"severity": "note"})
        for records in (row, problem, record.column_ids):
            with self.subTest(records._name), self.assertRaises(AccessError):
                records.unlink()

    def test_columns_change_only_before_the_check(self):
        record = self._import(self._csv(["海星公司", "12"]))
        record.action_read_columns()
        column = record.column_ids[1]
        column.card_meaning = "note"
        self.assertEqual(column.origin, "chosen")
        with self.assertRefused(UserError, "keeps this itself"):
            column.position = 5
        record.action_check()
        with self.assertRefused(UserError, "Change Columns"):
            column.card_meaning = "ref"

    def test_another_file_is_chosen_from_the_start(self):
        record = self._checked(self._csv(["海星公司"]))
        with self.assertRefused(UserError, "Choose Another File"):
            record.file = b"eA=="
        record.action_choose_file()
        record.file = b"eA=="
        self.assertFalse(record.column_ids)

    def test_a_running_import_is_not_changed(self):
        record = self._checked(self._csv(["海星公司"]))
        self._in_background(record)
        with self.assertRefused(UserError, "running or done"):
            record.manager_id = self.manager2

    def test_a_client_of_another_company_is_left_alone(self):
        record = self._checked(self._csv(["Harbour Trading", "", "", "", "李四"]))
        record.choice_ids.decision = "update"
        record.row_ids._note({"match_client_id": self.foreign.id})
        self.manager.company_ids |= self.company_b
        both = (self.company_a | self.company_b).ids
        record.with_context(allowed_company_ids=both).action_import()
        self.assertEqual(record.row_ids.outcome, "left_out")
        self.assertFalse(self.foreign.person_ids)

    @mute_logger("odoo.addons.law_firm_client.models.client.law_client_import_work")
    def test_the_job_never_works_as_the_system_or_for_somebody_gone(self):
        gone = new_test_user(
            self.env,
            login="test_gone",
            groups="law_firm_client.group_client_manager",
            company_id=self.company_a.id,
        )
        for number, user in enumerate((self.env.ref("base.user_root"), gone)):
            with self.subTest(user.login):
                record = self._checked(self._csv([f"第{number}家公司"]), user=gone)
                record.sudo()._stamp({"user_id": user.id})
                self._in_background(record)
                gone.active = False
                self._work()
                self._work()
                gone.active = True
                self.assertEqual(record.state, "report")
                self.assertIn("cannot import any more", record.message)
                self.assertFalse(record.with_context(active_test=False).client_ids)
