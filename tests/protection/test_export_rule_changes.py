from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import new_test_user, tagged

from .export_common import ExportCase


@tagged("post_install", "-at_install", "s62", "s63")
class TestExportRuleChanges(ExportCase):
    """A changed export rule is in the log, and the auditor is told."""

    def change(self, role, **values):
        with self.reading(self.partner, self.rule(role)) as rule:
            rule.write(values)

    def alerts(self):
        self.env.invalidate_all()
        return self.env["law.access.alert"].search([("measure", "=", "rule")])

    def test_a_change_is_logged_and_told(self):
        self.change("lawyer", may_export=True, rows_per_file=400)
        row = self.rows()
        self.assertEqual((row.action, row.user_number), ("rule", self.partner.id))
        self.assertEqual(row.record_ids, self.rule("lawyer").ids)
        self.assertIn("500 → 400", row.detail)
        self.assertIn("False → True", row.detail)
        alert = self.alerts()
        self.assertEqual(alert.activity_ids.user_id, self.auditor)
        self.assertIn("changed export rules", alert.reason)
        action = alert.with_user(self.auditor).action_open_rows()
        shown = self.Log.search(action["domain"])
        self.assertEqual(shown, row)
        self.change("lawyer", may_export=True)
        self.assertEqual(self.rows(), row)

    def test_kinds_of_record_are_part_of_the_rule(self):
        line = {"model": "law.client", "field_names": "name"}
        self.change("lawyer", kind_ids=[Command.create(line)])
        self.assertIn("law.client (name)", self.rows().detail)
        kind = self.rule("lawyer").kind_ids
        with self.reading(self.partner, kind) as mine:
            mine.write({"field_names": "name, city"})
        self.assertIn("→ law.client (name, city)", self.rows()[-1].detail)
        with self.reading(self.partner, kind) as mine:
            mine.unlink()
        self.assertEqual(len(self.rows()), 3)

    def test_the_only_managing_partner_widens_the_own_rule_seen_by_the_auditor(self):
        self.change("managing_partner", confidential=True)
        self.assertEqual(self.rows().action, "rule")
        self.assertTrue(self.alerts())

    def test_nobody_widens_the_own_rule_when_another_is_there(self):
        second = new_test_user(
            self.env,
            "test_second_partner",
            "law_firm_client.group_managing_partner",
            company_id=self.company_a.id,
            company_ids=[Command.set(self.company_a.ids)],
        )
        line = Command.create({"model": "law.client"})
        for values in (
            {"approval_rows": 5_000},
            {"confidential": True},
            {"kind_ids": [line]},
        ):
            with self.subTest(values=values):
                with self.assertRefused(UserError, "another managing partner widens"):
                    self.change("managing_partner", **values)
        self.change("managing_partner", approval_rows=10)
        self.assertEqual(self.rule("managing_partner").approval_rows, 10)
        second.active = False
        self.change("managing_partner", approval_rows=50)
