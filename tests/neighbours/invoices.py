# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
from odoo import Command, fields
from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..protection.lock_common import LockCase


@tagged("post_install", "-at_install", "s62")
class TestInvoices(LockCase):
    """Odoo's invoicing beside the lock: whoever bills, bills clients, if told so."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context={**cls.env.context, "lang": "en_US"})
        cls.biller = cls.make_user("biller", "account.group_account_invoice")
        cls.seller = cls.make_user(
            "seller", "account.group_account_invoice,base.group_partner_manager"
        )
        a = cls.company_a
        cls.billing = cls.env.ref("account.group_account_invoice")
        ours = cls.env(context={**cls.env.context, "allowed_company_ids": [a.id]})
        cls.fees, receivable = ours["account.account"].create(
            [
                {"name": "Fees", "code": "FEE1", "account_type": "income"},
                {"name": "Owed", "code": "OWE1", "account_type": "asset_receivable"},
            ]
        )
        ours["account.journal"].create(
            {"name": "Invoices", "code": "FEES", "type": "sale"}
        )
        partners = (cls.locked | cls.stranger).with_company(a)
        partners.property_account_receivable_id = receivable

    def _bill(self, user, partner):
        """Bill as the form does: it reads the customer, and what follows from it."""
        Move = self.env["account.move"].with_user(user)
        move = Move.create(
            {
                "move_type": "out_invoice",
                "partner_id": partner.id,
                "invoice_date": fields.Date.today(),
                "invoice_line_ids": [
                    Command.create(
                        {
                            "name": "Advice",
                            "price_unit": 900,
                            "account_id": self.fees.id,
                            "tax_ids": [],
                        }
                    )
                ],
            }
        )
        move.action_post()
        self.env.flush_all()
        self.env.invalidate_all()
        return move.with_user(user)

    def _shown(self, move, *more):
        """Return the customer as the form reads it, which shows the address, too."""
        fields_spec = {name: {} for name in ("display_name", *more)}
        context = {"show_address": 1, "show_email": 1, "show_vat": True}
        customer = {"fields": fields_spec, "context": context}
        return move.web_read({"name": {}, "partner_id": customer})[0]["partner_id"]

    def test_who_needs_all_contacts_bills_a_client(self):
        self.set_lock(law_contact_group_ids=[Command.link(self.billing.id)])
        move = self._bill(self.biller, self.locked)
        self.assertEqual(move.state, "posted")
        shown = self._shown(move, "email")
        self.assertEqual(shown["email"], "desk@harbour.example.com")
        self.assertIn("desk@harbour.example.com", shown["display_name"])
        found = move.search([("partner_id", "=", self.locked.id)])
        self.assertEqual(found, move)

    def test_with_the_lock_off_everybody_who_bills_does(self):
        self.set_lock(law_partner_lock=False)
        self.assertEqual(self._bill(self.biller, self.locked).state, "posted")

    def test_others_bill_whom_they_see_and_read_no_address_of_a_client(self):
        self.assertEqual(self._bill(self.seller, self.stranger).state, "posted")
        self.set_lock(law_contact_group_ids=[Command.link(self.billing.id)])
        move = self._bill(self.biller, self.locked)
        self.set_lock(law_contact_group_ids=[Command.set([])])
        self.env.invalidate_all()
        self.assertEqual(
            self._shown(move.with_user(self.seller))["display_name"], self.locked.name
        )
        with self.assertRaises(AccessError):
            self._shown(move.with_user(self.seller), "email")

    def test_whoever_does_not_bill_sees_no_invoice(self):
        self.set_lock(law_contact_group_ids=[Command.link(self.billing.id)])
        move = self._bill(self.biller, self.locked)
        for name, user in self.people(("outsider", "lawyer", "marketing", "plain")):
            with self.subTest(user=name), self.assertRaises(AccessError):
                self._shown(move.with_user(user))
