from odoo import api, fields, models

from ...models.client.law_client_lifecycle import REASON_KINDS
from ...models.client.selections import STATES


class LawClientTransition(models.TransientModel):
    """Asks for the reason before a client changes its state."""

    _name = "law.client.transition"
    _description = "Change of a Client's State"
    _inherit = ["law.client.part"]

    client_id = fields.Many2one("law.client", required=True, ondelete="cascade")
    state = fields.Selection(STATES, "New State", required=True)
    reason_kind = fields.Char(compute="_compute_reason_kind")
    reason_id = fields.Many2one("law.client.reason", ondelete="cascade")
    note = fields.Text("In Detail")
    missing_item_ids = fields.Many2many(
        related="client_id.activation_gap_ids", related_sudo=False
    )

    @api.depends("state")
    def _compute_reason_kind(self):
        for wizard in self:
            wizard.reason_kind = REASON_KINDS.get(wizard.state)

    def action_apply(self):
        """Change the state; the client's own gate decides whether it may.

        :raises UserError: when the transition, the card or the reason is not right
        """
        self.ensure_one()
        vals = {"state": self.state}
        if self.reason_kind:
            vals.update(state_reason_id=self.reason_id.id, state_note=self.note)
        self.client_id.write(vals)
        return {"type": "ir.actions.act_window_close"}
