import json

from odoo import fields, models


class LawPrivacyVaultOpen(models.TransientModel):
    """Asks why, before a privacy handler reads what is restricted."""

    _name = "law.privacy.vault.open"
    _description = "Opening of Restricted Data"

    vault_id = fields.Many2one("law.privacy.vault", "Restricted Data", required=True)
    reason = fields.Text("Why It Must Be Read")
    content = fields.Text(readonly=True, exportable=False)

    def action_read(self):
        """Show what is kept, once the reason is in the access log."""
        self.ensure_one()
        content = self.vault_id._read_for(self.reason)
        self.content = self._in_words(content or {})
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Restricted Data"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
        }

    def _in_words(self, content):
        """Return one line for each value that is there."""
        row = content.get("row") or {}
        lines = [f"{name}: {value}" for name, value in row.items() if value]
        rest = {key: value for key, value in content.items() if key != "row" and value}
        if rest:
            lines.append(json.dumps(rest, ensure_ascii=False, indent=1))
        return "\n".join(lines)
