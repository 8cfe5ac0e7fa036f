import gzip
import tempfile
from datetime import timedelta
from pathlib import Path

import psycopg2
from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from .test_access_log_chain import ChainCase


@tagged("post_install", "-at_install", "s63")
class TestAccessMarks(ChainCase):
    """Daily marks hold against whoever rewrites chain and head together."""

    def setUp(self):
        super().setUp()
        self.Mark = self.env["law.access.mark"]
        self.Mark._cron_mark()

    def turn_back(self, number):
        """Cut off the log's end and turn its head back, so that they fit."""
        self.tamper("DELETE FROM law_access_log WHERE id > %(id)s", id=number)
        self.tamper(
            """
            UPDATE law_access_log_head head
            SET number = log.id, hash = log.hash, previous_hash = log.previous_hash
            FROM law_access_log log WHERE log.id = %(id)s
            """,
            table="law_access_log_head",
            id=number,
        )

    def test_one_mark_a_day_tells_how_the_log_stood(self):
        self.Mark._cron_mark()
        mark = self.Mark.search([])
        self.assertEqual(len(mark), 1)
        self.assertEqual((mark.day, mark.number), (fields.Date.today(), self.last))
        self.assertEqual(self.problems(), [])

    def test_head_turned_back_is_found(self):
        self.turn_back(self.second)
        self.assertFound(f"counts {self.last} rows, .* ends with row {self.second}")

    def test_chain_rewritten_as_a_whole_is_found(self):
        self.turn_back(self.second)
        for user in (self.head, self.partner):
            with freeze_time(fields.Datetime.now() + timedelta(minutes=5)):
                self.opened(user, self.harbour)
        self.assertFound(f"knows another row {self.last}")

    def test_changed_mark_is_found(self):
        self.tamper(
            "UPDATE law_access_mark SET number = number - 1", table="law_access_mark"
        )
        self.assertFound("The mark of .* was changed", "knows another row")

    def test_mark_taken_out_is_found(self):
        with freeze_time(fields.Datetime.now() + timedelta(days=1)):
            self.Mark._cron_mark()
        self.tamper(
            "DELETE FROM law_access_mark WHERE day = %(day)s",
            table="law_access_mark",
            day=fields.Date.today(),
        )
        self.env.invalidate_all()
        self.assertFound("was changed, or one before it was taken out")

    def test_mark_kept_outside_finds_what_nothing_inside_shows(self):
        head = self.env["law.access.log"]._head()
        self.assertEqual(self.env["law.access.log"]._verify(marks=[head]), [])
        self.turn_back(self.second)
        self.tamper("DELETE FROM law_access_mark", table="law_access_mark")
        self.env.invalidate_all()
        self.assertEqual(self.problems(), [])
        problems = self.env["law.access.log"]._verify(marks=[head])
        self.assertRegex(problems[0], "A mark kept outside counts")

    @mute_logger("odoo.sql_db")
    def test_marks_stay(self):
        with self.assertRefused(UserError, "not deleted by anybody"):
            self.Mark.search([]).unlink()
        for statement in ("DELETE FROM", "TRUNCATE"):
            with self.assertRefused(psycopg2.Error, "append-only"):
                self.env.cr.execute(SQL(f"{statement} law_access_mark"))

    def test_auditor_alone_sees_marks(self):
        self.assertTrue(self.Mark.with_user(self.auditor).search([]))
        with self.assertRefused(AccessError, "."):
            self.Mark.with_user(self.partner).search([])


