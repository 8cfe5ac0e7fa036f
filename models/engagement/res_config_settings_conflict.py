from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    law_conflict_days = fields.Integer(
        related="company_id.law_conflict_days", readonly=False
    )
