# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged

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
