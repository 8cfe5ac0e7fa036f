from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .engagement_common import EngagementCase


@tagged("post_install", "-at_install", "s22", "s26")
class TestEngagement(EngagementCase):
    """An engagement passes its gates, the same for form, import and RPC."""

    def test_a_lawyer_takes_one_from_draft_to_closed(self):
        engagement = self.draft(self.lawyer)
        self.assertEqual(engagement.state, "draft")
        self.assertTrue(engagement.code)
        engagement.action_check_conflict()
        engagement.action_open()
        self.assertEqual(engagement.state, "open")
        self.assertTrue(engagement.date_open)
        engagement.outcome = "settled"
        engagement.action_close()
        self.assertEqual(engagement.state, "closed")
        self.assertEqual(engagement.cycle_days, 0)

    def test_all_that_is_missing_is_named_at_once(self):
        bare = self.env["law.engagement"].with_user(self.manager)
        bare = bare.create({"name": "Something", "client_id": self.harbour.id})
        with self.assertRefused(
            UserError, "(?s)service.*lead lawyer.*how it came.*other parties"
        ):
            bare.write({"state": "open"})
        self.assertEqual(bare.state, "draft")

    def test_an_import_meets_the_same_gate(self):
        Engagement = self.env["law.engagement"].with_user(self.manager)
        with self.assertRefused(UserError, "lead lawyer"):
            Engagement.create(
                {"name": "Done", "client_id": self.harbour.id, "state": "open"}
            )
        done = self.draft(self.manager, state="open", date_open="2024-03-01")
        self.assertEqual(done.state, "open")
        self.assertEqual(done.code[:6], "E2024-")

    def test_a_client_with_engagements_is_not_deleted(self):
        prospect = self.make_client("Prospect Ltd", manager=self.manager)
        draft = self.draft(self.manager, prospect, lead_id=self.manager.id)
        draft.state = "conflict"
        with self.assertRefused(UserError, "stay on record"):
            prospect.with_user(self.head).unlink()
        draft.action_back_to_draft()
        prospect.with_user(self.head).unlink()
        self.assertFalse(draft.exists())

    def test_what_was_not_taken_on_is_closed_with_a_reason(self):
        draft = self.draft(self.lawyer)
        draft.outcome = "declined"
        with self.assertRefused(UserError, "why it was not taken on"):
            draft.action_close()
        draft.outcome_note = "The other side is a client of ours"
        draft.action_close()
        self.assertEqual(draft.state, "closed")
        self.assertFalse(draft.date_open)

    def test_a_closed_one_stays_as_it_was(self):
        engagement = self.opened(self.lawyer, outcome="won")
        engagement.action_close()
        for vals in ({"lead_id": False}, {"outcome": "lost"}, {"date_close": False}):
            with self.assertRefused(UserError, "stay as they were"):
                engagement.write(vals)

    def test_only_client_management_enters_history(self):
        values = {
            "state": "closed",
            "date_open": "2023-02-01",
            "date_close": "2023-05-02",
            "outcome": "won",
        }
        with self.assertRefused(UserError, "Only client managers"):
            self.draft(self.lawyer, **values)
        old = self.draft(self.manager, **values)
        self.assertEqual((old.state, old.cycle_days), ("closed", 90))
        self.assertTrue(old.search([("running_days", ">", 80), ("id", "=", old.id)]))
        self.assertFalse(old.search([("running_days", ">", 90), ("id", "=", old.id)]))

    def test_no_state_is_jumped_to(self):
        engagement = self.opened(self.lawyer)
        for state in ("draft", "conflict"):
            with self.assertRefused(UserError, "cannot become"):
                engagement.state = state

    def test_numbers_are_by_company_and_year_and_never_twice(self):
        first, second = self.draft(self.manager), self.draft(self.manager)
        ours = first.code[:6]
        self.assertEqual(ours, second.code[:6])
        self.assertNotEqual(first.code, second.code)
        theirs = self.draft(self.manager_b, self.foreign, lead_id=self.manager_b.id)
        self.assertEqual(theirs.code, f"{ours}0001")
        with self.assertRefused(UserError, "cannot be entered"):
            first.code = "E2000-0001"
        with self.assertRefused(ValidationError, "before 1900"):
            self.draft(self.manager, date_open="0985-03-01")

    def test_a_referral_names_the_client_who_made_it(self):
        engagement = self.draft(self.lawyer, source="referral")
        with self.assertRefused(UserError, "the client who referred it"):
            engagement.action_open()
        theirs = engagement.with_user(self.manager)
        theirs.referrer_client_id = self.lighthouse
        engagement.action_open()
        engagement.invalidate_recordset()
        # The lawyer is on no team of the referrer, and learns whom to ask.
        self.assertFalse(engagement.referrer_client_id)
        self.assertIn("ask Partner", engagement.referrer_hint)
        self.assertNotIn("Manager2", engagement.referrer_hint)
        found = [("referrer_client_id", "=", self.lighthouse.id)]
        self.assertFalse(engagement.search(found))
        self.assertEqual(theirs.search(found).ids, engagement.ids)
        with self.assertRefused(AccessError, "."):
            engagement.read(["referrer_kept_id"])

    def test_parties_stay_on_record_once_it_was_opened(self):
        engagement = self.draft(self.lawyer)
        second = engagement.party_ids.create(
            {"engagement_id": engagement.id, "name": "A slip of the pen"}
        )
        second.unlink()
        engagement.action_open()
        with self.assertRefused(UserError, "stays on record"):
            engagement.party_ids.unlink()
        engagement.party_ids.date_to = "2026-01-01"

    def test_parties_are_named_or_denied_with_a_reason(self):
        values = {"party_ids": [Command.clear()], "no_other_party": True}
        engagement = self.draft(self.lawyer, **values)
        with self.assertRefused(UserError, "why there is no other party"):
            engagement.action_open()
        engagement.no_other_party_reason = "Advice on the client's own rules"
        engagement.action_open()
        self.assertEqual(engagement.state, "open")
