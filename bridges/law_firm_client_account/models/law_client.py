from odoo import models


class LawClient(models.Model):
    """What was invoiced to the client for its engagements."""

    _name = "law.client"
    _inherit = ["law.client", "law.invoiced"]
    _invoiced_depends = ("engagement_ids.fee_received",)
    _invoiced_column = _paid_column = "client_id"

    def _invoiced_engagements(self):
        return self.env["law.engagement"].search(
            [("client_id", "in", self._origin.ids)]
        )
