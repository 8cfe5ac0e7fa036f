from odoo import models
from odoo.exceptions import UserError


class LawAccessDecision(models.Model):
    _inherit = "law.access.decision"

    def _check_grant(self):
        """Grant nothing new to somebody who leaves, without saying so."""
        if self.env["law.departure"]._is_leaving(self.user_id):
            raise UserError(
                self.env._(
                    "Nothing can be granted to %(name)s at present. Refuse the "
                    "request, or ask the managing partner.",
                    name=self.user_id.name,
                )
            )
        return super()._check_grant()
