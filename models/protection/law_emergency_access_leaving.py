from odoo import models
from odoo.exceptions import UserError


class LawEmergencyAccess(models.Model):
    _inherit = "law.emergency.access"

    def _open(self, client, user, reason, hours):
        """Open no wall for somebody who leaves, without saying so."""
        if self.env["law.departure"]._is_leaving(user):
            raise UserError(
                self.env._("This cannot be opened now. Ask the managing partner.")
            )
        return super()._open(client, user, reason, hours)
