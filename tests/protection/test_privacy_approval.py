from odoo.exceptions import UserError
from odoo.tests import tagged

from .privacy_common import WORD, PrivacyCase


@tagged("post_install", "-at_install", "s64")
class TestPrivacyApproval(PrivacyCase):
    """An erasure touches this person alone, and is not one handler's own decision."""

    def planned(self, **values):
        request = self.handled(**{"kind": "erasure", **values})
        request.action_search()
        self.settle(request, self.wei.partner_id)
        return request

    def test_other_names_after_the_search_discard_what_was_found(self):
        request = self.planned()
        request.with_user(self.partner).action_approve_erasure()
        request.other_names = "公司\n机密\nthe client"
        self.assertFalse(request.find_ids or request.searched_on)
        self.assertFalse(request.erasure_approved_on)
        with self.assertRefused(UserError, "a search for the person"):
            request.action_erase()
        self.assertTrue(self.wei.exists())

    def test_the_same_names_again_discard_nothing(self):
        request = self.planned()
        request.write({"person_name": request.person_name, "phones": ""})
        self.assertTrue(request.find_ids and request.searched_on)

    def test_names_stay_once_something_was_erased(self):
        request = self.planned()
        self.erase(request)
        with self.assertRefused(UserError, "stays as it is"):
            request.other_names = "公司"

    def test_words_that_are_no_full_name_erase_nothing(self):
        for word in ("quality", "司", "A B"):
            request = self.planned(other_names=word)
            with self.assertRefused(UserError, f"say too little.*: {word}"):
                request.with_user(self.partner).action_approve_erasure()
            with self.assertRefused(UserError, "say too little"):
                request.action_erase()

    def test_common_words_erase_nothing(self):
        for number in range(21):
            self.make_contact(f"Northern Lanterns {number}")
        request = self.planned(other_names="Northern Lanterns")
        with self.assertRefused(UserError, "on too many cards"):
            request.with_user(self.partner).action_approve_erasure()

    def test_a_card_of_others_that_must_be_kept_is_not_changed(self):
        self.env["law.retention.rule"].create(
            {"name": "Duty", "kind": "client", "source": "Bar rules, 5"}
        )
        said = "Dined with 張偉林"
        self.harbour.philosophy = said
        own = self.make_client("Jo Lamb", manager=self.manager)
        own.partner_id.is_company = False
        own.write({"philosophy": said})
        request = self.handled(kind="erasure")
        request.action_search()
        self.settle(request, self.wei.partner_id, self.harbour, own)
        for client in (self.harbour, own):
            self.assertEqual(self.place(request, client).fate, "stay")
        self.erase(request)
        self.assertEqual(self.harbour.philosophy, said)
        self.assertEqual(own.philosophy, said)

    def test_another_person_s_card_loses_the_name_only(self):
        other = self.make_client("Jo Lamb", manager=self.manager)
        other.partner_id.is_company = False
        other.write({"philosophy": "Slowly, says 張偉林", "direction": "West"})
        request = self.handled(kind="erasure")
        request.action_search()
        self.settle(request, self.wei.partner_id, other)
        self.erase(request)
        self.assertTrue(other.philosophy.startswith("Slowly"))
        self.assertNotIn("林", other.philosophy)
        self.assertEqual(other.direction, "West")

    def test_a_second_person_approves_what_is_erased(self):
        request = self.planned()
        with self.assertRefused(UserError, "approval of a second person"):
            request.action_erase()
        request.action_approve_erasure()
        with self.assertRefused(UserError, "does not carry it out"):
            request.action_erase()
        request.with_user(self.partner).action_approve_erasure()
        self.place(request, self.namesake).action_reopen()
        self.place(request, self.namesake).action_other()
        with self.assertRefused(UserError, "approval of a second person"):
            request.action_erase()
        self.company_a.law_privacy_four_eyes = False
        request.action_erase()
        self.assertFalse(self.wei.exists())
        with self.assertRefused(UserError, "cannot be entered"):
            self.handled().erasure_approved_by_id = self.partner

    def test_that_somebody_knows_the_person_is_not_enough_to_erase(self):
        request = self.ask(kind="erasure", identity_how="known", identity_note=WORD)
        request.action_identify()
        request.action_start()
        request.action_search()
        self.settle(request, self.wei.partner_id)
        with self.assertRefused(UserError, "proof of identity"):
            request.with_user(self.partner).action_approve_erasure()
        with self.assertRefused(UserError, "how the identity was checked"):
            request.identity_how = "document"
        request.identity_evidence = b"UGFzc3BvcnQ="
        self.erase(request)
        self.assertFalse(self.wei.exists())

    def test_what_somebody_of_the_firm_wrote_stays(self):
        self.lawyer.name = "张伟林"
        author = self.lawyer.partner_id
        said = self.note(self.harbour, "I went to court, 139 5550 0123", author=author)
        held = self.note(self.lighthouse, "We won, says 張偉林", author=author)
        self.env["law.hold"].with_user(self.keeper).create(
            {"client_id": self.lighthouse.id, "matter": "Suit", "reason": "Suit"}
        )
        event = self.env["calendar.event"].create(
            {
                "name": "Hearing",
                "start": "2026-03-01",
                "stop": "2026-03-01",
                "partner_ids": [(6, 0, author.ids)],
            }
        )
        request = self.handled(kind="erasure", phones="+86 139 5550 0123")
        request.action_search()
        self.settle(request, author)
        self.assertEqual(self.place(request, said).fate, "firm")
        self.assertEqual(self.place(request, held).fate, "stay")
        self.erase(request)
        self.assertIn("I went to court", said.body)
        self.assertNotIn("0123", said.body)
        self.assertIn("We won, says 張偉林", held.body)
        self.assertEqual(event.attendee_ids.partner_id, author)
        self.assertEqual(self.lawyer.name, "张伟林")
