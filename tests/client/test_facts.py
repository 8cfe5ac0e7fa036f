# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from ..common import FirmCase


@tagged("post_install", "-at_install", "s21")
class TestFacts(FirmCase):
    """Facts about key people: purpose, consent, who may see them, until when."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.person = cls.env["law.client.person"].create(
            {"client_id": cls.harbour.id, "name": "Ann Porter"}
        )
        cls.today = fields.Date.context_today(cls.person)

    def _fact(self, user, **vals):
        return (
            self.env["law.person.fact"]
            .with_user(user)
            .create(
                {
                    "person_id": self.person.id,
                    "kind": "hobby",
                    "value": "Sailing",
                    "purpose": "choice of gift",
                    **vals,
                }
            )
        )

    def _seen(self, user):
        return self.env["law.person.fact"].with_user(user).search([])

    def test_tiers(self):
        facts = {
            tier: self._fact(self.partner, tier=tier)
            for tier in ("team", "manager", "partner")
        }
        expected = {
            self.lawyer: {"team"},
            self.lawyer2: set(),
            self.outsider: set(),
            self.manager: {"team", "manager"},
            self.head: {"team", "manager"},
            self.partner: {"team", "manager", "partner"},
            self.manager_b: set(),
        }
        for user, tiers in expected.items():
            with self.subTest(user=user.login):
                seen = self._seen(user)
                self.assertEqual(
                    {tier for tier, fact in facts.items() if fact in seen}, tiers
                )

    def test_sensitive_kind_needs_consent_on_record(self):
        with self.assertRaisesRegex(ValidationError, "consent"):
            self._fact(self.lawyer, kind="health", value="Bad back")
        fact = self._fact(
            self.lawyer,
            kind="health",
            value="Bad back",
            legal_basis="consent",
            consent_on=self.today,
            consent_note="Letter of today",
        )
        with self.assertRaises(ValidationError):
            fact.consent_on = False

    def test_expired_fact_vanishes_at_once_and_the_job_marks_it(self):
        fact = self._fact(self.lawyer, collected_on=self.today - timedelta(days=90))
        self.env.cr.execute(
            "UPDATE law_person_fact SET review_on = %s WHERE id = %s",
            [self.today - timedelta(days=2), fact.id],
        )
        self.env.invalidate_all()
        self.assertNotIn(fact, self._seen(self.lawyer))
        self.assertNotIn(fact, self._seen(self.manager))
        self.assertIn(fact, self._seen(self.head))
        with self.enter_registry_test_mode():
            self.env.ref("law_firm_client.cron_expire_facts").method_direct_trigger()
        self.env.invalidate_all()
        self.assertTrue(fact.sudo().expired)

    def test_reminder_comes_before_the_review_day(self):
        self._fact(self.lawyer, review_on=self.today + timedelta(days=5))
        with self.enter_registry_test_mode():
            self.env.ref("law_firm_client.cron_expire_facts").method_direct_trigger()
            self.env.ref("law_firm_client.cron_expire_facts").method_direct_trigger()
        reminders = self.harbour.activity_ids.filtered(
            lambda a: a.user_id == self.manager
        )
        self.assertEqual(len(reminders), 1)

    def test_review_keeps_the_fact(self):
        fact = self._fact(self.lawyer, review_on=self.today + timedelta(days=5))
        fact.with_user(self.manager).action_review()
        self.assertGreater(fact.sudo().review_on, self.today + timedelta(days=300))
        self.assertEqual(fact.sudo().user_id, self.manager)

    def test_no_fact_without_end(self):
        with self.assertRaisesRegex(ValidationError, "review day"):
            self._fact(self.lawyer, review_on="2999-01-01")

    def test_no_fact_from_the_future_nor_without_words(self):
        for vals in (
            {"collected_on": "2099-01-01", "review_on": "2099-06-01"},
            {"value": "  "},
            {"purpose": " "},
            {"legal_basis": "consent", "consent_on": "2099-1-1", "consent_note": "x"},
        ):
            with self.subTest(vals=vals), self.assertRaises(ValidationError):
                self._fact(self.lawyer, **vals)

    def test_the_job_s_marks_and_the_collector_are_not_typed_in(self):
        fact = self._fact(self.lawyer)
        for vals in ({"reminded": True}, {"user_id": self.partner.id}):
            with self.subTest(vals=vals), self.assertRaises(UserError):
                fact.write(vals)

    def test_nobody_destroys_facts_that_he_may_not_see(self):
        self._fact(self.partner, tier="partner")
        with self.assertRaisesRegex(UserError, "more on record"):
            self.person.with_user(self.manager).unlink()

    def test_items_of_the_card_do_not_tell_of_facts(self):
        with self.assertRaisesRegex(ValidationError, "confidential"):
            self.env["law.profile.item"].with_user(self.head).create(
                {
                    "name": "probe",
                    "code": "probe",
                    "domain": "[('person_ids.fact_ids.value', 'ilike', 'x')]",
                }
            )

    def test_lawyer_changes_only_own_facts(self):
        fact = self._fact(self.manager)
        with self.assertRaises(AccessError):
            fact.with_user(self.lawyer).value = "Chess"
        own = self._fact(self.lawyer)
        own.value = "Chess"
        with self.assertRaises(AccessError):
            own.with_user(self.lawyer2).read(["value"])

    def test_lawyer_does_not_file_facts_under_another_name(self):
        with self.assertRaises(UserError):
            self._fact(self.lawyer, user_id=self.manager.id)
