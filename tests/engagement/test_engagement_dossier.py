from odoo.exceptions import AccessError
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

    def test_only_heads_read_what_is_left(self):
        self.assertIn("Contribution", self.dossier(self.head))
        for user in (self.lawyer, self.manager):
            self.assertNotIn("Contribution", self.dossier(user))

    def paper(self, user, engagement):
        """Return the engagement's own dossier as `user` prints it."""
        reports = self.env["ir.actions.report"].with_user(user)
        name = "law_firm_client.report_engagement"
        return reports._render_qweb_html(name, engagement.ids)[0].decode()

    def test_an_engagement_has_a_dossier_of_its_own(self):
        text = self.paper(self.lawyer, self.plain)
        for word in (
            "Plain matter",
            self.plain.code,
            "Harbour Trading Ltd",
            "Advice on contracts",
            self.lawyer.name,
            "Steel Works Ltd",
            "4,321",
            "No conflict check was run yet",
        ):
            with self.subTest(word=word):
                self.assertIn(word, text)
        self.assertNotIn("Contribution", text)
        self.assertIn("Contribution", self.paper(self.head, self.plain))

    def test_the_dossier_of_an_engagement_is_for_who_may_read_it(self):
        with self.assertRefused(AccessError, "."):
            self.paper(self.outsider, self.plain)
        self.bar(self.manager2, self.harbour, engagement_id=self.secret.id)
        with self.assertRefused(AccessError, "."):
            self.paper(self.manager2, self.secret)

    def test_a_wall_holds_on_paper(self):
        self.bar(self.manager2, self.harbour, engagement_id=self.secret.id)
        text = self.dossier(self.manager2)
        self.assertIn("Plain matter", text)
        self.assertNotIn("Secret deal", text)
