from odoo import Command, fields
from odoo.tests import tagged

from .business_common import BusinessCase


@tagged("post_install", "-at_install", "s36")
class TestOneCurrency(BusinessCase):
    """Two companies that keep their books in two currencies are summed in one."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.yuan, cls.dollar = cls.env.ref("base.CNY"), cls.env.ref("base.USD")
        (cls.yuan | cls.dollar).active = True
        cls.company_a.currency_id = cls.yuan
        cls.company_b.currency_id = cls.dollar
        cls.env["res.currency.rate"].search([]).unlink()
        cls.env["res.currency.rate"].create(
            {
                "currency_id": cls.dollar.id,
                "company_id": cls.company_a.id,
                "name": "2020-01-01",
                "rate": 0.125,
            }
        )
        cls.both = cls.head
        cls.both.company_ids = [
            Command.set((cls.company_a | cls.company_b).ids),
        ]
        here = cls.draft(cls.manager, claim_amount=800, fee_agreed=80)
        there = cls.draft(
            cls.manager_b,
            cls.foreign,
            lead_id=cls.manager_b.id,
            claim_amount=100,
            fee_agreed=10,
        )
        cls.engagements = (here | there).with_user(cls.env.user)

    def _mine(self, model):
        companies = (self.company_a | self.company_b).ids
        return (
            self.env[model]
            .with_user(self.both)
            .with_context(allowed_company_ids=companies)
        )

    def test_claims_and_agreed_fees_are_turned_into_one_currency(self):
        Engagement = self._mine("law.engagement")
        domain = [("id", "in", self.engagements.ids)]
        names = ["claim_amount:sum", "fee_agreed:sum", "claim_amount:max"]
        (row,) = Engagement.formatted_read_group(domain, [], names)
        self.assertEqual(row["claim_amount:sum"], 800 + 100 * 8)
        self.assertEqual(row["fee_agreed:sum"], 80 + 10 * 8)
        self.assertEqual(row["claim_amount:max"], 800)
        rows = Engagement.formatted_read_group(domain, ["company_id"], names)
        sums = {row["company_id"][0]: row["claim_amount:sum"] for row in rows}
        self.assertEqual(sums, {self.company_a.id: 800, self.company_b.id: 100})

    def test_a_currency_that_was_put_away_is_still_counted(self):
        euro = self.env.ref("base.EUR")
        euro.active = True
        self.env["res.currency.rate"].create(
            {"currency_id": euro.id, "company_id": self.company_a.id, "rate": 0.1}
            | {"name": "2020-01-01"}
        )
        here = self.engagements[:1].sudo()
        for currency in (self.yuan, euro):
            self.env["law.engagement.fee"].create(
                {"engagement_id": here.id, "amount": 10, "currency_id": currency.id}
            )
        euro.active = False
        (row,) = self._mine("law.engagement.fee").formatted_read_group(
            [("engagement_id", "=", here.id)], [], ["amount:sum"]
        )
        self.assertEqual(row["amount:sum"], 10 + 10 * 10)

    def test_fees_and_expenses_are_turned_into_one_currency(self):
        today = fields.Date.today()
        for engagement, amount in zip(self.engagements, (800, 100), strict=True):
            values = {"engagement_id": engagement.id, "date": today}
            own = engagement.company_id.currency_id
            self.env["law.engagement.fee"].create(
                {**values, "amount": amount, "currency_id": own.id}
            )
            self.env["law.engagement.cost"].create(
                {
                    **values,
                    "kind": "expense",
                    "expense": amount,
                    "user_id": engagement.lead_id.id,
                }
            )
        domain = [("engagement_id", "in", self.engagements.ids)]
        for model, name in (
            ("law.engagement.fee", "amount"),
            ("law.engagement.fee", "amount_company"),
            ("law.engagement.cost", "expense"),
            ("law.engagement.cost", "amount"),
        ):
            with self.subTest(model=model, field=name):
                (row,) = self._mine(model).formatted_read_group(
                    domain, [], [f"{name}:sum"]
                )
                self.assertEqual(row[f"{name}:sum"], 1600)
