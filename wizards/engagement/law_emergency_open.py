from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ...models.engagement.law_emergency_access import ONLY


class LawEmergencyOpen(models.TransientModel):
    """Opens a wall around one engagement, too, where the client itself is open."""

    _inherit = "law.emergency.open"

    client_text = fields.Char(required=False)
    engagement_text = fields.Char(
        "Engagement",
        help="Its number, where the wall stands around this engagement alone.",
    )

    def action_open(self):
        """Open the client, or the one engagement that is named."""
        self.ensure_one()
        wizard = self.with_context(**{ONLY: False})
        if not self.engagement_text:
            return super(LawEmergencyOpen, wizard).action_open()
        engagement = self._walled_engagement()
        wizard = self.with_context(**{ONLY: engagement.id})
        super(LawEmergencyOpen, wizard).action_open()
        return {
            "type": "ir.actions.act_window",
            "res_model": "law.engagement",
            "res_id": engagement.id,
            "views": [[False, "form"]],
        }

    def _closed_client(self):
        if self.env.context.get(ONLY):
            return self._walled_engagement().client_id
        if not (self.client_text or "").strip():
            raise UserError(self.env._("Enter the client, or the engagement."))
        return super()._closed_client()

    def _walled_engagement(self):
        """Return the engagement of this number from which a wall keeps the user."""
        walls = self.env[
            "law.barrier"
        ].sudo()  # the user's own, whoever else reads them
        mine = walls.search(
            walls._domain_in_force()
            & Domain("user_id", "=", self.env.uid)
            & Domain("engagement_id.code", "=", self.engagement_text.strip())
            & Domain("company_id", "=", self.env.company.id)
        )
        if len(mine.engagement_id) != 1:
            raise UserError(
                self.env._(
                    "No engagement of this number is closed to you by a wall around "
                    "it. Check the number, or open the client."
                )
            )
        return mine.engagement_id
