from odoo.tests import tagged

from ..client.dossier_common import DossierCase
from ..protection.leaver_common import LeaverCase
from .business_common import BusinessCase


@tagged("post_install", "-at_install", "s8", "s30")
class TestRetainerDossier(BusinessCase, DossierCase):
    """The dossier tells of retainers, and of what was proposed."""

    def test_retainers_and_proposals_stand_in_the_dossier(self):
        self.retainer("2026-12-31", name="All-round advice")
        proposal = self.propose(self.lawyer, scope="Adviser for ships")
        self.env["law.retainer.reaction"].with_user(self.lawyer).create(
            {
                "proposal_id": proposal.id,
                "reaction": "hesitant",
                "words": "Too early in the year",
            }
        )
        text = self.dossier(self.manager)
        for word in ("All-round advice", "Adviser for ships", "Too early in the year"):
            self.assertIn(word, text)


@tagged("post_install", "-at_install", "s30", "s65")
class TestRetainerLeaving(BusinessCase, LeaverCase):
    """What a leaver proposed goes to the successors, with the reminder."""

    def test_proposals_go_to_the_successor(self):
        running = self.propose(self.lawyer, follow_up_on="2040-06-15").sudo()
        over = self.propose(self.lawyer, decline_reason="No", state="declined").sudo()
        departure = self.ready()
        departure.line_ids.successor_id = self.lawyer2
        departure.with_user(self.head).action_hand_over()
        self.assertEqual(running.user_id, self.lawyer2)
        self.assertEqual(running.activity_ids.user_id, self.lawyer2)
        self.assertEqual(over.user_id, self.lawyer)
