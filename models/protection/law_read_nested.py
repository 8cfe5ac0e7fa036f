from odoo import api, models

from ...tools.readings import opened_rows, tells_more


class LawReadNested(models.AbstractModel):
    """Whom a reading brings along: records of records, at any depth."""

    _inherit = "law.read.logged"

    @api.model
    def _clients_brought(self, specification, rows):
        """Return the clients of whom a specification brought more than the name."""
        clients = self.env["law.client"].sudo()
        if not specification or not rows:
            return clients
        for name, part in specification.items():
            inner = (part or {}).get("fields")
            field = self._fields.get(name)
            if not inner or field is None:
                continue
            for model, found in self._brought_by(field, rows).items():
                comodel = self.env[model]
                if hasattr(comodel, "_logged_clients"):
                    if tells_more(inner, part.get("context")) and not (
                        self._is_own_line(field)
                    ):
                        told = comodel.browse(row["id"] for row in found)
                        clients |= told._logged_clients().sudo()
                    clients |= comodel._clients_brought(inner, found)
        return clients

    @api.model
    def _is_own_line(self, field):
        """Whether a field holds parts of the same client, as the lines of a form."""
        return (
            field.type == "one2many"
            and self._name.startswith("law.")
            and field.comodel_name.startswith("law.")
            and field.comodel_name != "law.client"
        )

    @api.model
    def _brought_by(self, field, rows):
        """Return {model: rows} of what one field of the rows brought."""
        found = {}
        for row in opened_rows(rows):
            value = row.get(field.name)
            for part in value if isinstance(value, list | tuple) else [value]:
                if isinstance(part, list | tuple) and len(part) == 3 and part[2]:
                    part = {**dict(part[2]), "id": part[1]}  # a command of onchange
                if not isinstance(part, dict) or not part.get("id"):
                    continue
                model, number = field.comodel_name, part["id"]
                if field.type == "reference":
                    model, number = number["model"], number["id"]
                elif field.type == "many2one_reference":
                    model = self.sudo().browse(row["id"])[field.model_field]
                if model and isinstance(number, int):
                    found.setdefault(model, []).append({**part, "id": number})
        return found
