# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
from datetime import timedelta
from unittest.mock import patch

from psycopg2 import IntegrityError

from odoo import Command
from odoo.exceptions import AccessError, LockError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .update_common import UpdateCase

PHONE = ("phone", {"phone": "021 5555 0199"})
TIME = ("preferred_time", {"preferred_time": "Afternoons"})


@tagged("post_install", "-at_install", "s53")
class TestUpdateFlow(UpdateCase):
    """A lawyer proposes, a client manager checks line by line and posts."""

    def test_accepted_values_come_onto_the_card(self):
        form = self.submitted(PHONE, TIME)
        self.assertEqual(self.harbour.phone, "021 5555 0100")
        form.action_accept_all()
        form.action_post()
        self.assertEqual(self.harbour.phone, "021 5555 0199")
        self.assertEqual(self.harbour.preferred_time, "Afternoons")
        self.assertEqual(form.state, "posted")
        self.assertEqual(form.posted_by_id, self.manager2)

    def test_old_stands_beside_new(self):
        line = self.submitted(PHONE).line_ids
        self.assertEqual(line.old_text, "021 5555 0100")
        self.assertEqual(line.proposed_text, "021 5555 0199")
        self.assertIn(["removed", "0100"], [list(p) for p in line.diff["old"]])
        self.assertIn(["added", "0199"], [list(p) for p in line.diff["new"]])

    def test_form_waits_until_every_line_is_decided(self):
        form = self.submitted(PHONE, TIME)
        form.line_ids[0].action_accept()
        with self.assertRaisesRegex(UserError, "every line"):
            form.action_post()
        self.assertEqual(self.harbour.phone, "021 5555 0100")

    def test_returned_line_goes_back_with_its_reason(self):
        form = self.submitted(PHONE, TIME)
        form.line_ids[0].action_accept()
        wizard = self.env["law.client.update.return"].with_user(self.manager2)
        wizard.create(
            {"line_ids": form.line_ids[1].ids, "reason": "Which days?"}
        ).action_return()
        form.action_return()
        self.assertEqual(form.state, "returned")
        self.assertEqual(form.line_ids[1].reason, "Which days?")
        mine = form.with_user(self.lawyer)
        mine.line_ids[1].proposed = {"preferred_time": "Tuesday afternoons"}
        mine.action_submit()
        self.assertEqual(form.line_ids.mapped("decision"), ["accepted", "pending"])
        form.action_accept_all()
        form.action_post()
        self.assertEqual(self.harbour.preferred_time, "Tuesday afternoons")

    def test_accepted_line_of_returned_form_is_fixed(self):
        form = self.submitted(PHONE, TIME)
        form.line_ids[0].action_accept()
        form.line_ids[1].write({"decision": "returned", "reason": "Why?"})
        form.action_return()
        with self.assertRaisesRegex(UserError, "accepted already"):
            form.line_ids[0].with_user(self.lawyer).proposed = {"phone": "1"}

    def test_return_needs_a_reason(self):
        form = self.submitted(PHONE)
        for reason in ("", "   "):
            with self.assertRaisesRegex(UserError, "Say why"):
                form.line_ids.write({"decision": "returned", "reason": reason})
        with self.assertRaisesRegex(UserError, "at least one line"):
            form.action_return()

    def test_withdrawn_line_is_not_applied(self):
        form = self.submitted(PHONE, TIME)
        form.line_ids[0].action_accept()
        form.line_ids[1].write({"decision": "returned", "reason": "Not so"})
        form.action_return()
        mine = form.with_user(self.lawyer)
        with self.assertRaisesRegex(UserError, "stays on record"):
            mine.line_ids[1].unlink()
        mine.line_ids[1].action_withdraw()
        mine.action_submit()
        form.action_post()
        self.assertEqual(self.harbour.phone, "021 5555 0199")
        self.assertEqual(self.harbour.preferred_time, "Mornings")

    def test_withdrawn_form_ends_unposted(self):
        form = self.submitted(PHONE)
        form.with_user(self.lawyer).action_withdraw()
        self.assertEqual(form.state, "withdrawn")
        with self.assertRaises(UserError):
            form.action_post()
        self.assertFalse(form.activity_ids)

    def test_submitting_asks_the_clients_manager(self):
        form = self.submitted(PHONE)
        self.assertEqual(form.activity_ids.user_id, self.manager)
        form.line_ids.write({"decision": "returned", "reason": "A digit too few"})
        form.action_return()
        self.assertEqual(form.activity_ids.user_id, self.lawyer)
        self.assertIn("A digit too few", form.activity_ids.note)
        form.with_user(self.lawyer).action_submit()
        self.assertEqual(form.activity_ids.user_id, self.manager)

    def test_form_of_the_clients_manager_goes_to_the_head(self):
        form = self.write_form(PHONE, user=self.manager, submit=True)
        self.assertEqual(form.activity_ids.user_id, self.head)

    def test_what_a_form_needs_before_it_is_submitted(self):
        for field, name in (("purpose", "purpose"), ("next_step", "next step")):
            form = self.write_form(PHONE, **{field: False})
            with self.assertRaisesRegex(UserError, name):
                form.action_submit()
        with self.assertRaisesRegex(UserError, "at least one proposal"):
            self.write_form().action_submit()

    def test_proposal_must_change_something(self):
        same = self.write_form(("phone", {"phone": " 021 5555 0100 "}))
        with self.assertRaisesRegex(UserError, "says so already"):
            same.action_submit()
        empty = self.write_form(("phone", {}))
        with self.assertRaisesRegex(UserError, "type the new value"):
            empty.action_submit()

    def test_value_that_is_gone_is_removed(self):
        form = self.write_form(("phone", {}))
        form.line_ids.to_empty = True
        form.action_submit()
        form = form.with_user(self.manager2)
        form.action_accept_all()
        form.action_post()
        self.assertFalse(self.harbour.phone)

    def test_name_is_never_removed(self):
        form = self.write_form(("name", {}))
        form.line_ids.to_empty = True
        with self.assertRaisesRegex(UserError, "must have a name"):
            form.action_submit()

    @mute_logger("odoo.sql_db")
    def test_form_says_one_thing_about_a_field(self):
        with self.assertRaises(IntegrityError), self.env.cr.savepoint():
            self.write_form(PHONE, ("phone", {"phone": "021 5555 0177"}))

    def test_contact_is_not_in_the_future(self):
        with self.assertRaises(ValidationError):
            self.write_form(PHONE, contact_on=self.today + timedelta(days=1))


