from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import tagged

from .engagement_common import EngagementCase


@tagged("post_install", "-at_install", "s22", "s26")
class TestEngagement(EngagementCase):
    """An engagement passes its gates, the same for form, import and RPC."""

    def test_a_lawyer_takes_one_from_draft_to_closed(self):
        engagement = self.draft(self.lawyer)
        self.assertEqual(engagement.state, "draft")
        self.assertTrue(engagement.code)
        engagement.action_check_conflict()
        engagement.action_open()
        self.assertEqual(engagement.state, "open")
        self.assertTrue(engagement.date_open)
        engagement.outcome = "settled"
        engagement.action_close()
        self.assertEqual(engagement.state, "closed")
        self.assertEqual(engagement.cycle_days, 0)

    def test_all_that_is_missing_is_named_at_once(self):
        bare = self.env["law.engagement"].with_user(self.manager)
        bare = bare.create({"name": "Something", "client_id": self.harbour.id})
        with self.assertRefused(
            UserError, "(?s)service.*lead lawyer.*how it came.*other parties"
        ):
            bare.write({"state": "open"})
        self.assertEqual(bare.state, "draft")

    def test_an_import_meets_the_same_gate(self):
        Engagement = self.env["law.engagement"].with_user(self.manager)
        with self.assertRefused(UserError, "lead lawyer"):
            Engagement.create(
                {"name": "Done", "client_id": self.harbour.id, "state": "open"}
            )
        done = self.draft(self.manager, state="open", date_open="2024-03-01")
        self.assertEqual(done.state, "open")
        self.assertEqual(done.code[:6], "E2024-")

    def test_parties_are_named_or_denied_with_a_reason(self):
        values = {"party_ids": [Command.clear()], "no_other_party": True}
        engagement = self.draft(self.lawyer, **values)
        with self.assertRefused(UserError, "why there is no other party"):
            engagement.action_open()
        engagement.no_other_party_reason = "Advice on the client's own rules"
        engagement.action_open()
        self.assertEqual(engagement.state, "open")
