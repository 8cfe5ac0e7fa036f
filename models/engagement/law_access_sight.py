from odoo import models
from odoo.tools import SQL


class LawAccessSight(models.Model):
    """Who sees a client: a wall around one engagement does not hide the client."""

    _inherit = "law.access.sight"
    _depends = {"law.barrier": ["engagement_id"]}

    def _sql_ids(self, model, domain):
        if model == "law.barrier":
            domain = "_domain_client_in_force"
        return super()._sql_ids(model, domain)

    def _sql_walls(self):
        return SQL("%s WHERE x.engagement_id IS NULL", super()._sql_walls())
