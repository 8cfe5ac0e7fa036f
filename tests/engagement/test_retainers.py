from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .business_common import BusinessCase

TODAY = "2026-06-01"


@tagged("post_install", "-at_install", "s30")
@freeze_time(TODAY)
class TestRetainerProposals(BusinessCase):
    """A retainer is proposed, answered, followed up, and accepted or not."""

    def reminders(self, record, user=None):
        tasks = record.sudo().activity_ids
        return tasks.filtered(lambda task: not user or task.user_id == user)

    def test_a_proposal_says_what_its_retainer_lacks(self):
        proposal = self.propose(self.lawyer, service_id=False)
        self.assertIn("Service", proposal.missing)
        self.assertIn("Term Until", proposal.missing)
        proposal.action_accept()
        self.assertIn("Service", proposal.missing)
        proposal.engagement_id.write(
            {
                "service_id": self.advice.id,
                "term_from": "2026-01-01",
                "term_to": "2026-12-31",
            }
        )
        self.assertFalse(proposal.missing)

    def test_the_proposer_is_reminded(self):
        proposal = self.propose(self.lawyer, follow_up_on="2026-06-15")
        tasks = self.reminders(proposal, self.lawyer)
        self.assertEqual(str(tasks.date_deadline), "2026-06-15")
        proposal.follow_up_on = "2026-06-20"
        self.assertEqual(str(self.reminders(proposal).date_deadline), "2026-06-20")

    def test_an_answer_ends_the_reminder(self):
        proposal = self.propose(self.lawyer, follow_up_on=TODAY)
        Reaction = self.env["law.retainer.reaction"].with_user(self.lawyer)
        for day, reaction in (("2026-05-20", "silent"), (TODAY, "interested")):
            Reaction.create(
                {"proposal_id": proposal.id, "date": day, "reaction": reaction}
            )
        self.assertEqual(proposal.last_reaction, "interested")
        self.assertFalse(proposal.follow_up_on)
        self.assertFalse(self.reminders(proposal))

    def test_overdue_is_found(self):
        late = self.propose(self.lawyer, follow_up_on="2026-05-30")
        on_time = self.propose(self.lawyer, follow_up_on=TODAY)
        found = late.search([("overdue", "=", True)]) & (late | on_time)
        self.assertEqual(found, late)
        self.assertTrue(late.overdue)
        self.assertFalse(on_time.overdue)

    def test_declined_needs_a_reason(self):
        proposal = self.propose(self.lawyer)
        with self.assertRefused(ValidationError, "Say why"):
            proposal.action_decline()
        proposal.decline_reason = "Has a lawyer in the house."
        proposal.action_decline()
        self.assertEqual(proposal.state, "declined")
        self.assertEqual(str(proposal.decided_on), TODAY)

    def test_postponed_comes_up_again(self):
        proposal = self.propose(self.lawyer)
        with self.assertRefused(ValidationError, "until when"):
            proposal.action_postpone()
        proposal.postponed_until = "2026-09-01"
        proposal.action_postpone()
        self.assertEqual(str(proposal.follow_up_on), "2026-09-01")
        self.assertEqual(str(self.reminders(proposal).date_deadline), "2026-09-01")

    def test_accepted_becomes_the_draft_of_a_retainer(self):
        proposal = self.propose(self.lawyer, follow_up_on="2026-06-15")
        proposal.action_accept()
        retainer = proposal.engagement_id
        self.assertRecordValues(
            retainer,
            [
                {
                    "is_retainer": True,
                    "state": "draft",
                    "fee_agreed": 120000,
                    "hours_included": 100,
                    "lead_id": self.lawyer.id,
                    "source": "development",
                }
            ],
        )
        self.assertFalse(self.reminders(proposal))
        with self.assertRefused(UserError, "term of the retainer"):
            retainer.action_open()
        with self.assertRefused(UserError, "retainer is drafted"):
            proposal.state = "proposed"

    def test_the_draft_carries_all_that_was_proposed(self):
        term = {"term_from": "2026-07-01", "term_to": "2027-06-30"}
        for user in (self.lawyer, self.manager, self.partner):
            with self.subTest(user=user.name):
                proposal = self.propose(user, **term)
                proposal.action_accept()
                retainer = proposal.engagement_id
                self.assertEqual(retainer.lead_id, self.lawyer)
                self.assertEqual(retainer.service_id, self.advice)
                self.assertEqual(str(retainer.term_from), term["term_from"])
                self.assertEqual(str(retainer.term_to), term["term_to"])
                self.assertEqual(retainer.fee_agreed, 120000)
                self.assertEqual(retainer.hours_included, 100)
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            self.propose(self.lawyer, term_from="2026-07-01", term_to="2026-06-01")

    def test_the_link_to_the_retainer_cannot_be_forged(self):
        proposal = self.propose(self.lawyer)
        with self.assertRefused(UserError, "follows from what is done"):
            proposal.engagement_id = self.draft(self.lawyer)

    def test_it_is_walled_like_the_client(self):
        proposal = self.propose(self.lawyer)
        self.assertFalse(proposal.with_user(self.lawyer2).has_access("read"))
        self.assertTrue(proposal.with_user(self.head).has_access("read"))
        self.bar(self.head, self.harbour)
        self.assertFalse(proposal.with_user(self.head).has_access("read"))
        with self.assertRefused(AccessError, ""):
            self.propose(self.lawyer2)

    def test_clients_never_asked_are_found(self):
        self.propose(self.manager)
        asked = self.env["law.client"].with_user(self.manager)
        found = asked.search([("retainer_proposal_ids", "=", False)])
        self.assertNotIn(self.harbour, found)
        self.assertIn(self.lighthouse, found)

    def test_successors_go_on_with_proposals(self):
        departure = self.env["law.departure"].new({"user_id": self.lawyer.id})
        proposal = self.propose(self.lawyer)
        holdings = {h.key: h for h in departure._holdings()}
        held = proposal.sudo().search(holdings["retainer_proposal"].domain)
        self.assertIn(proposal, held)


