from odoo import api, fields, models


class LawClient(models.Model):
    _inherit = "law.client"

    barrier_ids = fields.One2many(
        "law.barrier",
        "client_id",
        "Walls",
        groups="law_firm_client.group_client_head",
    )

    @api.model
    def _cron_refresh_teams(self):
        """Let walls that begin by the calendar close their clients, too."""
        super()._cron_refresh_teams()
        self.env["law.barrier"]._cron_close()
