from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .account_common import AccountCase

SHOWN = ("law_engagement_id", "law_engagement_number")
KEPT = "law_engagement_kept_id"
MONEY = ("invoice_count", "amount_invoiced", "amount_paid", "amount_unpaid")


@tagged("post_install", "-at_install", "s62", "s36")
class TestSight(AccountCase):
    """An invoice tells nobody more of an engagement than he or she may know anyway."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        group = "law_firm_client.group_"
        billing = "account.group_account_invoice"
        billing = f"{billing},base.group_allow_export"
        cls.billing_lawyer = cls._user("billing_lawyer", f"{billing},{group}lawyer")
        cls.billing_manager = cls._user(
            "billing_manager", f"{billing},{group}client_manager"
        )
        cls.walled = cls._user("walled", f"{billing},{group}client_manager")
        cls.bar(cls.walled, cls.harbour)

    def setUp(self):
        super().setUp()
        self.move = self.bill((self.engagement, 100))
        self.move.law_engagement_id = self.engagement
        self.pay(self.move)
        self.see_all_contacts()
        self.env.flush_all()
        self.env.invalidate_all()

    def _seen(self, user):
        """Return what the invoice and its line show to a user."""
        move = self.move.with_user(user)
        line = move.invoice_line_ids
        return [record.read(SHOWN)[0] for record in (move, line)]

    def _exported(self, model, name):
        """Return what a file says of the engagement; a refusal says nothing."""
        try:
            return any(model.export_data([name])["datas"][0])
        except UserError:
            return False

    def _refuses_groups(self, model, name):
        try:
            model.formatted_read_group([], [name], ["__count"])
        except (AccessError, UserError, ValueError):
            return True
        return False

    def _assert_nothing(self, user):
        """Check each way in which an invoice could tell of its engagement."""
        self.env.invalidate_all()
        for row in self._seen(user):
            self.assertFalse(row["law_engagement_id"])
            self.assertFalse(row["law_engagement_number"])
        for record in (self.move, self.move.invoice_line_ids):
            model = record.with_user(user)
            for value in (self.engagement.id, self.engagement.ids):
                operator = "in" if isinstance(value, list) else "="
                found = model.search([("law_engagement_id", operator, value)])
                self.assertFalse(found)
            found = model.search([("law_engagement_id", "ilike", "Supply")])
            self.assertFalse(found)
            for name in SHOWN:
                self.assertFalse(self._exported(model, name))
            for name in (*SHOWN, KEPT):
                self.assertTrue(self._refuses_groups(model, name))
            with self.assertRefused(AccessError, "."):
                model.read([KEPT])
            with self.assertRefused(AccessError, "."):
                model.search([(KEPT, "=", self.engagement.id)])
            with self.assertRefused(AccessError, "."):
                model.search([(f"{KEPT}.name", "ilike", "Supply")])
        with self.assertRefused(AccessError, "."):
            self.engagement.with_user(user).read(["display_name"])

    def test_whoever_serves_the_client_sees_what_is_billed(self):
        row, line = self._seen(self.billing_manager)
        self.assertEqual(row["law_engagement_id"][0], self.engagement.id)
        self.assertEqual(line["law_engagement_number"], self.engagement.code)
        Move = self.env["account.move"].with_user(self.billing_manager)
        found = Move.search([("law_engagement_id", "in", self.engagement.ids)])
        self.assertEqual(found.sudo(False).ids, self.move.ids)

    def test_who_keeps_the_books_is_told_the_number_alone(self):
        for row in self._seen(self.biller):
            self.assertFalse(row["law_engagement_id"])
            self.assertEqual(row["law_engagement_number"], self.engagement.code)
        Move = self.env["account.move"].with_user(self.biller)
        self.assertFalse(Move.search([("law_engagement_id", "=", self.engagement.id)]))
        with self.assertRefused(AccessError, "."):
            self.engagement.with_user(self.biller).read(["name"])

    def test_a_lawyer_without_the_client_sees_nothing(self):
        self.env.ref(
            "law_firm_client.group_all_contacts"
        ).implied_by_ids -= self.env.ref("account.group_account_invoice")
        self._assert_nothing(self.billing_lawyer)
        self._assert_nothing(self.biller)

    def test_a_wall_holds_before_the_books_too(self):
        self._assert_nothing(self.walled)

    def test_a_wall_around_the_engagement_holds_too(self):
        self.bar(self.billing_manager, self.harbour, engagement_id=self.engagement.id)
        self._assert_nothing(self.billing_manager)
        second = self.bill((self.other, 10))
        mine = second.invoice_line_ids.with_user(self.billing_manager)
        self.assertEqual(mine.law_engagement_id.id, self.other.id)
        harbour = self.harbour.with_user(self.billing_manager)
        self.assertEqual(harbour.amount_invoiced, 10)

    def test_a_number_is_typed_by_who_keeps_the_books(self):
        move = self.bill((None, 50)).with_user(self.biller)
        move.law_engagement_number = self.other.code
        self.assertEqual(move.sudo().law_engagement_kept_id, self.other)
        self.assertEqual(
            move.sudo().invoice_line_ids.law_engagement_kept_id, self.other
        )
        foreign = self.opened(self.manager2, client=self.lighthouse)
        for number in (foreign.code, "E1999-1"):
            with self.assertRefused(UserError, "cannot bill an engagement"):
                move.law_engagement_number = number
        with self.assertRefused(UserError, "cannot bill an engagement"):
            move.with_user(self.walled).law_engagement_number = self.engagement.code
        move.law_engagement_number = False
        self.assertFalse(move.sudo().law_engagement_kept_id)

    def test_nobody_names_an_engagement_that_he_or_she_may_not_see(self):
        move = self.bill((None, 50))
        for user in (self.biller, self.billing_lawyer, self.walled):
            for record in (move, move.invoice_line_ids):
                with self.assertRefused(AccessError, "."):
                    record.with_user(user).law_engagement_id = self.engagement.id
                with self.assertRefused(AccessError, "."):
                    record.with_user(user).write({KEPT: self.engagement.id})

    def test_money_of_invoices_is_for_who_may_see_invoices(self):
        fee = self.fees()
        for user in (self.lawyer, self.manager, self.partner):
            for name in MONEY:
                for record in (self.engagement, self.harbour):
                    with self.assertRefused(AccessError, "."):
                        record.with_user(user).read([name])
            for name in ("invoice_id", "settled_by_id", "booked"):
                with self.assertRefused(AccessError, "."):
                    fee.with_user(user).read([name])
            with self.assertRefused(AccessError, "."):
                fee.with_user(user).action_open_invoice()
            self.assertEqual(fee.with_user(user).amount, 100)
        mine = self.engagement.with_user(self.billing_manager)
        self.assertEqual([mine[name] for name in MONEY], [1, 100, 100, 0])
        self.assertEqual(
            fee.with_user(self.billing_manager).action_open_invoice()["res_id"],
            self.move.id,
        )

    def test_the_buttons_are_there_for_who_may_see_invoices(self):
        for model, view in (
            ("law.engagement", "law_firm_client.law_engagement_view_form"),
            ("law.client", "law_firm_client.law_client_view_form"),
        ):
            for user, there in ((self.manager, False), (self.billing_manager, True)):
                arch = (
                    self.env[model]
                    .with_user(user)
                    .get_view(self.env.ref(view).id, "form")["arch"]
                )
                self.assertEqual("action_open_invoices" in arch, there)
        mine = self.engagement.with_user(self.billing_manager)
        action = mine.action_open_invoices()
        found = mine.env["account.move"].search(action["domain"])
        self.assertEqual(found.ids, self.move.ids)
        action = self.harbour.with_user(self.billing_manager).action_open_invoices()
        self.assertEqual(
            mine.env["account.move"].search(action["domain"]).ids, found.ids
        )

    def test_the_form_of_an_invoice_bills_an_engagement(self):
        user = self.billing_manager
        Move = self.env["account.move"].with_user(user)
        form = Form(Move.with_context(default_move_type="out_invoice"))
        form.partner_id = self.harbour.partner_id.with_user(user)
        form.law_engagement_id = self.engagement.with_user(user)
        with form.invoice_line_ids.new() as line:
            line.name = "Advice"
            line.price_unit = 10
        move = form.save()
        self.assertEqual(
            move.sudo().invoice_line_ids.law_engagement_kept_id, self.engagement
        )
