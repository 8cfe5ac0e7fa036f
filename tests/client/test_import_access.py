# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from .import_common import ImportCase

MODELS = ("", ".column", ".row", ".problem", ".tally", ".choice", ".mapping")


@tagged("post_install", "-at_install", "s17", "s50")
class TestImportAccess(ImportCase):
    """Who may import: client managers and their head, each in their own company."""

    def test_head_and_managing_partner_import_too(self):
        for user in (self.head, self.partner):
            record = self._checked(self._csv([f"{user.name}的客户公司"]), user=user)
            record.action_import()
            self.assertEqual(record.client_ids.create_uid, user)

    def test_nobody_else_imports_or_reads_imports(self):
        record = self._checked(self._csv(["海星公司"], ["海星有限公司"]))
        portal = new_test_user(
            self.env, login="test_portal", groups="base.group_portal"
        )
        for user in (self.lawyer, self.marketing, self.auditor, self.committee, portal):
            with self.subTest(user.login):
                with self.assertRaises(AccessError):
                    self._import(self._csv(["x"]), user=user)
                for suffix in MODELS:
                    Model = self.env[f"law.client.import{suffix}"].with_user(user)
                    with self.assertRaises(AccessError):
                        Model.search([])
                for action in ("action_import", "action_check", "action_stop"):
                    with self.assertRaises(AccessError):
                        getattr(record.with_user(user), action)()

    def test_imports_of_another_company_are_not_seen(self):
        self._checked(
            self._csv(["海星公司"], ["海星有限公司", "", "123"], ["海星股份公司"])
        )
        for suffix in MODELS:
            Model = self.env[f"law.client.import{suffix}"].with_user(self.manager_b)
            self.assertFalse(Model.search([]), suffix)

    def test_the_client_manager_of_new_clients_is_of_the_company(self):
        record = self._checked(self._csv(["海星公司"]))
        with self.assertRaises(UserError):
            record.manager_id = self.manager_b

    def test_lawyers_do_not_see_what_is_imported_for_others(self):
        record = self._checked(self._csv(["海星公司", "", "", "", "张三"]))
        record.action_import()
        for model, records in (
            ("law.client", record.client_ids),
            ("law.client.person", record.client_ids.person_ids),
        ):
            self.assertFalse(
                self.env[model]
                .with_user(self.lawyer)
                .search([("id", "in", records.ids)])
            )
