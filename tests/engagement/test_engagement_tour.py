from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import TourCase
from .engagement_common import EngagementCase


@tagged("post_install", "-at_install", "s22", "s26", "s58")
class TestEngagementTour(EngagementCase, TourCase):
    """From draft to closed on the screen, as a lawyer."""

    @mute_logger("odoo.http")  # the gate refuses once, on purpose
    def test_a_lawyer_takes_one_from_draft_to_closed(self):
        self.env["law.service"].create({"name": "Advice on quays"})
        self.lawyer.password = self.lawyer.login
        self.start_tour(
            "/odoo/my-engagements", "law_engagement_path", login=self.lawyer.login
        )
        engagement = self.env["law.engagement"].search(
            [("name", "=", "Sale of the old quay")]
        )
        self.assertEqual(engagement.state, "closed")
        self.assertEqual(engagement.lead_id, self.lawyer)
        self.assertEqual(engagement.party_ids.name, "Steel Works Ltd")
        self.assertEqual(engagement.hours, 2.5)
        self.assertEqual(engagement.outcome, "completed")
