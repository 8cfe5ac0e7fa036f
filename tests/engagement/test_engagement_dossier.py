from odoo.tests import tagged

from ..client.dossier_common import DossierCase
from .engagement_common import EngagementCase


@tagged("post_install", "-at_install", "s8", "s26")
class TestEngagementDossier(EngagementCase, DossierCase):
    """The dossier tells what the client entrusted to the firm, to who may know it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.secret = cls.opened(cls.manager, name="Secret deal")
        cls.plain = cls.opened(cls.manager, name="Plain matter")
        cls.env["law.engagement.fee"].create(
            {
                "engagement_id": cls.plain.id,
                "amount": 4321,
                "currency_id": cls.company_a.currency_id.id,
            }
        )

    def test_engagements_stand_in_the_dossier(self):
        text = self.dossier(self.manager)
        for word in ("Secret deal", "Plain matter", self.plain.code, "4,321"):
            self.assertIn(word, text)

    def test_only_client_management_reads_what_is_left(self):
        self.assertIn("Contribution", self.dossier(self.manager))
        self.assertNotIn("Contribution", self.dossier(self.lawyer))

    def test_a_wall_holds_on_paper(self):
        self.bar(self.manager2, self.harbour, engagement_id=self.secret.id)
        text = self.dossier(self.manager2)
        self.assertIn("Plain matter", text)
        self.assertNotIn("Secret deal", text)
