from odoo.tests import Form, tagged

from .lock_common import UNAUTHORISED, LockCase


@tagged("post_install", "-at_install", "s62", "s64", "s25")
class TestLockFromCard(LockCase):
    """Who is in Contacts only because of a client is locked with it; others are not."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.buys = cls.env["law.relation.type"].create(
            {"name": "buys from", "inverse_name": "sells to"}
        )

    def add(self, user, **context):
        """Add a contact as the field of a form does, and return it."""
        Partner = self.env["res.partner"].with_user(user).with_context(**context)
        return self.env["res.partner"].browse(Partner.name_create("Mill Ltd")[0])

    def wizard(self):
        Wizard = self.env["law.relation.add"].with_user(self.manager)
        return Form(Wizard.with_context(default_client_id=self.harbour.id))

    def test_a_contact_added_from_a_card_is_locked_with_the_client(self):
        mill = self.add(self.manager, law_from_client_id=self.harbour.id)
        for name, user in self.people(UNAUTHORISED):
            with self.subTest(user=name):
                self.assertFalse(self.sees(user, mill))
        for name, user in self.people(("lawyer", "manager", "head")):
            with self.subTest(user=name):
                self.assertTrue(self.sees(user, mill))
        with self.wizard() as form:
            form.reading, form.other_id = f"{self.buys.id}-left", mill
        form.record.action_add()
        end = self.harbour.with_user(self.lawyer).relation_end_ids
        self.assertEqual(end.other_id, mill)

    def test_the_forms_say_from_which_card(self):
        for model, field, key in (
            ("law.relation.add", "other_id", "'law_from_client_id': client_id"),
            ("law.relation", "right_id", "'law_from_partner_id': left_id"),
            ("law.relation", "left_id", "'law_from_partner_id': right_id"),
        ):
            arch = self.env[model].with_user(self.manager).get_view(view_type="form")
            with self.subTest(model=model, field=field):
                self.assertRegex(arch["arch"], rf'name="{field}"[^>]*{key}')

    def test_from_a_relation_it_is_the_other_ends_client(self):
        mill = self.add(self.manager, law_from_partner_id=self.locked.id)
        self.assertTrue(self.sees(self.lawyer, mill))
        self.assertFalse(self.sees(self.outsider, mill))
        free = self.add(self.manager, law_from_partner_id=self.stranger.id)
        self.assertTrue(self.sees(self.outsider, free))

    def test_whom_the_firm_knew_stays_open_and_tells_nothing(self):
        self.env["law.relation"].with_user(self.manager).create(
            {
                "left_id": self.locked.id,
                "type_id": self.buys.id,
                "right_id": self.stranger.id,
                "company_id": self.company_a.id,
            }
        )
        self.assertTrue(self.sees(self.outsider, self.stranger))
        mine = self.stranger.with_user(self.outsider)
        told = [
            name
            for name, field in mine.fields_get(attributes=["type"]).items()
            if field["type"] not in ("one2many", "many2many")
        ]
        row = mine.read(told)[0]
        self.assertNotIn("Harbour", str(row))
        self.assertFalse(row["law_client_id"])
        self.assertNotIn("Harbour", str(mine.message_ids.mapped("body")))
        relations = self.env["law.relation"].with_user(self.outsider)
        self.assertFalse(relations.search([("right_id", "=", self.stranger.id)]))

    def test_nobody_locks_for_a_client_that_is_not_seen(self):
        self.outsider.group_ids += self.env.ref("base.group_partner_manager")
        mine = self.add(self.outsider, law_from_client_id=self.harbour.id)
        self.assertTrue(self.sees(self.outsider, mine))
        self.assertFalse(mine.sudo().law_from_client_id)
