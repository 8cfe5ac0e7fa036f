from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    law_engagement_months = fields.Integer(
        related="company_id.law_engagement_months", readonly=False
    )
    law_hours_a_day = fields.Integer(
        related="company_id.law_hours_a_day", readonly=False
    )