@tagged("post_install", "-at_install", "s53")
class TestUpdateMeanwhile(UpdateCase):
    """If the value changed meanwhile, posting says so and asks."""

    def setUp(self):
        super().setUp()
        self.form = self.submitted(PHONE, TIME)
        self.form.action_accept_all()
        self.env.invalidate_all()  # the next request begins

    def test_change_meanwhile_stops_the_posting(self):
        self.harbour.with_user(self.manager).phone = "010 1234 0000"
        self.assertTrue(self.form.line_ids[0].changed)
        self.assertFalse(self.form.line_ids[1].changed)
        with self.assertRaisesRegex(UserError, "010 1234 0000"):
            self.form.action_post()
        self.assertEqual(self.harbour.phone, "010 1234 0000")
        self.assertEqual(self.harbour.preferred_time, "Mornings")

    def test_accepting_all_leaves_changed_lines_to_be_looked_at(self):
        self.form.line_ids.write({"decision": "pending"})
        self.harbour.phone = "010 1234 0000"
        self.form.action_accept_all()
        self.assertEqual(self.form.line_ids.mapped("decision"), ["pending", "accepted"])

    def test_confirmed_change_is_applied(self):
        self.harbour.phone = "010 1234 0000"
        self.form.line_ids[0].action_apply_anyway()
        self.form.action_post()
        self.assertEqual(self.harbour.phone, "021 5555 0199")

    def test_confirmation_holds_for_the_value_seen(self):
        self.harbour.phone = "010 1234 0000"
        self.form.line_ids[0].action_apply_anyway()
        self.harbour.phone = "010 1234 0001"
        with self.assertRaisesRegex(UserError, "010 1234 0001"):
            self.form.action_post()

    def test_same_change_by_another_needs_no_question(self):
        self.harbour.phone = "021 5555 0199"
        self.assertFalse(self.form.line_ids[0].changed)
        self.form.action_post()
        self.assertEqual(self.form.state, "posted")

    def test_nobody_confirms_or_forges_by_writing(self):
        self.harbour.phone = "010 1234 0000"
        for values in (
            {"confirmed": {"phone": "010 1234 0000"}},
            {"old": {"phone": "010 1234 0000"}},
        ):
            with self.assertRaisesRegex(UserError, "buttons"):
                self.form.line_ids[0].write(values)

    def test_old_value_is_the_servers_not_the_clients(self):
        values = {"topic": "habits", "proposed": {"habits": "Tea"}}
        form = self.write_form(PHONE)
        lines = self.env["law.client.update.line"].with_user(self.lawyer)
        with self.assertRaises(UserError):
            lines.create({**values, "update_id": form.id, "old": {"habits": "Coffee"}})
        line = lines.with_context(default_old={"habits": "Coffee"}).create(
            {**values, "update_id": form.id}
        )
        self.assertEqual(line.old, {"habits": None})

    def test_second_posting_is_refused(self):
        self.form.action_post()
        self.harbour.phone = "010 9999 0000"
        with self.assertRaisesRegex(UserError, "posted already, by Manager2"):
            self.form.with_user(self.head).action_post()
        self.assertEqual(self.harbour.phone, "010 9999 0000")

    def test_posting_while_another_posts_is_refused(self):
        def locked(records, **kwargs):
            raise LockError("locked")

        with (
            patch.object(self.registry["law.client.update"], "lock_for_update", locked),
            self.assertRaisesRegex(UserError, "Somebody else is posting"),
        ):
            self.form.action_post()
        self.assertEqual(self.form.state, "submitted")


