from odoo import models
from odoo.exceptions import UserError


class LawAccessRequest(models.Model):
    _inherit = "law.access.request"

    def action_send(self):
        """Bring nothing before anybody for somebody who leaves."""
        if self.env["law.departure"]._is_leaving(self.env.user):
            raise UserError(
                self.env._(
                    "You take no new clients at present; ask the head of client "
                    "management."
                )
            )
        return super().action_send()
