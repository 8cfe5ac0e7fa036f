# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .lock_common import UNAUTHORISED, LockCase

# What may stand beside the lock. All of them are either global, and so only subtract,
# or meant for portal and public.
KNOWN_RULES = {
    "base.res_partner_rule",
    "base.res_partner_portal_public_rule",
    "law_firm_client.res_partner_rule_lock",
}


@tagged("post_install", "-at_install", "s62", "s63")
class TestLockSettings(LockCase):
    """The lock is a setting, and so is who needs every name and address."""

    def _settings(self):
        return self.env["res.config.settings"].with_user(self.admin).create({})

    def test_it_is_on_from_the_start(self):
        self.assertTrue(self._settings().law_partner_lock)
        self.env["ir.config_parameter"].search(
            [("key", "=", "law_firm_client.partner_lock")]
        ).unlink()
        self.assertFalse(self.sees(self.plain, self.locked))

    def test_turning_it_off_and_on_works_at_once(self):
        seen = self.locked.with_user(self.plain)
        self.set_lock(law_partner_lock=False)
        self.assertFalse(self._settings().law_partner_lock)
        for name, user in self.people(UNAUTHORISED):
            with self.subTest(user=name):
                self.assertTrue(self.sees(user, self.locked))
        self.assertTrue(seen.has_access("read"))
        self.set_lock(law_partner_lock=True)
        self.assertFalse(seen.has_access("read"))
        self.assertFalse(self.sees(self.plain, self.locked))

    def test_groups_of_the_setting_see_every_contact(self):
        self.assertFalse(self.sees(self.accountant, self.contact))
        self.set_lock(law_contact_group_ids=[Command.link(self.accounting.id)])
        self.assertTrue(self.sees(self.accountant, self.contact))
        self.assertIn(self.accounting, self._settings().law_contact_group_ids)
        self.assertFalse(self.sees(self.plain, self.contact))
        with self.assertRaises(AccessError):
            self.harbour.with_user(self.accountant).read(["state"])
        self.set_lock(law_contact_group_ids=[Command.clear()])
        self.assertFalse(self.sees(self.accountant, self.contact))

    def test_only_administrators_change_it(self):
        for name, user in self.people(("plain", "outsider", "manager", "head")):
            with self.subTest(user=name), self.assertRaises(AccessError):
                self.env["res.config.settings"].with_user(user).create({})

    def test_no_rule_beside_the_lock_is_unknown(self):
        rules = self.env["ir.rule"].search([("model_id.model", "=", "res.partner")])
        names = set(rules.get_external_id().values())
        self.assertEqual(names - KNOWN_RULES, set(), "Does it open a locked contact?")

    def test_a_group_rule_of_another_addon_opens_nothing(self):
        self.env["ir.rule"].create(
            {
                "name": "All contacts",
                "model_id": self.env.ref("base.model_res_partner").id,
                "groups": [Command.link(self.env.ref("base.group_user").id)],
                "domain_force": "[(1, '=', 1)]",
            }
        )
        self.assertFalse(self.sees(self.plain, self.locked))

    # === RULES THAT SOMEBODY BROKE ===

    def test_a_broken_rule_shows_nothing_and_says_so(self):
        rule = self.env.ref("law_firm_client.res_partner_rule_lock")
        for broken in ("[('law_open', '=', nobody_knows)]", "[('no_such', '=', 1)]"):
            self.env.cr.execute(
                "UPDATE ir_rule SET domain_force = %s WHERE id = %s", [broken, rule.id]
            )
            self.env.invalidate_all()
            self.env.registry.clear_cache()
            Partner = self.env["res.partner"].with_user(self.plain)
            with (
                self.subTest(rule=broken),
                mute_logger("odoo.addons.law_firm_client.models.protection.ir_rule"),
                self.assertRaisesRegex(AccessError, "Nothing is shown.*Record Rules"),
            ):
                Partner.search([], limit=1)

    def test_a_rule_that_cannot_be_evaluated_is_not_saved(self):
        rule = self.env.ref("law_firm_client.res_partner_rule_lock")
        broken = "[('law_open', '=', nobody)]"
        with self.assertRefused(ValidationError, "Invalid domain"):
            rule.domain_force = broken
        with self.assertRefused(UserError, "not changed here"):
            rule.with_user(self.admin).domain_force = broken

    # === NO ROLE AT ALL ===

    def test_whoever_has_no_role_opens_an_empty_app_with_a_sentence(self):
        menu = self.env.ref("law_firm_client.menu_law_client_root")
        own = self.env.ref("law_firm_client.menu_law_client_member_own")
        action = own.action
        for name, user in self.people(("plain", "auditor", "admin")):
            with self.subTest(user=name):
                menus = self.env["ir.ui.menu"].with_user(user).load_web_menus(False)
                self.assertEqual(menus[menu.id]["actionID"], action.id)
                records = self.env[action.res_model].with_user(user)
                views = records.get_views([(action.view_id.id, "list")])
                self.assertIn("list", views["views"])
                self.assertFalse(records.search([("user_id", "=", user.id)]))
                self.assertIn("on no client's team", action.with_user(user).help)

    def test_a_member_without_a_role_knows_the_own_teams_only(self):
        self.env["law.client.member"].create(
            {"client_id": self.harbour.id, "user_id": self.plain.id, "role": "granted"}
        )
        own = self.env["law.client.member"].with_user(self.plain).search([])
        self.assertEqual(own.user_id, self.plain)
        own.web_read({"client_id": {"fields": {"display_name": {}}}, "role": {}})
