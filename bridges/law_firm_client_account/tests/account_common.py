from odoo import Command

from odoo.addons.law_firm_client.tests.engagement.engagement_common import (
    EngagementCase,
)

BILLING = "account.group_account_invoice"


class AccountCase(EngagementCase):
    """The firm with Odoo's invoicing, and an engagement of ``harbour`` that is billed.

    ``biller`` keeps the books and serves no client. The company's currency is the US
    dollar; a dollar is 0.5 euro from January and 0.25 euro from July 2025.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context={**cls.env.context, "lang": "en_US"})
        cls.harbour = cls.harbour.with_env(cls.env)
        cls.euro, cls.dollar = cls.env.ref("base.EUR"), cls.env.ref("base.USD")
        (cls.euro | cls.dollar).active = True
        cls.env["res.currency.rate"].search([]).unlink()
        cls.keep_books(cls.company_a)
        cls.biller = cls._user("biller", BILLING)
        cls.tax = cls.env["account.tax"].search(
            [("company_id", "=", cls.company_a.id), ("type_tax_use", "=", "sale")],
            limit=1,
        )
        cls.engagement = cls.opened(cls.manager).with_env(cls.env)
        cls.other = cls.opened(cls.manager, name="Lease").with_env(cls.env)

    @classmethod
    def keep_books(cls, firm):
        """Give a company accounts, journals, taxes and the rates of the euro."""
        firm.currency_id = cls.dollar
        cls.env["account.chart.template"].try_loading(
            "generic_coa", company=firm, install_demo=False
        )
        firm.currency_id = cls.dollar
        cls.env["res.currency.rate"].create(
            [
                {
                    "currency_id": cls.euro.id,
                    "company_id": firm.id,
                    "name": day,
                    "rate": rate,
                }
                for day, rate in (("2025-01-01", 0.5), ("2025-07-01", 0.25))
            ]
        )

    @classmethod
    def _user(cls, name, groups):
        return cls.env["res.users"].create(
            {
                "login": f"test_{name}",
                "name": name.capitalize(),
                "group_ids": [
                    Command.link(cls.env.ref(group).id) for group in groups.split(",")
                ],
                "company_id": cls.company_a.id,
                "company_ids": [Command.set(cls.company_a.ids)],
            }
        )

    @classmethod
    def see_all_contacts(cls):
        """Let those who bill see every contact, as the settings offer."""
        cls.env.ref("law_firm_client.group_all_contacts").implied_by_ids += cls.env.ref(
            BILLING
        )

    def bill(self, *lines, client=None, post=True, taxed=False, **values):
        """Return a posted invoice with `lines` of (engagement, amount)."""
        client = client or self.harbour
        move = (
            self.env["account.move"]
            .with_company(client.company_id)
            .create(
                {
                    "move_type": "out_invoice",
                    "partner_id": client.partner_id.id,
                    "invoice_date": "2025-03-01",
                    "invoice_payment_term_id": False,
                    "invoice_line_ids": [
                        Command.create(
                            {
                                "name": "Advice",
                                "price_unit": amount,
                                "tax_ids": [Command.set(self.tax.ids * taxed)],
                                "law_engagement_id": engagement and engagement.id,
                            }
                        )
                        for engagement, amount in lines
                    ],
                    **values,
                }
            )
        )
        if post:
            move.action_post()
        return move

    def pay(self, moves, amount=None, date="2025-03-20", **values):
        """Register a payment of `moves` as the button does, and return it."""
        if amount is not None:
            values["amount"] = amount
        wizard = (
            self.env["account.payment.register"]
            .with_company(moves.company_id)
            .with_context(active_model="account.move", active_ids=moves.ids)
            .create({"payment_date": date, **values})
        )
        return wizard._create_payments()

    def fees(self, engagement=None):
        """Return the fees of an engagement that invoices brought, by day."""
        engagement = engagement or self.engagement
        return (
            self.env["law.engagement.fee"]
            .sudo()
            .search(
                [
                    ("engagement_id", "=", engagement.id),
                    ("source", "=", "invoice"),
                ],
                order="date, id",
            )
        )

    def credit(self, move, date="2025-04-01", **values):
        """Return a posted credit note of an invoice, matched with nothing."""
        note = move._reverse_moves(
            [{"date": date, "invoice_date": date, **values}], cancel=False
        )
        note.action_post()
        return note

    def receivable(self, moves):
        """Return the lines of `moves` that are owed."""
        return moves.line_ids.filtered(
            lambda line: line.account_id.account_type == "asset_receivable"
        )

    def match(self, *moves):
        """Reconcile what the moves owe each other."""
        lines = self.receivable(self.env["account.move"].union(*moves))
        lines.filtered(lambda line: not line.reconciled).reconcile()
