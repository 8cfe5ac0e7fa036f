import base64

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .conflict_common import ConflictCase
from .engagement_common import EngagementCase

PAPER = base64.b64encode(b"signed by both clients " * 10).decode()


@tagged("post_install", "-at_install", "s22", "s26")
class TestEngagementGuards(EngagementCase):
    """What was opened leaves its traces, whatever is written over it."""

    def closed(self, user, **values):
        """Return an engagement of `user` that was opened in January and is closed."""
        engagement = self.opened(user, date_open="2026-01-05", outcome="won", **values)
        yesterday = fields.Date.subtract(fields.Date.today(), days=1)
        engagement.write({"state": "closed", "date_close": yesterday})
        return engagement

    def test_parties_stay_whatever_becomes_of_the_day_of_opening(self):
        for user in (self.lawyer, self.manager):
            engagement = self.opened(user)
            with self.assertRefused(UserError, "stays on record"):
                engagement.date_open = False
            self.env.cr.execute(
                "UPDATE law_engagement SET date_open = NULL WHERE id = %s",
                [engagement.id],
            )
            engagement.invalidate_recordset()
            with self.assertRefused(UserError, "stays on record"):
                engagement.party_ids.unlink()

    def test_the_day_of_opening_is_not_emptied_in_reopening(self):
        engagement = self.closed(self.manager)
        reopening = {"reopen_reason": "The client appealed", "state": "open"}
        with self.assertRefused(UserError, "stays on record"):
            engagement.write({**reopening, "date_open": False})
        engagement.write(reopening)
        self.assertEqual(str(engagement.date_open), "2026-01-05")

    def test_a_draft_with_a_day_may_still_drop_a_party(self):
        draft = self.draft(self.lawyer, date_open="2026-01-05")
        draft.party_ids.unlink()
        draft.date_open = False

    def test_what_is_open_has_no_day_of_closing(self):
        engagement = self.opened(self.lawyer, date_close="2026-02-05")
        self.assertFalse(engagement.date_close)
        with self.assertRefused(UserError, "no day of closing"):
            engagement.date_close = fields.Date.today()

    def test_days_lie_in_years_that_may_be(self):
        for values in (
            {"date_open": "1899-12-31"},
            {"term_from": "1066-10-14"},
            {"term_to": "2999-01-01"},
        ):
            with self.subTest(**values):
                with self.assertRefused(ValidationError, "before 1900 or after 2200"):
                    self.draft(self.manager, **values)

    def test_parties_of_a_closed_engagement_keep_their_names(self):
        for user in (self.lawyer, self.manager):
            party = self.closed(user).party_ids
            for values in (
                {"name": "Copper Works Ltd"},
                {"registration_number": "HRB 1"},
                {"role": "tribunal"},
                {"other_names": "Copper Works Ltd"},
            ):
                with self.subTest(user=user.name, **values):
                    with self.assertRefused(UserError, "keep their names"):
                        party.write(values)
            party.write({"name": party.name, "note": "Wound up since"})

    def test_a_party_that_is_renamed_keeps_its_old_names(self):
        self.patch(
            type(self.env["law.engagement"]), "_recheck_open", lambda engagements: None
        )
        party = self.opened(self.lawyer).party_ids
        party.name = "Copper Works Ltd"
        self.assertEqual(party.other_names, "Steel Works Ltd")
        party.other_names = False
        self.assertEqual(party.other_names, "Steel Works Ltd")
        party.write({"name": "Tin Works Ltd", "other_names": "Tin\nSteel Works Ltd"})
        self.assertEqual(party.other_names, "Tin\nSteel Works Ltd\nCopper Works Ltd")
        party.role = "tribunal"
        self.assertEqual(party.other_names, "Tin\nSteel Works Ltd\nCopper Works Ltd")

    def test_a_copy_is_a_new_draft(self):
        for user in (self.lawyer, self.manager):
            engagement = self.draft(user, source="referral", date_open="2026-01-05")
            engagement.with_user(self.manager).referrer_client_id = self.lighthouse
            engagement.action_open()
            engagement.write({"outcome": "won", "state": "closed"})
            copied = engagement.copy()
            self.assertEqual(copied.state, "draft")
            self.assertFalse(copied.date_open or copied.date_close or copied.outcome)
            self.assertNotEqual(copied.code, engagement.code)
            self.assertFalse(copied.sudo().referrer_kept_id)

    def result(self, engagement):
        """Return what the analysis of success by origin says of an engagement."""
        self.env.flush_all()
        self.env.invalidate_all()
        results = self.env["law.business.result"].with_user(self.manager)
        return results.search([("engagement_id", "=", engagement.id)]).result

    def test_only_what_was_opened_is_won(self):
        dated = self.draft(self.manager, date_open="2026-01-05")
        self.assertEqual(self.result(dated), "open")
        dated.write({"outcome": "declined", "outcome_note": "No fee"})
        dated.action_close()
        self.assertEqual(self.result(dated), "lost")
        self.assertEqual(self.result(self.opened(self.manager)), "won")
        self.assertEqual(self.result(self.closed(self.manager)), "won")

    def fee(self, engagement, amount, user=None, **values):
        """Return a fee that came in today."""
        fees = self.env["law.engagement.fee"].with_user(user or self.manager)
        values = {"engagement_id": engagement.id, "amount": amount, **values}
        return fees.create(values)

    def test_no_more_goes_back_of_what_is_closed_than_came_in(self):
        engagement = self.opened(self.manager, date_open="2026-01-05", outcome="won")
        self.fee(engagement, 100, date="2026-01-06")
        yesterday = fields.Date.subtract(fields.Date.today(), days=1)
        engagement.write({"state": "closed", "date_close": yesterday})
        for user in (self.manager, self.partner):
            with self.assertRefused(ValidationError, "More would go back"):
                self.fee(engagement, -101, user)
        late = self.fee(engagement, 50)
        self.fee(engagement, -150)
        with self.assertRefused(ValidationError, "More would go back"):
            late.unlink()

    def test_who_entered_a_late_fee_by_mistake_removes_it_that_day(self):
        engagement = self.closed(self.manager)
        first, second = self.fee(engagement, 100), self.fee(engagement, 50)
        with self.assertRefused(UserError, "is closed"):
            first.with_user(self.manager2).unlink()
        with self.assertRefused(UserError, "is closed"):
            first.amount = 10
        first.unlink()
        self.assertEqual(engagement.fee_received, 50)
        with freeze_time(fields.Date.add(fields.Date.today(), days=2)):
            with self.assertRefused(UserError, "is closed"):
                second.unlink()

    def test_no_fee_was_received_before_1990(self):
        engagement = self.opened(self.manager, date_open="1985-01-05")
        with self.assertRefused(ValidationError, "before 1990"):
            self.fee(engagement, 10, date="1989-12-31")