@tagged("post_install", "-at_install", "s53")
class TestUpdateAccess(UpdateCase):
    """Who writes, who decides, who sees - whatever way one comes."""

    def test_whoever_wrote_a_form_does_not_post_it(self):
        for user in (self.manager, self.head, self.partner):
            form = self.write_form(PHONE, user=user, submit=True)
            for action in (
                form.action_accept_all,
                form.line_ids.action_accept,
                form.action_post,
                lambda form=form: form.line_ids.write({"decision": "accepted"}),
                lambda form=form: form.write({"state": "posted"}),
            ):
                with self.assertRaisesRegex(AccessError, "wrote"):
                    action()

    def test_paper_form_is_typed_by_one_manager_and_posted_by_another(self):
        form = self.write_form(
            PHONE, user=self.manager, user_id=self.lawyer.id, submit=True
        )
        self.assertEqual(form.user_id, self.lawyer)
        with self.assertRaisesRegex(AccessError, "wrote"):
            form.action_accept_all()
        form = form.with_user(self.manager2)
        form.action_accept_all()
        form.action_post()
        self.assertEqual(self.harbour.phone, "021 5555 0199")

    def test_lawyer_writes_in_no_other_name(self):
        with self.assertRaises(AccessError):
            self.write_form(PHONE, user_id=self.lawyer2.id)
        form = self.write_form(PHONE)
        with self.assertRaisesRegex(UserError, "author"):
            form.user_id = self.manager

    def test_lawyer_does_not_decide(self):
        form = self.write_form(PHONE, submit=True)
        for action in (
            form.action_accept_all,
            form.line_ids.action_accept,
            form.line_ids.action_apply_anyway,
            form.action_return,
            form.action_post,
            lambda: form.write({"state": "posted"}),
            lambda: form.line_ids.write({"decision": "accepted"}),
        ):
            with self.assertRaises(AccessError):
                action()
        self.assertEqual(self.harbour.phone, "021 5555 0100")

    def test_state_and_stamps_are_not_entered(self):
        values = {
            "state": "posted",
            "posted_at": "2024-01-01 00:00:00",
            "submitted_at": "2024-01-01 00:00:00",
            "return_count": 3,
            "hours_to_posting": 1,
            "name": "U1",
            "company_id": self.company_b.id,
        }
        form = self.write_form(PHONE)
        for name, value in values.items():
            with self.subTest(field=name), self.assertRaises(UserError):
                self.write_form(PHONE, **{name: value})
            if name != "state":
                with self.subTest(write=name), self.assertRaises(UserError):
                    form.write({name: value})
        with self.assertRaises(UserError):
            form.line_ids.write({"correction_count": 5})

    def test_defaults_of_the_context_open_no_gate(self):
        forms = self.env["law.client.update"].with_user(self.lawyer)
        form = forms.with_context(
            default_state="posted",
            default_posted_by_id=self.head.id,
            default_decision="accepted",
        ).create(
            {
                "client_id": self.harbour.id,
                "line_ids": [Command.create({"topic": "phone"})],
            }
        )
        self.assertEqual(form.state, "draft")
        self.assertFalse(form.posted_by_id)
        self.assertEqual(form.line_ids.decision, "pending")

    def test_posted_form_is_frozen(self):
        form = self.posted(PHONE)
        for user in (self.lawyer, self.manager2, self.partner):
            frozen = form.with_user(user)
            for values in (
                {"purpose": "Other"},
                {"contact_on": self.today},
                {"rest_confirmed": True},
                {"client_id": self.lighthouse.id},
                {"state": "draft"},
                {"line_ids": [Command.create({"topic": "habits"})]},
                {"line_ids": [Command.delete(form.line_ids.id)]},
                {"line_ids": [Command.update(form.line_ids.id, {"note": "x"})]},
                {"line_ids": [Command.update(form.line_ids.id, {"proposed": {}})]},
                {"line_ids": [Command.update(form.line_ids.id, {"reason": "x"})]},
            ):
                with self.subTest(user=user.login, values=values):
                    with self.assertRaises(UserError):
                        frozen.write(values)
            with self.assertRaises(UserError):
                frozen.unlink()

    def test_submitted_form_is_not_edited(self):
        form = self.write_form(PHONE, submit=True)
        with self.assertRaisesRegex(UserError, "no longer open"):
            form.purpose = "Other"
        with self.assertRaisesRegex(UserError, "no longer open"):
            form.rest_confirmed = True
        with self.assertRaisesRegex(UserError, "no longer open"):
            form.line_ids.proposed = {"phone": "1"}
        with self.assertRaises(UserError):
            form.unlink()

    def test_only_the_author_edits_a_draft(self):
        self.lighthouse.with_user(self.manager).member_ids = [
            Command.create({"user_id": self.lawyer.id, "role": "handling"})
        ]
        form = self.write_form(
            ("habits", {"habits": "Tea"}), client_id=self.lighthouse.id
        )
        other = form.with_user(self.lawyer2)
        self.assertEqual(other.purpose, "Annual talk")
        for user in (self.lawyer2, self.manager2):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                form.with_user(user).purpose = "Other"
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                form.with_user(user).unlink()
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.env["law.client.update.line"].with_user(user).create(
                    {"update_id": form.id, "topic": "phone"}
                )
        form.unlink()

    def test_forms_are_seen_with_their_client(self):
        form = self.write_form(PHONE, submit=True)
        forms = self.env["law.client.update"]
        lines = self.env["law.client.update.line"]
        for user in (self.manager, self.manager2, self.head, self.partner):
            self.assertIn(form, forms.with_user(user).search([]))
        for user in (self.lawyer2, self.outsider, self.manager_b):
            self.assertNotIn(form, forms.with_user(user).search([]))
            self.assertFalse(lines.with_user(user).search([]) & form.line_ids)
            with self.assertRaises(AccessError):
                form.with_user(user).read(["purpose"])
            with self.assertRaises(AccessError):
                form.line_ids.with_user(user).read(["old"])
        for user in (self.marketing, self.auditor, self.committee):
            with self.assertRaises(AccessError):
                forms.with_user(user).search([])

    def test_former_member_no_longer_sees_the_form(self):
        form = self.write_form(PHONE)
        self.harbour.member_ids.filtered(
            lambda m: m.user_id == self.lawyer
        ).action_end()
        self.assertNotIn(
            form, self.env["law.client.update"].with_user(self.lawyer).search([])
        )

    def test_lawyer_proposes_only_for_own_clients(self):
        for client in (self.lighthouse, self.foreign):
            with self.assertRaises(AccessError):
                self.write_form(PHONE, client_id=client.id)
            form = self.write_form(client_id=False, client_name="New")
            with self.assertRaises(AccessError):
                form.write(
                    {
                        "client_id": client.id,
                        "line_ids": [Command.create({"topic": "phone"})],
                    }
                )

    def test_form_with_proposals_stays_with_its_client(self):
        self.env["law.client.member"].create(
            {"client_id": self.lighthouse.id, "user_id": self.lawyer.id}
        )
        form = self.write_form(PHONE)
        with self.assertRaisesRegex(UserError, "another client"):
            form.client_id = self.lighthouse

    def _shown(self, records, values, changed, spec):
        """Return what the lawyer gets for a form or line that is not saved yet."""
        self.env.flush_all()
        self.env.invalidate_all()
        try:
            return repr(records.with_user(self.lawyer).onchange(values, changed, spec))
        except AccessError:
            return "refused"

    def test_foreign_client_does_not_show_through_a_new_line(self):
        lines = self.env["law.client.update.line"]
        spec = {"topic": {}, "old": {}, "old_text": {}, "update_id": {}}
        for client, shown in ((self.harbour, True), (self.lighthouse, False)):
            values = {"topic": "name", "update_id": {"client_id": client.id}}
            answer = self._shown(lines, values, ["topic"], spec)
            self.assertEqual(client.name in answer, shown, answer)

    def test_foreign_client_does_not_show_through_a_new_form(self):
        forms = self.env["law.client.update"]
        spec = {
            "client_id": {"fields": {"display_name": {}}},
            "display_name": {},
            "manager_id": {"fields": {"display_name": {}}},
        }
        for client, shown in ((self.harbour, True), (self.lighthouse, False)):
            values = {"client_id": client.id}
            answer = self._shown(forms, values, ["client_id"], spec)
            self.assertEqual(client.name in answer, shown, answer)
            self.assertEqual(client.manager_id.name in answer, shown, answer)

    def test_manager_of_the_other_company_neither_sees_nor_posts(self):
        form = self.write_form(PHONE, submit=True)
        with self.assertRaises(AccessError):
            form.with_user(self.manager_b).action_post()
        foreign = self.write_form(
            ("habits", {"habits": "Tea"}),
            user=self.manager_b,
            client_id=self.foreign.id,
        )
        self.assertEqual(foreign.company_id, self.company_b)
        self.assertNotIn(
            foreign, self.env["law.client.update"].with_user(self.manager).search([])
        )
