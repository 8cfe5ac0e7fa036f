from odoo.tests import tagged

from .firm import ROLES
from .probes import ProbeCase
from .table import mutations

MODULE = "law_firm_client."
# Before these the lock of the contact stands, too; here each must hold by itself.
BEHIND_LOCK = ("law.client", "law.client.person")


@tagged("post_install", "-at_install", "s62", "s63", "access")
class TestMutations(ProbeCase):
    """Switched off one after the other, each rule and each right is missed."""

    def guards(self, model):
        """Return {name: record} of the addon's records of `model`."""
        records = self.env[model].with_context(active_test=False).search([])
        names = records.get_external_id()
        return {
            names[record.id].removeprefix(MODULE): record
            for record in records
            if names[record.id].startswith(MODULE)
        }

    def changed(self, model):
        """Return the people who may do more (+) or less (–) than the table says."""
        changes = []
        for name, records in self.records.items():
            if name.partition("#")[0] != model:
                continue
            for role in ROLES:
                expected = self.cells[name][role]
                self.env.invalidate_all()
                mine = self.as_role(role, records)
                seen = bool(self.tried(mine.search_count, [("id", "in", mine.ids)]))
                told = [(seen, bool(set("rnf") & set(expected)))]
                for operation, letter in (("write", "w"), ("unlink", "d")):
                    can = bool(self.tried(mine.has_access, operation))
                    told.append((can, letter in expected))
                can = bool(self.tried(mine.browse().has_access, "create"))
                told.append((can, can or "c" in expected))
                if any(now and not before for now, before in told):
                    changes.append(f"{role}+")
                if any(before and not now for now, before in told):
                    changes.append(f"{role}-")
        return changes

    def switched_off(self, record):
        """Return who may do more or less without this rule or right."""
        savepoint = self.env.cr.savepoint()
        try:
            record.sudo().active = False
            if record.model_id.model in BEHIND_LOCK:
                settings = self.env["ir.config_parameter"]
                settings.set_param("law_firm_client.partner_lock", "off")
            self.env.flush_all()
            self.env.registry.clear_cache()
            return self.changed(record.model_id.model)
        finally:
            savepoint.rollback()
            savepoint.close(rollback=False)
            self.env.invalidate_all()
            self.env.registry.clear_cache()

    def check(self, model):
        guards = self.guards(model)
        table = {n: m for n, m in mutations().items() if m["kind"] == model}
        self.assertEqual(
            sorted(guards.keys() - table.keys()),
            [],
            "Add these to tests/access/mutations.csv: who is let in, or shut out, "
            "without them?",
        )
        self.assertFalse(table.keys() - guards.keys(), "no longer there")
        survived = []
        for name, record in guards.items():
            changes = self.switched_off(record)
            expected = table[name]["changes"].split()
            if set(expected) - set(changes) or not (changes or table[name]["why"]):
                survived.append(f"{name}: {' '.join(changes) or 'nobody notices'}")
        self.assertFalse(survived, "\n".join(survived))

    def test_untouched_nothing_is_missed(self):
        for model in {name.partition("#")[0] for name in self.records}:
            with self.subTest(model=model):
                self.assertFalse(self.changed(model))

    def test_each_rule_is_needed(self):
        self.check("ir.rule")

    def test_each_right_is_needed(self):
        self.check("ir.model.access")