@tagged("post_install", "-at_install", "s22", "s26")
class TestConflictGuards(ConflictCase):
    """A check is about whom it says, and nobody decides alone on what he searched."""

    def test_a_check_of_an_engagement_is_about_its_client(self):
        engagement = self.draft(self.manager)
        check = self.env["law.conflict.check"].with_user(self.manager)
        check = check.create(
            {"engagement_id": engagement.id, "client_id": self.lighthouse.id}
        )
        self.assertEqual(check.client_id, self.harbour)
        other = self.draft(self.manager, self.lighthouse, lead_id=self.lawyer2.id)
        for values in (
            {"client_id": self.lighthouse.id},
            {"engagement_id": other.id},
            {"engagement_id": False},
        ):
            with self.subTest(**values):
                with self.assertRefused(UserError, "stays with the engagement"):
                    check.write(values)
        free = self.ask(self.manager, "Nobody Knows Ltd", run=False)
        with self.assertRefused(UserError, "stays with the engagement"):
            free.engagement_id = engagement

    def test_a_wall_keeps_from_the_checks_of_its_client(self):
        engagement = self.draft(self.manager)
        self.bar(self.manager2, self.harbour)
        check = self.env["law.conflict.check"].with_user(self.manager)
        check = check.create(
            {"engagement_id": engagement.id, "client_id": self.lighthouse.id}
        )
        with self.assertRefused(AccessError, "."):
            check.with_user(self.manager2).read(["name"])

    def test_who_searches_is_who_asked(self):
        check = self.ask(
            self.lawyer, "Lighthouse", client_id=self.harbour.id, run=False
        )
        check.line_ids.name = "灯塔科技股份有限公司"
        mine = check.with_user(self.manager)
        mine.action_search()
        self.assertEqual(check.user_id, self.manager)
        self.assertTrue(mine.hit_count)
        self.assertFalse(mine.may_decide)
        with self.assertRefused(AccessError, "second person"):
            mine.hit_ids.action_assess("none", "Only a name")

    def test_a_waiver_says_who_consented_and_proves_it(self):
        check = self.ask(self.lawyer, "Harbour Trading Limited").with_user(self.manager)
        check.hit_ids.action_assess("waiver")
        good = {
            "consent_by": "Chen Legal, for Harbour Trading",
            "consent_on": "2026-01-15",
            "consent_document": PAPER,
            "reason": "Both agreed",
        }
        small = base64.b64encode(b"signed").decode()
        for poor, refusal in (
            ({"consent_by": "...."}, "who consented"),
            ({"reason": "aaaaaaaa"}, "say in words"),
            ({"consent_document": False}, "attach the document"),
            ({"consent_document": small}, "too small"),
        ):
            with self.subTest(refusal=refusal):
                check.write({**good, **poor})
                with self.assertRefused(UserError, refusal):
                    check.with_context(bin_size=True).action_waive()
        for day, refusal in (("1989-12-31", "before 1990"), ("2999-01-01", "future")):
            with self.assertRefused(ValidationError, refusal):
                check.consent_on = day
        check.write(good)
        check.with_context(bin_size=True).action_waive()
        self.assertEqual(check.state, "waived")
