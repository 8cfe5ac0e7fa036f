from odoo.tests import tagged

from .engagement_common import EngagementCase

FIELDS = ["engagement_id", "date", "amount", "currency_id", "note"]
HEADINGS = ["Engagement", "Received On", "Amount", "Currency", "Remark"]
OPTIONS = {
    "quoting": '"',
    "separator": ",",
    "has_headers": True,
    "date_format": "%Y-%m-%d",
    "float_decimal_separator": ".",
    "float_thousand_separator": ",",
}


@tagged("post_install", "-at_install", "s36", "s58")
class TestFeeImport(EngagementCase):
    """Fees from a file, by Odoo's own import: the way without Odoo's invoices."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.engagement = cls.opened(cls.manager)
        cls.lease = cls.opened(cls.manager, name="Lease of a warehouse")

    def _import(self, user, *rows):
        text = "\n".join([",".join(HEADINGS), *rows])
        wizard = (
            self.env["base_import.import"]
            .with_user(user)
            .create(
                {
                    "res_model": "law.engagement.fee",
                    "file": text.encode(),
                    "file_name": "fees.csv",
                    "file_type": "text/csv",
                }
            )
        )
        return wizard.execute_import(FIELDS, HEADINGS, OPTIONS)

    def test_a_client_manager_imports_fees(self):
        own = self.company_a.currency_id.name
        result = self._import(
            self.manager,
            f"{self.engagement.code},2025-02-01,75,{own},Paid in cash",
            f'{self.engagement.code},2025-02-02,"1,000.50",{own},Transfer',
            f"Lease of a warehouse,2025-02-03,-5.5,{own},Returned",
        )
        self.assertFalse(result["messages"])
        fees = self.env["law.engagement.fee"].browse(result["ids"])
        self.assertEqual(set(fees.mapped("source")), {"file"})
        self.assertEqual(self.engagement.fee_received, 1075.5)
        self.assertEqual(self.lease.fee_received, -5.5)

    def test_former_fees_of_what_is_closed_are_for_heads(self):
        self.engagement.with_user(self.manager).write(
            {"outcome": "won", "state": "closed"}
        )
        own = self.company_a.currency_id.name
        row = f"{self.engagement.code},2025-02-01,75,{own},Paid in cash"
        result = self._import(self.manager, row)
        self.assertIn("is closed", result["messages"][0]["message"])
        self.assertFalse(self.engagement.fee_received)
        self.assertFalse(self._import(self.head, row)["messages"])
        self.assertEqual(self.engagement.fee_received, 75)

    def test_a_lawyer_imports_none(self):
        own = self.company_a.currency_id.name
        result = self._import(
            self.lawyer, f"{self.engagement.code},2025-02-01,75,{own},"
        )
        self.assertIn("does not let you enter", result["messages"][0]["message"])
        self.assertFalse(self.engagement.sudo().fee_ids)

    def test_nobody_imports_for_an_engagement_behind_a_wall(self):
        own = self.company_a.currency_id.name
        self.bar(self.manager2, self.harbour, engagement_id=self.engagement.id)
        with self.assertLogs("odoo.sql_db", "ERROR"):
            result = self._import(
                self.manager2, f"{self.engagement.code},2025-02-01,75,{own},"
            )
        self.assertTrue(result["messages"])
        self.assertFalse(self.engagement.fee_ids)
