import base64
from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .privacy_common import PrivacyCase


@tagged("post_install", "-at_install", "s64")
class TestPrivacyRequest(PrivacyCase):
    """Steps with gates, and a clock that moves for a reason only."""

    def test_numbers_count_for_each_company(self):
        first, second = self.ask(), self.ask()
        self.assertEqual((first.name, second.name), ("P00001", "P00002"))
        self.partner.company_ids += self.company_b
        other = (
            self.env["law.privacy.request"]
            .with_user(self.partner)
            .with_context(allowed_company_ids=self.company_b.ids)
            .create({"person_name": "Ann", "kind": "access", "pack_id": self.pack.id})
        )
        self.assertEqual((other.name, other.company_id), ("P00001", self.company_b))

    def test_another_company_s_handler_sees_nothing(self):
        self.manager_b.group_ids += self.env.ref(
            "law_firm_client.group_privacy_handler"
        )
        request = self.ask().with_user(self.manager_b)
        self.assertFalse(request.has_access("read"))
        self.assertFalse(request.search([("id", "=", request.id)]))

    def test_a_managing_partner_is_a_handler_and_a_head_is_not(self):
        self.assertTrue(self.ask(self.partner))
        with self.assertRaises(AccessError):
            self.ask(self.head)

    def test_identity_names_all_that_is_missing_in_one_message(self):
        request = self.ask(asked_by="Ann Lee", contact_details=False)
        with self.assertRefused(
            UserError, "(?s)how the identity.*proof that Ann Lee.*where the answer"
        ):
            request.action_identify()
        request.write(
            {
                "identity_how": "callback",
                "authority_proof": "Power of attorney of 3 May",
                "contact_details": "ann@example.com",
            }
        )
        request.action_identify()
        self.assertEqual(request.state, "identified")
        self.assertEqual(request.identity_by_id, self.keeper)

    def test_steps_come_in_their_order(self):
        request = self.ask()
        for step in (request.action_start, request.action_answer):
            with self.assertRefused(UserError, "cannot become"):
                step()
        with self.assertRefused(UserError, "cannot be entered"):
            request.write({"state": "answered"})
        with self.assertRefused(UserError, "cannot be entered"):
            self.ask(state="answered")

    def test_an_answer_needs_search_decisions_and_words(self):
        request = self.handled()
        with self.assertRefused(UserError, "(?s)what was done.*a search"):
            request.action_answer()
        request.outcome_note = "Nothing to give"
        request.action_search()
        with self.assertRefused(UserError, "a decision on [0-9]+ places"):
            request.action_answer()
        request.find_ids.action_other()
        request.action_answer()
        self.assertEqual((request.state, request.closed_on), ("answered", self.today))
        with self.assertRefused(UserError, "is closed"):
            request.write({"outcome_note": "Something else"})
        with self.assertRefused(UserError, "is closed"):
            request.action_search()

    def test_a_refusal_needs_ground_reason_and_ways_to_complain(self):
        request = self.ask()
        with self.assertRefused(UserError, "(?s)ground of refusal.*reason"):
            request.action_refuse()
        self.assertIn("1 Data Square", request.ways_to_complain)
        request.write(
            {
                "refusal_ground": "excessive",
                "refusal_reason": "The fifth time this month",
                "ways_to_complain": " ",
            }
        )
        with self.assertRefused(UserError, "ways to complain"):
            request.action_refuse()
        request.ways_to_complain = "The authority"
        request.action_refuse()
        self.assertEqual(request.state, "refused")

    def test_taking_back_says_how(self):
        request = self.ask()
        with self.assertRefused(UserError, "how and when"):
            request.action_withdraw()
        request.outcome_note = "By phone today"
        request.action_withdraw()
        self.assertEqual(request.state, "withdrawn")

    def test_only_a_handler_handles(self):
        with self.assertRefused(ValidationError, "no privacy handler"):
            self.ask(handler_id=self.head.id)
        request = self.handled()
        self.assertEqual(request.handler_id, self.keeper)

    def test_a_request_is_not_deleted_and_not_received_tomorrow(self):
        request = self.ask(self.partner)
        with self.assertRaises(AccessError):
            request.unlink()
        with self.assertRefused(UserError, "stays on record"):
            request.sudo().unlink()
        with self.assertRefused(ValidationError, "in the future"):
            self.ask(received_on=self.today + timedelta(days=2))

    # === THE CLOCK ===

    def received(self, day, **values):
        return self.ask(received_on=day, **values)

    def test_a_month_from_the_last_of_january_is_the_end_of_february(self):
        request = self.received("2026-01-31")
        self.assertEqual(request.due_on, fields.Date.to_date("2026-03-02"))

    def test_the_firm_s_holiday_moves_the_last_day(self):
        self.env["resource.calendar.leaves"].create(
            {
                "name": "Spring holiday",
                "company_id": self.company_a.id,
                "date_from": "2026-03-02 00:00:00",
                "date_to": "2026-03-03 12:00:00",
            }
        )
        request = self.received("2026-01-31")
        self.assertEqual(request.due_on, fields.Date.to_date("2026-03-04"))

    def test_days_of_the_firm_for_the_chinese_law(self):
        pack = self.env.ref("law_firm_client.pack_pipl")
        request = self.received("2026-03-06", pack_id=pack.id)
        self.assertEqual(request.due_on, fields.Date.to_date("2026-03-21"))

    def test_a_later_change_of_the_law_moves_no_date(self):
        request = self.received("2026-03-05")
        due = request.due_on
        self.pack.write({"months": 3})
        self.assertEqual(request.due_on, due)
        with self.assertRefused(UserError, "cannot be entered"):
            request.write({"due_on": "2030-01-01"})

    def test_a_stop_moves_the_date_and_needs_a_reason(self):
        request = self.received("2026-03-05")
        with self.assertRefused(ValidationError, "Say why"):
            request.write({"stop_ids": [(0, 0, {"reason": " "})]})
        stop = {"date_from": "2026-03-06", "date_to": "2026-03-10", "reason": "ID"}
        request.write({"stop_ids": [(0, 0, stop)]})
        self.assertEqual(request.due_on, fields.Date.to_date("2026-04-09"))
        self.assertEqual(request.days_stopped, 4)
        with self.assertRefused(UserError, "stays on record"):
            request.stop_ids.unlink()
        with self.assertRefused(ValidationError, "between the receipt"):
            request.write({"stop_ids": [(0, 0, {**stop, "date_from": "2026-03-01"})]})

    def test_a_standing_clock_is_no_overdue(self):
        request = self.received("2026-01-05")
        self.assertEqual(request.clock, "overdue")
        request.write({"stop_ids": [(0, 0, {"reason": "Waiting for the passport"})]})
        self.assertEqual(request.clock, "stopped")
        for clock in ("overdue", "stopped"):
            found = request.search([("clock", "=", clock), ("id", "=", request.id)])
            self.assertEqual(bool(found), clock == "stopped")

    def test_longer_only_when_told_within_the_first_month(self):
        request = self.received("2026-03-05")
        with self.assertRefused(UserError, "(?s)why it takes longer.*was told"):
            request.action_make_longer()
        request.longer_because = "Nine archives"
        request.longer_told_on = "2026-04-20"
        with self.assertRefused(UserError, "must be told between"):
            request.action_make_longer()
        request.longer_told_on = "2026-03-20"
        request.action_make_longer()
        self.assertEqual(request.due_on, fields.Date.to_date("2026-06-05"))
        self.assertEqual(request.first_due_on, fields.Date.to_date("2026-04-06"))
        with self.assertRefused(UserError, "made longer already"):
            request.action_make_longer()

    def test_the_handler_is_reminded_and_a_partner_warned_once(self):
        request = self.ask(handler_id=self.keeper.id)
        with freeze_time(fields.Datetime.to_datetime(request.due_on)):
            request.browse().sudo()._cron_remind()
            request.browse().sudo()._cron_remind()
            tasks = request.sudo().activity_ids
            self.assertEqual(tasks.user_id, self.keeper)
            self.assertEqual(len(tasks), 1)
        late = fields.Datetime.to_datetime(request.due_on) + timedelta(days=1)
        with freeze_time(late):
            request.browse().sudo()._cron_remind()
            request.browse().sudo()._cron_remind()
            tasks = request.sudo().activity_ids
            self.assertEqual(len(tasks), 2)
            self.assertIn(self.partner, tasks.user_id)

    # === IDENTITY ===

    def test_the_proof_of_identity_is_deleted_after_its_days(self):
        request = self.ask()
        request.write(
            {
                "identity_how": "document",
                "identity_evidence": base64.b64encode(b"passport"),
            }
        )
        request.action_identify()
        job = request.browse().sudo()
        job._cron_forget_identity()
        self.assertTrue(request.identity_evidence)
        later = fields.Datetime.now() + timedelta(days=31)
        with freeze_time(later):
            job._cron_forget_identity()
        self.assertFalse(request.identity_evidence)
        self.assertFalse(
            self.env["ir.attachment"].search(
                [
                    ("res_model", "=", request._name),
                    ("res_id", "=", request.id),
                    ("res_field", "=", "identity_evidence"),
                ]
            )
        )
        self.assertTrue(request.evidence_gone_on)