@tagged("post_install", "-at_install", "s30", "s22")
@freeze_time(TODAY)
class TestRetainers(BusinessCase):
    """An engagement with a term and hours: used, over-used, reminded of, renewed."""

    def remind(self):
        with self.enter_registry_test_mode():
            self.env.ref("law_firm_client.cron_remind_renewals").method_direct_trigger()
        self.env.invalidate_all()

    def test_hours_count_within_the_term_and_below(self):
        retainer = self.retainer("2026-12-31")
        below = self.opened(self.manager, retainer_id=retainer.id)
        self.spend(self.lawyer, retainer, 2, date="2026-05-01")
        self.spend(self.lawyer, retainer, 5, date="2025-12-31")
        self.spend(self.lawyer, below, 3, date="2026-05-01", kind="contact")
        self.assertEqual(retainer.hours_used, 5)
        self.assertEqual(retainer.hours_share, 50)
        retainer.term_from = "2025-12-01"
        self.assertEqual(retainer.hours_used, 10)

    def test_hours_of_a_walled_engagement_are_left_out_for_whom_it_keeps_out(self):
        retainer = self.retainer("2026-12-31")
        below = self.opened(self.manager, retainer_id=retainer.id)
        self.spend(self.lawyer, retainer, 2, date="2026-05-01")
        self.spend(self.lawyer, below, 9, date="2026-05-02")
        theirs = retainer.with_user(self.manager2)
        self.assertEqual(theirs.hours_used, 11)
        over = [("hours_share", ">", 100), ("id", "=", retainer.id)]
        self.assertTrue(theirs.search(over))
        self.bar(self.manager2, self.harbour, engagement_id=below.id)
        self.env.invalidate_all()
        figures = ["hours_used", "hours_share", "hours_hint", "covered_ids"]
        row = theirs.read(figures)[0]
        self.assertEqual((row["hours_used"], row["hours_share"]), (2, 20))
        self.assertIn("left out", row["hours_hint"])
        self.assertFalse(row["covered_ids"])
        self.assertFalse(theirs.search(over))
        with self.assertRefused(AccessError, "."):
            theirs.read(["hours_total"])
        mine = retainer.with_user(self.manager)
        self.assertEqual((mine.hours_used, mine.hours_hint), (11, False))

    def test_overuse_is_told_once(self):
        retainer = self.retainer("2026-12-31")
        for hours in (9, 2, 3):
            self.spend(self.lawyer, retainer, hours, date="2026-05-01")
        tasks = retainer.sudo().activity_ids
        self.assertEqual(tasks.user_id, self.lawyer)
        self.assertEqual(len(tasks), 1)
        retainer.hours_included = 12
        self.spend(self.lawyer, retainer, 1, date="2026-05-01")
        self.assertEqual(len(retainer.sudo().activity_ids), 2)

    def test_the_manager_is_reminded_once_a_term(self):
        soon = self.retainer("2026-07-15")
        later = self.retainer("2026-12-31")
        for _run in range(2):
            self.remind()
        self.assertEqual(soon.sudo().activity_ids.user_id, self.manager)
        self.assertEqual(len(soon.sudo().activity_ids), 1)
        self.assertFalse(later.sudo().activity_ids)
        soon.term_to = "2026-07-20"
        self.remind()
        self.assertEqual(len(soon.sudo().activity_ids), 2)

    def test_the_firm_sets_how_early(self):
        self.company_a.law_renewal_days = 10
        retainer = self.retainer("2026-07-15")
        self.remind()
        self.assertFalse(retainer.sudo().activity_ids)

    def test_it_is_renewed_for_the_next_term(self):
        retainer = self.retainer("2026-12-31")
        action = retainer.action_renew()
        renewed = retainer.browse(action["res_id"])
        self.assertEqual(str(renewed.term_from), "2027-01-01")
        self.assertEqual(str(renewed.term_to), "2027-12-31")
        self.assertEqual(renewed.renews_id, retainer)
        self.assertEqual(retainer.action_renew()["res_id"], renewed.id)
        self.assertEqual(renewed.state, "draft")

    def test_a_renewed_one_is_not_reminded_of(self):
        retainer = self.retainer("2026-07-15")
        retainer.action_renew()
        self.remind()
        self.assertFalse(retainer.sudo().activity_ids)

    def test_only_a_retainer_of_the_same_client_covers(self):
        engagement = self.opened(self.manager)
        with self.assertRefused(ValidationError, "retainer of the same client"):
            engagement.retainer_id = self.opened(self.manager)
        retainer = self.retainer("2026-12-31")
        with self.assertRefused(ValidationError, "retainer of the same client"):
            retainer.retainer_id = retainer

    def test_the_client_is_on_a_retainer(self):
        client = self.harbour.with_user(self.manager)
        self.assertFalse(client.on_retainer)
        self.retainer("2026-12-31")
        client.invalidate_recordset()
        self.assertTrue(client.on_retainer)
        self.assertIn(client, client.search([("on_retainer", "=", True)]))

    def test_marks_of_the_system_cannot_be_forged(self):
        retainer = self.retainer("2026-12-31")
        with self.assertRefused(UserError, "keeps this itself"):
            retainer.renewal_reminded = True

    def test_reminding_of_many_costs_few_queries(self):
        retainers = [self.retainer("2026-07-15") for _number in range(10)]
        self.forget()
        Engagement = self.env["law.engagement"]
        due = Engagement._domain_to_renew(self.company_a)
        with self.assertQueryCount(1):
            found = Engagement.search(due)
        self.assertEqual(len(found), len(retainers))
