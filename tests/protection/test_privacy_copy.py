import base64
import io
import json
import zipfile

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ...tools.marks import mark_of
from .privacy_common import PrivacyCase


@tagged("post_install", "-at_install", "s64")
class TestPrivacyCopy(PrivacyCase):
    """A copy of this person's data: of nobody else's, and not by one person alone."""

    def copied(self):
        """Return a request whose copy is made: contact, fact, and a message."""
        text = "张伟林 met Chen Legal of Harbour Trading Ltd; cc desk@example.com"
        self.lawyer.partner_id.email = "desk@example.com"
        self.said = self.note(self.harbour, text)
        request = self.handled()
        request.action_search()
        self.settle(request, self.wei.partner_id, self.said)
        request.action_make_copy()
        return request

    def item(self, request, record):
        return request.item_ids.filtered(
            lambda item: item.find_id == self.place(request, record)
        )

    def test_facts_and_contact_are_given_and_messages_wait_for_a_word(self):
        request = self.copied()
        self.assertIn("Plays chess", self.item(request, self.fact).shown_text)
        self.assertEqual(self.item(request, self.fact).shown, "show")
        self.assertEqual(self.item(request, self.said).shown, "open")
        self.assertFalse(self.item(request, self.namesake))

    def test_names_of_others_are_blackened_in_advance(self):
        text = self.item(self.copied(), self.said).shown_text
        self.assertIn("张伟林", text)
        for name in ("Chen Legal", "Harbour Trading", "example.com"):
            self.assertNotIn(name, text)

    def test_the_name_of_the_contact_who_was_confirmed_is_the_own_one(self):
        """Found by phone, under a name that only begins like the one on the card."""
        request = self.handled(person_name="张女士", phones="139 5550 0123")
        request.action_search()
        self.settle(request, self.wei.partner_id)
        request.action_make_copy()
        text = self.item(request, self.wei.partner_id).shown_text
        self.assertIn(self.wei.partner_id.name, text)

    def test_of_a_company_s_card_only_what_names_the_person_is_given(self):
        self.harbour.write({"features": "Run by 張偉林", "philosophy": "Slowly"})
        request = self.handled()
        request.action_search()
        self.settle(request, self.harbour)
        request.action_make_copy()
        item = self.item(request, self.harbour)
        self.assertEqual(item.shown, "open")
        self.assertIn("Run by", item.shown_text)
        for other in ("Slowly", "HRB", "example.com"):
            self.assertNotIn(other, item.shown_text)

    def test_a_second_person_approves(self):
        request = self.copied()
        with self.assertRefused(UserError, "(?s)decision on 1 items.*second person"):
            request.action_approve_copy()
        item = self.item(request, self.said)
        item.shown = "black"
        with self.assertRefused(UserError, "ground for each item"):
            request.with_user(self.partner).action_approve_copy()
        item.ground = "privilege"
        request.with_user(self.partner).action_approve_copy()
        self.assertEqual(request.copy_approved_by_id, self.partner)
        with self.assertRefused(UserError, "was approved"):
            item.write({"shown": "show"})

    def test_one_person_is_enough_where_the_firm_says_so(self):
        self.company_a.law_privacy_four_eyes = False
        request = self.copied()
        self.item(request, self.said).shown = "show"
        request.action_approve_copy()
        self.assertTrue(request.copy_approved_on)

    def test_nothing_goes_out_unapproved(self):
        request = self.copied()
        with self.assertRefused(UserError, "approval of the copy"):
            request.action_deliver_copy()

    def test_the_copy_goes_out_with_the_mark_of_its_row_in_the_log(self):
        request = self.copied()
        self.item(request, self.said).write({"shown": "black", "ground": "others"})
        request.with_user(self.partner).action_approve_copy()
        request.action_deliver_copy()
        row = self.env["law.access.log"].browse(request.log_number)
        self.assertEqual((row.action, row.user_number), ("export", self.keeper.id))
        self.assertEqual(row.detail, request.name)
        archive = zipfile.ZipFile(io.BytesIO(base64.b64decode(request.copy_data)))
        data = json.loads(archive.read(f"{request.name}.json"))
        self.assertEqual(data["mark"], mark_of(row.id, row.hash))
        self.assertEqual(request.copy_mark, data["mark"])
        text = json.dumps(data, ensure_ascii=False)
        self.assertIn("Plays chess", text)
        for secret in ("met", "Chen Legal", "Harbour Trading", "HRB"):
            self.assertNotIn(secret, text)
        table = archive.read(f"{request.name}.csv").decode("utf-8-sig")
        self.assertEqual(table.splitlines()[0], "data,text,blackened,ground")
        self.assertTrue(base64.b64decode(request.copy_pdf))
        request.outcome_note = "Copy sent"
        request.action_answer()
        self.assertEqual(request.state, "answered")

    def test_the_page_shows_what_is_given_in_the_person_s_language(self):
        request = self.copied()
        self.item(request, self.said).write({"shown": "black", "ground": "others"})
        request.with_user(self.partner).action_approve_copy()
        html = (
            self.env["ir.actions.report"]
            .with_user(self.keeper)
            ._render_qweb_html("law_firm_client.report_privacy_copy", request.ids)[0]
            .decode()
        )
        self.assertIn("Plays chess", html)
        self.assertIn("1 Data Square", html)
        self.assertNotIn("met ", html.split("Plays chess")[1][:300])
        made = f"made for 张伟林 by {self.keeper.name}"
        self.assertIn(made, " ".join(html.split()))

    def test_an_access_request_is_not_answered_without_its_copy(self):
        request = self.copied()
        request.outcome_note = "Copy sent"
        with self.assertRefused(UserError, "the copy, approved and handed out"):
            request.action_answer()

    def test_the_handler_blackens_a_part_of_a_text(self):
        request = self.copied()
        item = self.item(request, self.said)
        item.write({"shown": "show", "shown_text": "I █████ it"})
        item.invalidate_recordset()
        self.assertEqual(item.shown_text, "I █████ it")

    def test_what_one_may_not_open_one_does_not_read_in_the_copy(self):
        request = self.copied()
        self.bar(self.keeper, self.harbour)
        item = self.item(request, self.said)
        item.invalidate_recordset()
        self.assertFalse(item.shown_text)
        with self.assertRaises(AccessError):
            item.write({"shown_text": "I saw it"})
        with self.assertRaises(AccessError):
            item.read(["text"])

    def test_behind_a_wall_the_finished_copy_is_not_opened(self):
        request = self.copied()
        self.item(request, self.said).shown = "show"
        request.with_user(self.partner).action_approve_copy()
        request.action_deliver_copy()
        self.assertTrue(request.copy_pdf and request.copy_data)
        self.bar(self.keeper, self.harbour)
        self.env.invalidate_all()
        self.assertFalse(request.copy_pdf)
        self.assertFalse(request.copy_data)
        for name in ("copy_pdf_kept", "copy_data_kept"):
            with self.assertRaises(AccessError):
                request.read([name])
        html = (
            self.env["ir.actions.report"]
            .with_user(self.keeper)
            ._render_qweb_html("law_firm_client.report_privacy_copy", request.ids)[0]
            .decode()
        )
        self.assertNotIn("Plays chess", html)
        papers = self.env["ir.attachment"].with_user(self.keeper)
        own = [("res_model", "=", request._name), ("res_field", "!=", False)]
        self.assertFalse(papers.search(own))

    def test_others_read_no_copy(self):
        request = self.copied()
        for user in (self.head, self.manager, self.lawyer, self.auditor):
            self.assertFalse(request.item_ids.with_user(user).has_access("read"))
