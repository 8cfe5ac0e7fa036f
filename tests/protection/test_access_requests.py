from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged

from .wall_common import WallCase


@tagged("post_install", "-at_install", "s63")
class TestAccessRequests(WallCase):
    """Whoever is not on the team asks, somebody else decides, and it ends by itself."""

    def ask(self, text, user=None, days=7, **values):
        """Let `user` (outsider) send a request for the client called `text`."""
        user = user or self.outsider
        request = (
            self.env["law.access.request"]
            .with_user(user)
            .create(
                {
                    "client_text": text,
                    "purpose": "Conflict check for a new matter",
                    "date_to": self.today + timedelta(days=days),
                    **values,
                }
            )
        )
        request.action_send()
        return request

    def decision(self, request, user=None):
        """Return the firm's side of a request, as `user` (manager) sees it."""
        decision = request.sudo().decision_ids
        return decision.with_user(user or self.manager).sudo(False)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.today = fields.Date.context_today(cls.env["law.client"])

    def test_a_granted_request_shows_the_client_until_its_day(self):
        request = self.ask("harbour trading")
        self.assertFalse(self.sees(self.outsider, self.harbour))
        decision = self.decision(request)
        self.assertEqual(decision.client_id, self.harbour)
        self.assertEqual(decision.decider_id, self.manager)
        self.assertEqual(decision.activity_ids.user_id, self.manager)
        decision.action_grant()
        self.assertTrue(self.sees(self.outsider, self.harbour))
        self.assertEqual(request.state, "granted")
        self.assertEqual(request.granted_client_id, self.harbour)
        member = decision.member_id
        self.assertEqual(
            (member.role, member.date_to),
            ("granted", self.today + timedelta(days=7)),
        )
        self.assertIn("Conflict check", member.reason)
        self.assertFalse(decision.activity_ids)
        self.assertEqual(request.activity_ids.user_id, self.outsider)
        with freeze_time(fields.Datetime.now() + timedelta(days=9)):
            self.assertFalse(self.sees(self.outsider, self.harbour))
            self.env["law.client"]._cron_refresh_teams()
            self.assertEqual(request.state, "expired")

    def test_a_client_is_found_by_number_and_other_name(self):
        self.env["law.client.alias"].create(
            {"client_id": self.harbour.id, "name": "Haven Group"}
        )
        for text in (self.harbour.code, "Haven Group"):
            with self.subTest(text=text):
                self.assertEqual(self.decision(self.ask(text)).client_id, self.harbour)

    def test_nothing_tells_whether_there_is_such_a_client(self):
        with freeze_time(fields.Datetime.now()):
            real = self.ask("Harbour Trading Ltd")
            invented = self.ask("Never Heard Ltd")
        names = [
            name
            for name in real.fields_get()
            if name not in ("id", "name", "display_name", "client_text")
        ]
        views = [
            {key: value for key, value in request.read(names)[0].items() if key != "id"}
            for request in (real, invented)
        ]
        self.assertEqual(views[0], views[1])
        with self.assertRaises(AccessError):
            real.read(["decision_ids"])
        with self.assertRaises(AccessError):
            self.env["law.access.decision"].with_user(self.outsider).search([])
        Activity = self.env["mail.activity"].with_user(self.outsider)
        self.assertFalse(Activity.search([("res_model", "=", "law.access.decision")]))

    def test_a_barred_manager_learns_nothing_by_asking(self):
        self.bar(self.manager, self.harbour)
        request = self.ask("Harbour Trading Ltd", user=self.manager)
        decision = request.sudo().decision_ids
        self.assertNotEqual(decision.decider_id, self.manager)
        self.assertTrue(decision.decider_id)
        mine = decision.with_user(self.manager).sudo(False)
        self.assertFalse(mine.has_access("read"))
        other = self.decision(self.ask("Harbour Trading Ltd"), user=self.manager)
        self.assertFalse(other.has_access("read"))

    def test_an_unknown_client_goes_to_a_managing_partner(self):
        request = self.ask("Never Heard Ltd")
        decision = self.decision(request, user=self.partner)
        self.assertFalse(decision.client_id)
        self.assertTrue(
            decision.decider_id.has_group("law_firm_client.group_managing_partner")
        )
        self.assertFalse(self.decision(request).has_access("read"))
        with self.assertRefused(UserError, "Choose the client"):
            decision.action_grant()
        decision.client_id = self.harbour
        decision.action_grant()
        self.assertTrue(self.sees(self.outsider, self.harbour))

    def test_a_character_that_cannot_be_kept_is_refused_in_words(self):
        with self.assertRefused(UserError, "cannot be kept"):
            self.ask("Harbour\0Trading")
        draft = self.env["law.access.request"].with_user(self.outsider)
        draft = draft.create({"client_text": "Harbour", "purpose": "Conflict check"})
        with self.assertRefused(UserError, "cannot be kept"):
            draft.purpose = "Check\0"

    def test_nobody_grants_an_own_request(self):
        request = self.ask("Lighthouse", user=self.head)
        decision = self.decision(request, user=self.head)
        for step in (decision.action_grant, decision.action_refuse):
            with self.assertRefused(AccessError, ""):
                step()
        self.assertNotEqual(decision.sudo().decider_id, self.head)

    def test_a_barred_person_is_not_granted(self):
        request = self.ask("Harbour Trading Ltd")
        self.bar(self.outsider, self.harbour)
        decision = self.decision(request)
        with self.assertRefused(UserError, "by a wall"):
            decision.action_grant()
        decision.answer = "Not possible"
        decision.action_refuse()
        self.assertEqual((request.state, request.answer), ("refused", "Not possible"))

    def test_a_refusal_has_a_reason(self):
        decision = self.decision(self.ask("Harbour Trading Ltd"))
        with self.assertRefused(UserError, "Say why"):
            decision.action_refuse()

    def test_only_whoever_keeps_the_client_decides(self):
        request = self.ask("Harbour Trading Ltd")
        for user in (self.manager2, self.lawyer, self.outsider, self.manager_b):
            with self.subTest(user=user.login), self.assertRefused(AccessError, ""):
                self.decision(request, user=user).action_grant()
        self.decision(request, user=self.head).action_grant()

    def test_no_longer_than_the_firm_allows(self):
        self.company_a.law_access_days = 10
        with self.assertRefused(UserError, "at most"):
            self.ask("Harbour Trading Ltd", days=11)
        decision = self.decision(self.ask("Harbour Trading Ltd", days=10))
        decision.date_to = self.today + timedelta(days=11)
        with self.assertRefused(UserError, "at most"):
            decision.action_grant()
        with self.assertRefused(UserError, "has passed"):
            self.ask("Harbour Trading Ltd", days=-1)

    def test_withdrawing_gives_the_access_back(self):
        request = self.ask("Harbour Trading Ltd")
        self.decision(request).action_grant()
        request.action_withdraw()
        self.assertFalse(self.sees(self.outsider, self.harbour))
        self.assertEqual(request.state, "withdrawn")
        with self.assertRefused(UserError, "answered already"):
            self.decision(request).answer = "Late"

    def test_a_request_keeps_what_it_says(self):
        request = self.ask("Harbour Trading Ltd")
        for vals in (
            {"purpose": "Other"},
            {"client_text": "Other"},
            {"state": "granted"},
            {"user_id": self.lawyer.id},
            {"answer": "Yes"},
        ):
            with self.subTest(vals=vals), self.assertRefused(UserError, ""):
                request.write(vals)
        with self.assertRefused(UserError, "stays on record"):
            request.unlink()
        with self.assertRefused(AccessError, ""):
            request.with_user(self.lawyer).read(["purpose"])

    def test_decisions_are_not_forged(self):
        decision = self.decision(self.ask("Harbour Trading Ltd"))
        for vals in (
            {"state": "granted"},
            {"member_id": self.harbour.member_ids[:1].id},
            {"decided_by_id": self.head.id},
            {"request_id": self.ask("Other").id},
            {"user_id": self.lawyer.id},
        ):
            with self.subTest(vals=vals), self.assertRefused(UserError, ""):
                decision.write(vals)

    def test_a_request_names_only_a_client_that_one_sees(self):
        with self.assertRaises(AccessError):
            self.ask("x", client_id=self.harbour.id)
        mine = self.ask("x", user=self.lawyer, client_id=self.harbour.id)
        self.assertEqual(self.decision(mine).client_id, self.harbour)

    def test_an_unanswered_request_expires(self):
        request = self.ask("Harbour Trading Ltd", days=2)
        with freeze_time(fields.Datetime.now() + timedelta(days=4)):
            self.env["law.client"]._cron_refresh_teams()
        self.assertEqual(request.state, "expired")

    def test_no_mail_is_sent(self):
        before = self.env["mail.mail"].search_count([])
        messages = self.env["mail.message"].search_count([("partner_ids", "!=", False)])
        self.decision(self.ask("Harbour Trading Ltd")).action_grant()
        self.assertEqual(self.env["mail.mail"].search_count([]), before)
        self.assertEqual(
            self.env["mail.message"].search_count([("partner_ids", "!=", False)]),
            messages,
        )

    def test_each_rule_is_needed(self):
        """Broken one after the other, each rule shows somebody what is not his."""
        request = self.ask("Harbour Trading Ltd")
        decision = request.sudo().decision_ids.sudo(False)
        own = self.ask("Harbour Trading Ltd", user=self.head)
        own_decision = own.sudo().decision_ids.sudo(False)
        head_b = self.manager_b
        head_b.group_ids += self.env.ref("law_firm_client.group_client_head")
        for name, user, record in (
            ("law_access_request_rule_own", self.lawyer, request),
            ("law_access_decision_rule_manager", self.manager2, decision),
            ("law_access_decision_rule_others", self.head, own_decision),
            ("law_access_decision_rule_company", head_b, decision),
        ):
            rule = self.env.ref(f"law_firm_client.{name}")
            mine = record.with_user(user)
            with self.subTest(rule=name):
                self.assertFalse(mine.search([("id", "=", mine.id)]))
                rule.active = False
                self.assertTrue(mine.search([("id", "=", mine.id)]))
                rule.active = True
                self.assertFalse(mine.search([("id", "=", mine.id)]))