@tagged("post_install", "-at_install", "s63")
class TestAccessArchive(ChainCase):
    """Old rows leave in a sealed file, and are verified there."""

    def setUp(self):
        super().setUp()
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.Archive = self.env["law.access.archive"]

    def archive(self, after):
        """Archive the rows up to a number, in the log's own cursor."""
        row = self.env["law.access.log"].browse(after + 1)
        with self.enter_registry_test_mode():
            archive = self.Archive._archive(self.folder, row.moment)
        self.env.invalidate_all()
        return archive

    def verify(self, folder=None):
        return self.env["law.access.log"]._verify(folder)

    def test_old_rows_move_as_they_are(self):
        archive = self.archive(self.second)
        self.assertEqual(archive.last_number, self.second)
        self.assertFalse(self.env["law.access.log"].browse(self.second).exists())
        self.assertTrue(self.env["law.access.log"].browse(self.third).exists())
        lines = gzip.decompress((self.folder / archive.name).read_bytes()).decode()
        self.assertIn('"user_login":"test_lawyer"', lines)
        self.assertEqual(self.verify(), [])
        self.assertEqual(self.verify(self.folder), [])

    def test_seal_of_the_archive_is_in_the_chain(self):
        archive = self.archive(self.second)
        row = self.env["law.access.log"].browse(archive.log_number)
        self.assertEqual((row.action, row.id), ("archive", self.last + 1))
        self.assertIn(archive.sha256, row.detail)
        self.assertIn(archive.last_hash, row.detail)

    def test_archive_follows_archive(self):
        self.archive(self.first)
        self.archive(self.third)
        self.assertEqual(len(self.Archive.search([])), 2)
        self.assertEqual(self.verify(self.folder), [])

    def test_changed_file_is_found(self):
        archive = self.archive(self.second)
        path = self.folder / archive.name
        text = gzip.decompress(path.read_bytes())
        path.write_bytes(gzip.compress(text.replace(b"test_lawyer", b"test_nobody")))
        problems = self.verify(self.folder)
        self.assertRegex(problems[0], "is not the file that was sealed")
        self.assertRegex("\n".join(problems), f"Row {self.first}, of .* was changed")
        path.write_bytes(b"nothing")
        self.assertRegex(self.verify(self.folder)[1], "cannot be read")
        path.unlink()
        self.assertRegex(self.verify(self.folder)[0], "is not in the folder")

    def test_changed_seal_is_found(self):
        self.archive(self.second)
        self.tamper(
            "UPDATE law_access_archive SET sha256 = 'x'", table="law_access_archive"
        )
        self.env.invalidate_all()
        self.assertRegex(self.verify()[0], "is not what row .* of the log says")

    def test_log_that_is_not_whole_is_not_archived(self):
        self.tamper(
            "UPDATE law_access_log SET path = 'x' WHERE id = %(id)s", id=self.third
        )
        with self.assertRefused(UserError, "Nothing was archived"):
            self.archive(self.second)
        self.assertFalse(list(self.folder.iterdir()))

    def test_rows_that_are_not_archived_stay(self):
        self.archive(self.second)
        with mute_logger("odoo.sql_db"), self.assertRefused(psycopg2.Error, "append"):
            self.env.cr.execute(
                SQL("DELETE FROM law_access_log WHERE id = %s", self.third)
            )

    def test_how_old_is_old_is_a_setting(self):
        with self.assertRefused(UserError, "kept for ever"):
            self.Archive._archive(self.folder)
        settings = self.env["res.config.settings"].create({"law_access_log_months": 6})
        settings.execute()
        self.assertFalse(self.Archive._archive(self.folder))
        with freeze_time(fields.Datetime.now() + timedelta(days=190)):
            with self.enter_registry_test_mode():
                archive = self.Archive._archive(self.folder)
        self.assertEqual(archive.last_number, self.last)

    def test_archive_stays(self):
        archive = self.archive(self.second)
        with self.assertRefused(UserError, "not changed by anybody"):
            archive.name = "other"
        with self.assertRefused(AccessError, "."):
            archive.with_user(self.partner).read(["name"])


@tagged("post_install", "-at_install", "s63")
class TestAccessCheck(ChainCase):
    """The auditor's button says in words what is wrong."""

    def check(self, user):
        action = self.Log.with_user(user).action_check()
        return self.env[action["res_model"]].browse(action["res_id"])

    def test_whole_log(self):
        check = self.check(self.auditor)
        self.assertTrue(check.whole)
        self.assertEqual(check.row_count, self.last)
        self.assertEqual(check.mark, ":".join(map(str, self.Log.sudo()._head())))

    def test_broken_log(self):
        self.tamper("DELETE FROM law_access_log WHERE id = %(id)s", id=self.second)
        check = self.check(self.auditor)
        self.assertFalse(check.whole)
        self.assertEqual(check.problems, f"Row {self.second} is missing.")

    def test_others_do_not_check(self):
        with self.assertRefused(AccessError, "."):
            self.check(self.partner)
