from odoo.exceptions import AccessError
from odoo.tests import tagged

from .conflict_common import ConflictCase


@tagged("post_install", "-at_install", "s22", "s62")
class TestConflictMasks(ConflictCase):
    """A hit tells nobody what he or she may not see anyway."""

    def setUp(self):
        super().setUp()
        self.check = self.ask(self.outsider, "Harbour Trading Limited")

    def test_a_lawyer_sees_that_there_is_something_and_whom_to_ask(self):
        hit = self.check.hit_ids
        self.assertTrue(hit.masked)
        self.assertEqual(hit.name, f"A restricted matter. Ask {self.manager.name}.")
        self.assertEqual(hit.display_name, hit.name)
        self.assertFalse(hit.source or hit.side or hit.reasons or hit.score)
        self.assertEqual(self.found(self.check, self.manager), {"Harbour Trading Ltd"})

    def test_no_door_tells_more(self):
        Hit = self.env["law.conflict.hit"].with_user(self.outsider)
        hit = Hit.browse(self.check.hit_ids.id)
        names = ["name", "source", "side", "reasons", "score", "display_name"]
        text = str(hit.read())
        with self.assertRaises(AccessError):  # lawyers export nothing
            hit.export_data(names)
        text += str(self.check.message_ids.mapped("body"))
        self.assertNotIn("Harbour Trading Ltd", text)
        for kept in ("kept_name", "kept_client_id", "kept_source", "kept_reasons"):
            with self.subTest(field=kept), self.assertRaises(AccessError):
                Hit.search([(kept, "!=", False)])
            with self.subTest(field=kept), self.assertRaises(AccessError):
                hit.read([kept])
        with self.assertRaises(AccessError):
            Hit._read_group([], ["kept_source"])
        for shown in ("name", "source", "side"):
            with self.subTest(field=shown), self.assertRaises(ValueError):
                Hit.search([(shown, "ilike", "Harbour")])

    def test_the_paper_is_masked_too(self):
        report = self.env["ir.actions.report"].with_user(self.outsider)
        name = "law_firm_client.report_conflict_check"
        html, _kind = report._render_qweb_html(name, self.check.ids)
        self.assertNotIn("Harbour Trading Ltd", html.decode())
        self.assertIn("restricted matter", html.decode())

    def test_a_wall_masks_it_for_a_manager_and_nobody_assesses_blindly(self):
        self.bar(self.manager2, self.harbour)
        check = self.check.with_user(self.manager2)
        check.hit_ids.invalidate_recordset()
        self.assertTrue(check.hit_ids.masked)
        with self.assertRefused(AccessError, "cannot assess"):
            check.hit_ids.action_assess("none")

    def test_of_a_walled_engagement_nothing_is_seen(self):
        engagement = self.draft(self.manager)
        check = engagement._run_conflict_check()
        self.bar(self.lawyer, self.harbour, engagement_id=engagement.id)
        for record in (check, check.line_ids):
            with self.assertRaises(AccessError):
                record.with_user(self.lawyer).read(["display_name"])

    def test_the_opponents_of_a_walled_engagement_are_masked(self):
        engagement = self.draft(self.manager)
        self.bar(self.manager2, self.harbour, engagement_id=engagement.id)
        check = self.ask(self.manager2, "Steel Works")
        self.assertTrue(check.hit_ids.masked)
