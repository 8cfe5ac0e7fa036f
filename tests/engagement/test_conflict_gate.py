from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .conflict_common import ConflictCase


@tagged("post_install", "-at_install", "s22", "s26")
class TestConflictGate(ConflictCase):
    """No engagement opens before the firm knows that it is on no other side."""

    def clear(self, engagement, user=None):
        """Run and clear a check of the engagement."""
        check = engagement._run_conflict_check()
        check.with_user(user or self.partner).hit_ids.action_assess(
            "none", "Only a name"
        )
        check.with_user(user or self.partner).action_clear()
        return check

    def latest(self, engagement):
        """Return the latest check of the engagement."""
        engagement.invalidate_recordset(["conflict_check_ids"])
        return engagement.conflict_check_ids[0]

    def test_an_engagement_opens_on_a_cleared_check(self):
        engagement = self.draft(self.lawyer)
        with self.assertRefused(UserError, "cleared conflict check"):
            engagement.action_open()
        check = self.clear(engagement)
        self.assertEqual(
            set(check.line_ids.mapped("name")),
            {"Harbour Trading Ltd", "Steel Works Ltd"},
        )
        engagement.action_open()
        self.assertEqual(engagement.state, "open")

    def test_a_draft_is_closed_as_not_taken_on_or_on_a_cleared_check(self):
        for start in ("draft", "conflict"):
            engagement = self.draft(self.lawyer, date_open="2026-01-05")
            engagement.write({"state": start, "outcome": "won"})
            with self.assertRefused(UserError, "cleared conflict check"):
                engagement.state = "closed"
            with self.assertRefused(UserError, "cleared conflict check"):
                engagement.write({"state": "closed", "date_close": "2026-02-05"})
            dropped = self.draft(self.lawyer, outcome="declined", outcome_note="No fee")
            dropped.action_close()
            self.assertEqual(dropped.state, "closed")
            self.clear(engagement)
            engagement.action_close()
            self.assertEqual(engagement.state, "closed")

    def test_a_planted_conflict_stops_it(self):
        other = Command.create({"name": "灯塔科技股份有限公司"})
        engagement = self.draft(self.lawyer, party_ids=[other])
        check = engagement._run_conflict_check()
        self.assertEqual(check.light, "amber")
        with self.assertRaises(UserError):
            check.action_clear()
        judge = check.with_user(self.manager2)
        judge.hit_ids.action_assess("conflict")
        self.assertEqual(judge.hit_ids.side, "prospect")
        with self.assertRaises(UserError):
            judge.action_clear()
        judge.reason = "灯塔科技 is our client"
        judge.action_refuse()
        with self.assertRefused(UserError, "cleared conflict check"):
            engagement.action_open()
        with self.assertRaises(UserError):
            self.draft(self.manager, party_ids=[other], state="open")

    def test_what_was_found_is_not_got_rid_of_with_the_party(self):
        other = Command.create({"name": "灯塔科技股份有限公司"})
        for refused in (True, False):
            engagement = self.draft(self.lawyer, party_ids=[other])
            judge = engagement._run_conflict_check().with_user(self.manager2)
            if refused:
                judge.reason = "灯塔科技 is our client"
                judge.action_refuse()
            engagement.party_ids.unlink()
            engagement.write(
                {"no_other_party": True, "no_other_party_reason": "Advice, no opponent"}
            )
            again = engagement._run_conflict_check()
            self.assertIn("灯塔科技股份有限公司", again.line_ids.mapped("name"))
            with self.assertRaises(UserError):
                again.action_clear()
            with self.assertRefused(UserError, "cleared conflict check"):
                engagement.action_open()
            self.clear(engagement, self.manager2)
            engagement.action_open()

    def test_a_dot_is_no_reason_why_there_is_no_other_party(self):
        engagement = self.draft(
            self.lawyer, party_ids=[], no_other_party=True, no_other_party_reason="."
        )
        self.clear(engagement)
        with self.assertRefused(UserError, "why there is no other party"):
            engagement.action_open()

    def test_who_asks_writes_no_grounds_of_the_decision(self):
        other = Command.create({"name": "灯塔科技股份有限公司"})
        check = self.draft(self.lawyer, party_ids=[other])._run_conflict_check()
        for given in ({"reason": "It is nothing"}, {"consent_by": "Somebody"}):
            with self.assertRefused(AccessError, "client manager"):
                check.write(given)
        check.with_user(self.manager2).reason = "They consented"

    def test_an_old_check_does_not_hold(self):
        engagement = self.draft(self.lawyer)
        check = self.clear(engagement)
        check._stamp({"searched_on": "2024-01-01"})
        with self.assertRefused(UserError, "not older than 30 days"):
            engagement.action_open()

    def test_a_party_added_or_renamed_is_checked_again(self):
        engagement = self.draft(self.lawyer)
        self.clear(engagement)
        engagement.party_ids.name = "Copper Works Ltd"
        self.assertFalse(engagement.conflict_covered)
        with self.assertRefused(UserError, "cleared conflict check"):
            engagement.action_open()
        self.clear(engagement)
        engagement.action_open()
        engagement.party_ids = [Command.create({"name": "Tin Works Ltd"})]
        self.assertFalse(engagement.conflict_covered)
        check = engagement.conflict_check_ids[0]
        self.assertEqual(check.state, "pending")
        self.assertEqual(check.sudo().activity_ids.user_id, self.lawyer)

    def test_a_party_is_searched_whatever_it_is_entered_as(self):
        for values in ({"role": "tribunal"}, {"date_to": "2020-01-31"}):
            with self.subTest(**values):
                party = Command.create({"name": "灯塔科技股份有限公司", **values})
                engagement = self.draft(self.lawyer, party_ids=[party])
                check = engagement._run_conflict_check()
                self.assertTrue(check.hit_count)
                self.clear(engagement, self.manager2)
                engagement.action_open()
                engagement.party_ids.write({"role": "opponent", "date_to": False})
                lines = self.latest(engagement).line_ids
                line = lines.filtered(lambda n: n.name.startswith("灯塔"))
                self.assertEqual(line.role, "opponent")

    def test_a_party_whose_role_changes_is_checked_again(self):
        party = Command.create({"name": "Steel Works Ltd", "role": "tribunal"})
        engagement = self.draft(self.lawyer, party_ids=[party])
        self.clear(engagement)
        engagement.action_open()
        self.assertTrue(engagement.conflict_covered)
        engagement.party_ids.role = "opponent"
        self.assertFalse(engagement.conflict_covered)
        self.assertEqual(self.latest(engagement).state, "pending")

    def test_what_is_under_way_unchecked_is_flagged_and_does_not_end(self):
        engagement = self.draft(self.lawyer)
        check = self.clear(engagement)
        engagement.action_open()
        check._stamp({"searched_on": "2024-01-01"})
        self.assertFalse(engagement.conflict_warning)
        engagement.party_ids = [Command.create({"name": "Tin Works Ltd"})]
        self.assertEqual(engagement.conflict_warning, "needed")
        found = [("conflict_warning", "!=", False), ("id", "=", engagement.id)]
        self.assertEqual(engagement.search(found), engagement)
        engagement.outcome = "won"
        with self.assertRefused(UserError, "cleared conflict check"):
            engagement.action_close()
        self.clear(engagement)
        self.assertFalse(engagement.conflict_warning)
        engagement.action_close()
        self.assertEqual(engagement.state, "closed")

    def test_who_serves_the_client_learns_that_a_check_was_refused(self):
        engagement = self.draft(self.lawyer)
        self.clear(engagement)
        engagement.action_open()
        engagement.party_ids = [Command.create({"name": "灯塔科技股份有限公司"})]
        judge = self.latest(engagement).with_user(self.manager2)
        judge.hit_ids.action_assess("conflict")
        judge.reason = "灯塔科技 is our client"
        judge.action_refuse()
        self.assertEqual(engagement.conflict_warning, "refused")
        told = engagement.sudo().activity_ids.user_id
        self.assertEqual(told, self.lawyer | self.manager)
        engagement.outcome = "ended_early"
        engagement.action_close()
        self.assertEqual(engagement.state, "closed")
        self.assertFalse(engagement.conflict_warning)

    def test_a_later_client_who_was_an_opponent_warns(self):
        self.draft(self.manager)
        index = self.env["law.conflict.name"]
        index._settle()
        index.search([("checked", "=", False)]).checked = True
        client = self.make_client("Steel Works GmbH", manager=self.manager2)
        index._settle()
        index.search([("checked", "=", False)])._compare_later()
        check = self.env["law.conflict.check"].search([("client_id", "=", client.id)])
        self.assertTrue(check.later)
        self.assertEqual(check.state, "pending")
        self.assertIn(self.manager2, check.activity_ids.user_id)
        self.assertIn(self.partner, check.activity_ids.user_id)
        self.assertEqual(check.with_user(self.manager2).hit_ids.side, "former")
        index.search([("client_id", "=", client.id)])._compare_later()
        again = self.env["law.conflict.check"].search([("client_id", "=", client.id)])
        self.assertEqual(again, check)
