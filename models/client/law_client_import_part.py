from odoo import models


class LawClientImportPart(models.AbstractModel):
    """What an import made of its file: of it, a person decides only what is named.

    Everything else is found out by the import, which writes it by `_note`.
    """

    _name = "law.client.import.part"
    _description = "Part of an Import of Client Cards"
    _inherit = ["law.entry.check"]

    _entered_fields = frozenset()

    @property
    def _kept_fields(self):
        return self._fields.keys() - self._entered_fields

    def write(self, vals):
        """Refuse what only the import finds out."""
        self._check_entered(vals)
        return super().write(vals)

    def _note(self, vals):
        """Write what the import found out about its own rows."""
        self.check_access("write")
        # sudo: past the check of what is entered; the access was checked right above
        self.sudo().write(vals)
