from odoo import api, fields, models


class LawClient(models.Model):
    """What the client has entrusted to the firm."""

    _inherit = "law.client"

    barrier_ids = fields.One2many(domain=[("engagement_id", "=", False)])
    engagement_ids = fields.One2many("law.engagement", "client_id", "Engagements")

    @api.model
    def _withdrawn_models(self):
        return [*super()._withdrawn_models(), "law.engagement"]
