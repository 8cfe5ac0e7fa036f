from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import tagged

from ..protection.leaver_common import LeaverCase
from .engagement_common import EngagementCase


@tagged("post_install", "-at_install", "s65")
class TestEngagementLeaving(EngagementCase, LeaverCase):
    """What a leaver leads or works on goes to the successors; what is over stays."""

    def test_seats_go_to_the_successor(self):
        led = self.opened(self.manager)
        helped = self.opened(
            self.manager,
            lead_id=self.manager.id,
            team_ids=[Command.set(self.lawyer.ids)],
        )
        over = self.opened(self.manager, outcome="won")
        over.action_close()
        departure = self.ready()
        departure.line_ids.successor_id = self.lawyer2
        row = departure.holding_ids.filtered(
            lambda holding: holding.kind == "engagement"
        )
        self.assertEqual(row.count, 2)
        departure.with_user(self.head).action_hand_over()
        self.assertEqual(led.lead_id, self.lawyer2)
        self.assertEqual(helped.team_ids, self.lawyer2)
        self.assertEqual(helped.lead_id, self.manager)
        self.assertEqual(over.lead_id, self.lawyer)
        self.assertTrue(self.sees(self.lawyer2, led))

    def test_whoever_leaves_is_named_to_nothing_new(self):
        self.announce(self.lawyer2)
        with self.assertRefused(UserError, "takes no new clients"):
            self.draft(self.manager, lead_id=self.lawyer2.id)
