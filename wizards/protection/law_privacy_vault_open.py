import json
from datetime import timedelta

from odoo import api, fields, models

SHOWN_FOR = timedelta(minutes=30)
SYSTEM = ("id", "create_uid", "write_uid", "write_date")


class LawPrivacyVaultOpen(models.TransientModel):
    """Asks why, before a privacy handler reads what is restricted.

    The content is kept nowhere else: it is shown for a while to whoever has a row in
    the access log for it, and for nothing else that is entered here.
    """

    _name = "law.privacy.vault.open"
    _description = "Opening of Restricted Data"

    vault_id = fields.Many2one("law.privacy.vault", "Restricted Data", required=True)
    reason = fields.Text("Why It Must Be Read")
    kind = fields.Selection(related="vault_id.request_id.kind")
    log_number = fields.Integer(aggregator=None)
    content = fields.Text(compute="_compute_content", exportable=False)

    @api.depends("log_number", "vault_id")
    @api.depends_context("uid")
    def _compute_content(self):
        for opening in self:
            piece = opening.sudo().vault_id  # the row proves right and reason
            shown = piece if opening._is_recorded() else piece.browse()
            opening.content = opening._in_words(shown.content or {})

    def _is_recorded(self):
        row = self.env["law.access.log"].sudo().browse(self.log_number).exists()
        return bool(
            row
            and row.user_number == self.env.uid
            and row.model == self.vault_id._name
            and row.action == "open"
            and row.record_ids == self.vault_id.ids
            and fields.Datetime.now() - row.moment < SHOWN_FOR
        )

    def action_read(self):
        """Show what is kept, once the reason is in the access log (button)."""
        self.ensure_one()
        self.log_number = self.vault_id._read_for(self.reason)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Restricted Data"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
        }

    def action_restore(self):
        """Bring the data back into use, where a restriction has ended (button)."""
        self.ensure_one()
        self.vault_id.action_restore(self.reason)
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    def _in_words(self, content):
        """Return one line for each value that is there, by the labels of its fields."""
        model = self.env.get(self.sudo().vault_id.res_model)
        lines = [
            f"{self._label(model, name)}: {value}"
            for name, value in (content.get("row") or {}).items()
            if value and name not in SYSTEM
        ]
        rest = {key: value for key, value in content.items() if key != "row" and value}
        if rest:
            lines.append(json.dumps(rest, ensure_ascii=False, indent=1))
        return "\n".join(lines)

    def _label(self, model, name):
        known = model is not None and name in model._fields
        return model._fields[name]._description_string(self.env) if known else name
