import json
from datetime import timedelta

from odoo import api, fields, models

from ...models.protection.kinds import kind_name

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
        """Return one line for each value that is there, in the reader's words."""
        lines = self._lines_of(self.sudo().vault_id.res_model, content.get("row"))
        for kind, rows in content.items():
            if kind in self.env and rows:
                for row in rows:
                    lines += ["", kind_name(self.env, kind), *self._lines_of(kind, row)]
            elif kind != "row" and rows:
                lines += ["", json.dumps(rows, ensure_ascii=False, indent=1)]
        return "\n".join(lines)

    def _lines_of(self, model, row):
        """Return "label: value" for what stands in one row of a model's table."""
        known = self.env[model]._fields if model in self.env else {}
        return [
            f"{known[name]._description_string(self.env) if name in known else name}: "
            f"{said}"
            for name, value in (row or {}).items()
            if value
            and name not in SYSTEM
            and (said := self._said(known.get(name), value))
        ]

    def _said(self, field, value):
        """Return a value as the reader knows it; a number of a record by its name."""
        if field is not None and field.type == "many2one":
            record = self.env[field.comodel_name].browse(value).exists()
            return record._filtered_access("read").display_name
        if field is not None and field.type == "selection":
            options = dict(field._description_selection(self.env))
            return options.get(value, value)
        if field is not None and field.translate and isinstance(value, dict):
            return value.get(self.env.lang) or value.get("en_US")
        return value
