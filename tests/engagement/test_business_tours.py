from odoo import Command, fields
from odoo.tests import tagged

from ..common import TourCase
from .business_common import BusinessCase


@tagged("post_install", "-at_install", "s12", "s30")
class TestBusinessTours(BusinessCase, TourCase):
    """The main paths on the screen, as a lawyer, and what follows of them."""

    def setUp(self):
        super().setUp()
        self.lawyer.password = self.lawyer.login

    def test_from_proposal_to_the_reminder_of_renewal(self):
        self.start_tour(
            "/odoo/retainer-proposals", "law_retainer_path", login=self.lawyer.login
        )
        proposal = self.env["law.retainer.proposal"].search(
            [("scope", "=", "Adviser for the quays")]
        )
        self.assertEqual(proposal.state, "accepted")
        self.assertEqual(proposal.last_reaction, "interested")
        retainer = proposal.engagement_id.with_user(self.lawyer)
        today = fields.Date.context_today(retainer)
        retainer.write(
            {
                "service_id": self.advice.id,
                "term_from": today,
                "term_to": fields.Date.add(today, days=30),
                "party_ids": [Command.create({"name": "Quay Authority"})],
            }
        )
        retainer.action_open()
        due = retainer.sudo().search(retainer._domain_to_renew(self.company_a))
        self.assertIn(retainer, due)
        retainer.sudo()._remind_of_renewal()
        self.assertEqual(retainer.sudo().activity_ids.user_id, self.manager)

    def test_from_need_to_the_draft(self):
        self.env["law.need"].with_user(self.lawyer).create(
            {"client_id": self.harbour.id, "name": "Rules for the quay"}
        )
        self.start_tour("/odoo/client-needs", "law_need_path", login=self.lawyer.login)
        engagement = self.env["law.engagement"].search(
            [("name", "=", "Rules for the quay")]
        )
        self.assertEqual(engagement.source, "development")
        self.assertEqual(engagement.opportunity_id.won_status, "won")
