from contextlib import contextmanager

from odoo import api, models
from odoo.exceptions import UserError

from ..client.listed import listed
from .door import somebody_asks

# Where the transaction keeps that a change is being watched already.
WATCHED = "law_firm_client.rule_watched"
SAID = (
    "may_export",
    "every_kind",
    "confidential",
    "analysis",
    "rows_per_file",
    "rows_per_day",
    "approval_rows",
    "may_print",
    "print_rows",
    "read_rows_hour",
    "read_rows_day",
)


class LawExportPolicy(models.Model):
    """A changed rule is in the log, with what it was, and the auditor is told.

    Nobody widens a rule that holds for the own role while another managing partner is
    there to do it.
    """

    _inherit = "law.export.policy"

    def write(self, vals):
        with self._watched():
            return super().write(vals)

    @contextmanager
    def _watched(self):
        """Compare the rules before and after what is done to them here."""
        cache = self.env.cr.cache
        if cache.get(WATCHED):
            yield
            return
        cache[WATCHED] = True
        try:
            before = {rule: rule._said() for rule in self}
            yield
            for rule in self:
                rule._note_change(before[rule])
        finally:
            cache.pop(WATCHED, None)

    def _said(self):
        """Return what the rule says: {field: value}."""
        rule = self.sudo()  # whoever changes a rule is checked by the change itself
        kinds = (f"{kind.model} ({kind.field_names or '*'})" for kind in rule.kind_ids)
        return {
            **{name: rule[name] for name in SAID},
            "kind_ids": ", ".join(sorted(kinds)),
        }

    def _note_change(self, before):
        """Check, record and tell what is different from `before`."""
        after = self._said()
        changed = [name for name in after if after[name] != before[name]]
        if not changed:
            return
        if any(name == "kind_ids" or after[name] > before[name] for name in changed):
            self._check_not_for_oneself()
        if somebody_asks():
            labels = self.fields_get(changed, attributes=["string"])
            self._tell_change(
                "\n".join(
                    f"{labels[name]['string']}: {before[name]} → {after[name]}"
                    for name in changed
                )
            )

    def _check_not_for_oneself(self):
        """Leave it to another to widen a rule that holds for the own role."""
        if self.env.su or self.role not in self._roles_of(self.env.user):
            return
        group = self.env.ref("law_firm_client.group_managing_partner").sudo()
        others = group.all_user_ids.filtered(
            lambda user: (
                user.active
                and user != self.env.user
                and self.company_id in user.company_ids
            )
        )
        if others:
            raise UserError(
                self.env._(
                    "This rule holds for you too, so another managing partner widens "
                    "it: %(names)s.",
                    names=listed(self.env, others.mapped("name")[:3]),
                )
            )

    def _tell_change(self, text):
        """Write the change in the log, and tell the auditors."""
        Log, nobody = self.env["law.access.log"], self.env["law.client"]
        number = Log._record(
            "rule", self, clients=nobody, query=self.display_name, detail=text
        )
        row = Log._prepare_row(self, nobody, self.company_id)
        # sudo: the alert is the system's
        self.env["law.access.alert"].sudo()._note_at_once(row, number, "rule")


class LawExportKind(models.Model):
    _inherit = "law.export.kind"

    @api.model_create_multi
    def create(self, vals_list):
        numbers = {row["policy_id"] for row in vals_list if row.get("policy_id")}
        with self.env["law.export.policy"].browse(numbers)._watched():
            return super().create(vals_list)

    def write(self, vals):
        moved = self.env["law.export.policy"].browse(vals.get("policy_id") or ())
        with (self.policy_id | moved)._watched():
            return super().write(vals)

    def unlink(self):
        with self.policy_id._watched():
            return super().unlink()
