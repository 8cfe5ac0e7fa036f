from odoo import models

from .law_read_logged import TAKEN


class Base(models.AbstractModel):
    """What any model brings along of a client's data is read, and recorded as read."""

    _inherit = "base"

    def onchange(self, values, field_names, fields_spec):
        """What a form is filled in with is read."""
        chosen = self._law_chosen(values)
        return self.env["law.read.logged"]._answer(
            lambda answer: self._law_log_filled_in(chosen, answer),
            super().onchange,
            values,
            field_names,
            fields_spec,
        )

    def export_data(self, fields_to_export):
        """A file of any model may bring a client's data along."""
        if self.env.su:
            return super().export_data(fields_to_export)
        Policy = self.env["law.export.policy"]
        plain = not hasattr(self, "_logged_clients") and self._name != "law.access.log"
        names = Policy._with_groups(fields_to_export)
        request = plain and Policy._let_pass("export", self, names)
        cache = self.env.cr.cache
        cache[TAKEN] = taken = {}
        try:
            answer = super().export_data(fields_to_export)
        finally:
            cache.pop(TAKEN, None)
        self._law_note_names(names, taken)
        self._law_note_groups(Policy._with_groups(()), taken)
        Policy._let_nested(self, taken)
        if plain and self._name in Policy._guarded_models():
            Policy._record_file(self, names, request)
        return answer

    def _law_note_names(self, paths, taken):
        """Add whom a many2many names: Odoo puts these names in one cell, unread."""
        for name in {path.split("/")[0] for path in paths} & self._fields.keys():
            field = self._fields[name]
            if field.type == "many2many" and hasattr(
                self.env[field.comodel_name], "_logged_clients"
            ):
                ids, names = taken.setdefault(field.comodel_name, (set(), set()))
                ids.update(self[name].ids)
                names.add("display_name")

    def _law_note_groups(self, paths, taken):
        """Add what a file's groups tell of other records: Odoo does not read these."""
        for path in paths:
            name, _slash, other = path.partition("/")
            comodel = self._fields[name].comodel_name if other else None
            if hasattr(self.env.get(comodel or ""), "_logged_clients"):
                ids, names = taken.setdefault(comodel, (set(), set()))
                ids.update(self[name].ids)
                names.add(other)

    def _law_log_filled_in(self, chosen, answer):
        """Record whom a form was filled in from: by choice, or by its defaults."""
        filled_in = self._law_chosen(answer.get("value") or {})
        for model in chosen.keys() | filled_in.keys():
            records = self.env[model].browse(chosen[model] | filled_in[model]).exists()
            if hasattr(records, "_logged_clients") and not self.env.su:
                records._filtered_access("read")._log_filled_in(self._name)
