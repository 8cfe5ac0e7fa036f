from odoo import api, models

from ...tools.readings import paths_of
from .door import is_asked_for
from .law_read_logged import TAKEN


class Base(models.AbstractModel):
    """What any model brings along of a client's data is read, and recorded as read."""

    _inherit = "base"

    def onchange(self, values, field_names, fields_spec):
        """What a form is filled in with is read."""
        chosen = self._law_chosen(values, listed=False)
        return self.env["law.read.logged"]._answer(
            lambda answer: self._law_log_filled_in(
                answer.get("value") or {}, chosen, fields_spec
            ),
            super().onchange,
            values,
            field_names,
            fields_spec,
        )

    @api.model
    def default_get(self, fields):
        """What is asked for alone is read; inside a form it is part of the form."""
        if not is_asked_for(self._name, "default_get"):
            return super().default_get(fields)
        return self.env["law.read.logged"]._answer(
            self.browse()._law_log_filled_in, super().default_get, fields
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

    def _law_log_filled_in(self, shown, chosen=None, specification=None):
        """Record whom a form was filled in from: by choice, or by its defaults.

        :param shown: the values that are answered
        :param chosen: {model: ids} of whom the form had named before
        :param specification: what was asked for of them
        """
        filled_in = self._law_chosen(shown)
        for model, ids in (chosen or {}).items():
            filled_in[model] |= ids
        brought = self._law_clients_brought(specification, [shown])
        paths = paths_of(specification or {})
        for model, ids in filled_in.items():
            records = self.env[model].browse(ids)
            if hasattr(records, "_logged_clients"):
                told = records.exists()._logged_part()._filtered_access("read")
                told._log_filled_in(self._name, paths)
                brought -= told._logged_clients().sudo()
        brought.sudo(False)._log_filled_in(self._name, paths)
