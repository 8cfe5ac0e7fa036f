from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    law_access_days = fields.Integer(
        related="company_id.law_access_days", readonly=False
    )
    law_emergency_hours = fields.Integer(
        related="company_id.law_emergency_hours", readonly=False
    )
