from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .privacy_common import PrivacyCase


@tagged("post_install", "-at_install", "s64")
class TestPrivacySearch(PrivacyCase):
    """The person is found by whatever is known, and masked where one may not look."""

    def found(self, **known):
        """Return a request that searched by these and no other details."""
        request = self.handled(**known)
        request.action_search()
        return request

    def test_a_name_is_found_in_traditional_characters_without_an_e_mail(self):
        request = self.found()
        for record in (self.wei.partner_id, self.namesake):
            find = self.place(request, record)
            self.assertEqual(len(find), 1, record)
            self.assertEqual(find.decision, "open")
            self.assertIn("name", find.how)

    def test_nobody_is_searched_for_before_it_is_known_who_asks(self):
        request = self.ask()
        with self.assertRefused(UserError, "Confirm first"):
            request.action_search()
        self.assertFalse(request.find_ids)

    def test_an_archived_contact_is_found(self):
        self.namesake.active = False
        self.assertTrue(self.place(self.found(), self.namesake))

    def test_a_phone_is_found_in_any_format(self):
        note = self.note(self.harbour, "His number: 0086-139-5550 0123")
        request = self.found(person_name="Somebody Else", phones="139.5550.0123")
        self.assertTrue(self.place(request, self.wei.partner_id))
        self.assertIn("0123", self.place(request, note).shown_snippet)

    def test_former_names_numbers_and_birthdays_are_found(self):
        notes = [
            self.note(self.harbour, body)
            for body in ("Zhang, Weilin came", "ID 110101 19900307 0011", "7 Mar. 1990")
        ]
        request = self.found(
            person_name="Nobody Known",
            other_names="Weilin Zhang",
            numbers="110101199003070011",
            birthday="1990-03-07",
        )
        for note in notes:
            self.assertTrue(self.place(request, note), note.body)

    def test_every_kind_of_record_is_searched(self):
        paper = self.env["ir.attachment"].create(
            {
                "name": "minutes.txt",
                "raw": "Present: 張偉林".encode(),
                "mimetype": "text/plain",
                "res_model": "law.client",
                "res_id": self.harbour.id,
            }
        )
        form = self.env["law.client.update"].create(
            {"client_id": self.harbour.id, "next_step": "Call 张伟林"}
        )
        line = self.env["law.client.update.line"].create(
            {
                "update_id": form.id,
                "topic": "preferred_time",
                "proposed": {"preferred_time": "When 張偉林 is in"},
            }
        )
        upload = self.env["law.client.import"].create({})
        row = self.env["law.client.import.row"].create(
            {
                "import_id": upload.id,
                "sheet": 0,
                "kind": "card",
                "number": 1,
                "cells": ["Harbour", "张伟林"],
            }
        )
        event = self.env["calendar.event"].create(
            {"name": "Lunch with 张伟林", "start": "2026-03-01", "stop": "2026-03-01"}
        )
        lead = self.env["crm.lead"].create(
            {
                "name": "Advice",
                "contact_name": "张伟林",
                "company_id": self.company_a.id,
            }
        )
        alias = self.env["law.client.alias"].create(
            {"client_id": self.harbour.id, "name": "张伟林的店"}
        )
        need = self.env["law.need"].create(
            {"client_id": self.harbour.id, "name": "As 张伟林 said"}
        )
        request = self.found()
        for record in (paper, form, line, row, event, lead, alias, need):
            self.assertTrue(self.place(request, record), record)

    def test_what_changed_is_found_on_its_message(self):
        message = self.note(self.harbour, "changed")
        field = self.env["ir.model.fields"]._get("law.client", "state")
        self.env["mail.tracking.value"].create(
            {
                "mail_message_id": message.id,
                "field_id": field.id,
                "old_value_char": "张伟林",
            }
        )
        self.assertTrue(self.place(self.found(), message))

    def test_nothing_found_is_a_result(self):
        request = self.found(person_name="Quentin Nowhere")
        self.assertFalse(request.find_ids)
        self.assertTrue(request.searched_on)
        self.assertIn("Nothing was found", request.search_result)

    def test_nothing_to_search_by_is_refused(self):
        request = self.handled(person_name="X")
        with self.assertRefused(UserError, "nothing to search by"):
            request.action_search()

    def test_an_expression_in_a_name_is_a_name(self):
        request = self.found(person_name="(.*[a-z])+$ \\")
        self.assertFalse(self.place(request, self.wei.partner_id))

    def test_another_company_s_people_are_not_found(self):
        other = self.make_person(self.foreign, "张伟林", "contact")
        request = self.found()
        self.assertFalse(self.place(request, other.partner_id))
        self.assertFalse(self.place(request, other))

    def test_the_desk_s_own_messages_and_tasks_are_not_places(self):
        request = self.handled()
        note = self.note(request, "张伟林 called")
        request.activity_schedule("mail.mail_activity_data_todo", summary="张伟林")
        request.action_search()
        self.assertFalse(self.place(request, note))
        self.assertNotIn("mail.activity", request.find_ids.mapped("res_model"))

    def test_searching_again_adds_only_what_is_new(self):
        request = self.found()
        self.place(request, self.namesake).action_other()
        before = len(request.find_ids)
        self.note(self.harbour, "张伟林 came")
        request.action_search()
        self.assertEqual(len(request.find_ids), before + 1)
        self.assertEqual(self.place(request, self.namesake).decision, "other")

    def test_the_search_lists_at_once_what_hangs_on_the_contact(self):
        request = self.found()
        linked = self.place(request, self.wei.position_ids)
        self.assertEqual(linked.decision, "open")
        self.assertIn("Contact: ", request.search_result)
        self.assertIn(f"Places found: {request.find_count},", request.search_result)
        self.place(request, self.wei.partner_id).action_other()
        self.assertEqual(linked.decision, "open", "the key person is still open")
        self.place(request, self.wei).action_other()
        self.assertEqual(linked.decision, "other")

    def test_what_hangs_on_the_person_comes_with_the_tick(self):
        request = self.found()
        self.place(request, self.wei.partner_id).action_this()
        for record in (self.wei, self.fact):
            self.assertEqual(self.place(request, record).decision, "this")
        self.assertEqual(self.place(request, self.namesake).decision, "open")

    def test_behind_a_wall_the_find_is_masked_and_cannot_be_ticked(self):
        note = self.note(self.harbour, "张伟林 is to be sued")
        self.bar(self.keeper, self.harbour)
        request = self.found()
        find = self.place(request, note)
        self.assertFalse(find.readable)
        self.assertFalse(find.shown_snippet)
        self.assertIn("ask", find.record_label)
        for text in ("sued", "Harbour"):
            self.assertNotIn(text, str(find.read()))
        with self.assertRefused(AccessError, "cannot say who it is"):
            find.action_this()
        with self.assertRefused(AccessError, "ask"):
            find.action_open_record()
        theirs = find.with_user(self.partner)
        self.assertIn("sued", theirs.shown_snippet)
        theirs.action_this()
        self.assertEqual(find.decision, "this")

    def test_the_snippet_itself_is_read_by_nobody(self):
        find = self.place(self.found(), self.namesake)
        for user in (self.keeper, self.partner):
            with self.assertRaises(AccessError):
                find.with_user(user).read(["snippet"])
        found = find.browse().with_user(self.partner)
        with self.assertRaises(AccessError):
            found.search([("snippet", "ilike", "a")])

    def test_an_officer_without_another_role_sees_that_there_is_something(self):
        request = self.handled(self.officer)
        request.action_search()
        find = self.place(request, self.wei.partner_id)
        self.assertFalse(find.readable)
        self.assertIn("ask", find.record_label)

    def test_the_log_tells_of_the_search_without_the_name(self):
        request = self.found()
        row = self.env["law.access.log"].search(
            [("model", "=", "law.privacy.request")], limit=1
        )
        self.assertEqual(row.user_number, self.keeper.id)
        self.assertEqual(row.record_ids, request.ids)
        self.assertIn("sha256", row.query)
        self.assertNotIn("张伟林", f"{row.query}{row.detail}{row.client_names}")

    def test_odoo_s_own_lookup_is_taken_over(self):
        if "privacy.lookup.wizard" not in self.env:
            self.skipTest("privacy_lookup is not installed")
        bank = self.env["res.partner.bank"].create(
            {"acc_number": "DE0012", "partner_id": self.wei.partner_id.id}
        )
        self.assertTrue(bank)
        request = self.found(person_name="Nobody Known", emails="weilin@example.com")
        self.assertTrue(self.place(request, self.wei.partner_id))

    def test_only_handlers_see_anything_of_it(self):
        request = self.found()
        others = (self.lawyer, self.manager, self.head, self.marketing, self.auditor)
        for user in (*others, self.committee):
            for record in (request, request.find_ids[:1]):
                with self.subTest(user=user.login, model=record._name):
                    self.assertFalse(record.with_user(user).has_access("read"))
                    with self.assertRaises(AccessError):
                        record.with_user(user).search([])
        with self.assertRaises(AccessError):
            self.place(request, self.namesake).with_user(self.keeper).write(
                {"decision": "this"}
            )
