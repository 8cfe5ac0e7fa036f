from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from .privacy_common import PrivacyCase


@tagged("post_install", "-at_install", "s64")
class TestRetentionRules(PrivacyCase):
    """A duty to keep is changed by managing partners alone, and never unseen."""

    def rule(self, user=None, **values):
        return (
            self.env["law.retention.rule"]
            .with_user(user or self.partner)
            .create(
                {"name": "Duty", "kind": "paper", "source": "Bar rules, 5", **values}
            )
        )

    def last_row(self):
        return self.env["law.access.log"].search([("action", "=", "settings")], limit=1)

    def test_changes_are_in_the_access_log(self):
        rule = self.rule()
        row = self.last_row()
        self.assertEqual((row.record_ids, row.user_number), (rule.ids, self.partner.id))
        rule.active = False
        row = self.last_row()
        self.assertEqual((row.record_ids, row.role), (rule.ids, "managing_partner"))
        self.assertIn("active: True → False", row.detail)
        rule.years = 1
        self.assertIn("years: 10 → 1", self.last_row().detail)

    def test_managing_partners_alone_change_them(self):
        rule = self.rule()
        for user in (self.keeper, self.officer, self.head, self.manager, self.auditor):
            with self.subTest(user=user.login):
                with self.assertRaises(AccessError):
                    rule.with_user(user).write({"active": False})
                with self.assertRaises(AccessError):
                    self.rule(user)
        with self.assertRaises(AccessError):
            rule.unlink()
        self.assertTrue(rule.with_user(self.officer).name)

    def test_years_that_no_law_means_are_refused_in_words(self):
        rule = self.rule(years=0)
        for years in (10**12, 101, -1, "ten", 2.5):
            with self.assertRefused(ValidationError, "0 to 100 years"):
                rule.write({"years": years})
            with self.assertRefused(ValidationError, "0 to 100 years"):
                self.rule(years=years)
