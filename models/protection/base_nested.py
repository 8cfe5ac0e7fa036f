from odoo import api, models

from ...tools.readings import opened_rows, tells_more


class Base(models.AbstractModel):
    """Whom a reading of any model brings along: records of records, at any depth."""

    _inherit = "base"

    @api.model
    def _law_clients_brought(self, specification, rows):
        """Return the clients of whom a specification brought more than the name."""
        clients = self.env["law.client"].sudo()
        if not specification or not rows:
            return clients
        for name, part in specification.items():
            inner = (part or {}).get("fields")
            field = self._fields.get(name)
            if not inner or field is None:
                continue
            for model, found in self._law_brought_by(field, rows).items():
                comodel = self.env[model]
                if hasattr(comodel, "_logged_clients"):
                    if tells_more(inner, part.get("context")) and not (
                        self._law_is_own_line(field)
                    ):
                        told = comodel.browse(row["id"] for row in found if row["id"])
                        clients |= told._logged_clients().sudo()
                clients |= comodel._law_clients_brought(inner, found)
        return clients

    @api.model
    def _law_is_own_line(self, field):
        """Whether a field holds parts of the same client, as the lines of a form."""
        return (
            field.type == "one2many"
            and self._name.startswith("law.")
            and field.comodel_name.startswith("law.")
            and field.comodel_name != "law.client"
        )

    @api.model
    def _law_brought_by(self, field, rows):
        """Return {model: rows} of what one field of the rows brought.

        A line that a form is about to make has no id, and may bring others along.
        """
        found = {}
        for row in opened_rows(rows):
            value = row.get(field.name)
            for part in value if isinstance(value, list | tuple) else [value]:
                part = _shown_by(part)
                if not isinstance(part, dict) or "id" not in part:
                    continue
                model, number = field.comodel_name, part["id"]
                if field.type == "reference":
                    model, number = number["model"], number["id"]
                elif field.type == "many2one_reference":
                    model = self.sudo().browse(row["id"])[field.model_field]
                if model and isinstance(number, int):
                    found.setdefault(model, []).append({**part, "id": number})
        return found


def _shown_by(part):
    """Return the record that a part of an answer shows; of a command, what it tells."""
    if isinstance(part, list | tuple) and len(part) == 3 and isinstance(part[2], dict):
        return {**part[2], "id": part[0] and part[1]}
    return part
