from collections import defaultdict

from odoo import models

from ..client.law_entry_check import named_id


class Base(models.AbstractModel):
    """A form fills itself in from the record that is chosen, as superuser.

    So a contact, or a record of ours, may only be chosen by whoever sees it: else its
    number would give it away, in any model that repeats a part of it.
    """

    _inherit = "base"

    def onchange(self, values, field_names, fields_spec):
        chosen = defaultdict(set)
        self._law_note_chosen(values, chosen)
        for model, ids in chosen.items():
            self.env[model].browse(ids).exists().check_access("read")
        return super().onchange(values, field_names, fields_spec)

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
