from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .privacy_common import PrivacyCase

REASON = "The person took the restriction back"


@tagged("post_install", "-at_install", "s64")
class TestPrivacyRestore(PrivacyCase):
    """What was only restricted comes back whole, by a managing partner's word."""

    def put_away(self, kind="restriction"):
        self.said = self.note(self.harbour, "Lunch with 張偉林")
        request = self.handled(kind=kind)
        request.action_search()
        self.settle(request, self.wei.partner_id, self.said)
        self.erase(request)
        return request

    def restore(self, piece, user=None, reason=REASON):
        Open = self.env["law.privacy.vault.open"].with_user(user or self.partner)
        return Open.create({"vault_id": piece.id, "reason": reason}).action_restore()

    def test_a_restriction_that_ended_is_taken_back(self):
        partner, numbers = self.wei.partner_id, (self.wei.id, self.fact.id)
        request = self.put_away()
        self.assertFalse(self.wei.exists() or partner.email)
        self.assertNotIn("林", self.said.body)
        partner.with_user(self.partner).city = "Harbin"
        places = ("res.partner", "law.client.person", "law.person.fact")
        places += ("law.client.position", "mail.message")
        for piece in request.vault_ids.sorted(lambda p: places.index(p.res_model)):
            self.restore(piece)
            self.assertEqual(piece.restored_by_id, self.partner)
            self.assertFalse(piece.sudo().content)
        self.assertEqual(partner.name, "張偉林")
        self.assertEqual(partner.email, "weilin@example.com")
        self.assertEqual(partner.city, "Harbin")
        self.assertTrue(partner.active)
        wei = self.env["law.client.person"].browse(numbers[0])
        self.assertEqual(wei.partner_id, partner)
        self.assertEqual(wei.position_ids.role, "contact")
        self.assertEqual(wei.fact_ids.mapped("id"), [numbers[1]])
        self.assertEqual(wei.fact_ids.value, "Plays chess")
        self.assertIn("Lunch with 張偉林", self.said.body)
        row = self.env["law.access.log"].search([], limit=1)
        self.assertIn(f"restore: {REASON}", row.detail)
        with self.assertRefused(UserError, "erased when its time was over"):
            self.restore(request.vault_ids[:1])

    def test_new_words_are_not_overwritten(self):
        request = self.put_away()
        self.said.body = "Lunch with somebody"
        piece = request.vault_ids.filtered(lambda p: p.res_model == "mail.message")
        self.restore(piece)
        self.assertIn("somebody", self.said.body)

    def test_managing_partners_alone_bring_back_and_say_why(self):
        piece = self.put_away().vault_ids[:1]
        with self.assertRefused(AccessError, "managing partner"):
            self.restore(piece, self.keeper)
        with self.assertRefused(AccessError, "managing partner"):
            piece.with_user(self.officer).action_restore(REASON)
        with self.assertRefused(UserError, "Say in a sentence"):
            self.restore(piece, reason="")

    def test_what_the_person_wanted_erased_is_not_brought_back(self):
        self.env["law.hold"].with_user(self.keeper).create(
            {"client_id": self.harbour.id, "matter": "Suit", "reason": "Suit"}
        )
        piece = self.put_away("erasure").vault_ids[:1]
        with self.assertRefused(UserError, "wanted this erased"):
            self.restore(piece)
