from collections import defaultdict

from odoo import models

from ..client.law_entry_check import named_id
from .law_read_logged import TAKEN


class Base(models.AbstractModel):
    """A form fills itself in from the record that is chosen, as superuser.

    So a contact, or a record of ours, may only be chosen by whoever sees it: else its
    number would give it away, in any model that repeats a part of it. And what is
    filled in is read.
    """

    _inherit = "base"

    def onchange(self, values, field_names, fields_spec):
        chosen = self._law_chosen(values)
        for model, ids in chosen.items():
            self.env[model].browse(ids).exists().check_access("read")
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
        request = plain and Policy._let_pass("export", self, fields_to_export)
        cache = self.env.cr.cache
        cache[TAKEN] = taken = {}
        try:
            answer = super().export_data(fields_to_export)
        finally:
            cache.pop(TAKEN, None)
        self._law_note_names(fields_to_export, taken)
        Policy._let_nested(self, taken)
        if plain and self._name in Policy._guarded_models():
            Policy._record_file(self, fields_to_export, request)
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

    def _law_log_filled_in(self, chosen, answer):
        """Record whom a form was filled in from: by choice, or by its defaults."""
        filled_in = self._law_chosen(answer.get("value") or {})
        for model in chosen.keys() | filled_in.keys():
            records = self.env[model].browse(chosen[model] | filled_in[model]).exists()
            if hasattr(records, "_logged_clients") and not self.env.su:
                records._filtered_access("read")._log_filled_in(self._name)

    def _law_chosen(self, values):
        """Return {model: ids} of whom a form points at by these values."""
        chosen = defaultdict(set)
        self._law_note_chosen(values, chosen)
        return chosen

    def _law_note_chosen(self, values, chosen):
        """Add to `chosen` whom the values of a form, and of its lines, point at."""
        for name, value in values.items():
            field = self._fields.get(name)
            if not field or not field.relational:
                continue
            if field.type == "many2one":
                number = named_id(value)
                guarded = field.comodel_name == "res.partner" or (
                    field.comodel_name.startswith("law.")
                )
                # What stands there already, stays.
                if number and guarded and number not in self.sudo()[name].ids:
                    chosen[field.comodel_name].add(number)
            elif field.type == "one2many" and isinstance(value, list):
                for command in value:
                    if len(command) > 2 and isinstance(command[2], dict):
                        line = self.env[field.comodel_name]
                        if command[0] == 1 and isinstance(command[1], int):
                            line = line.browse(command[1])
                        line._law_note_chosen(command[2], chosen)
