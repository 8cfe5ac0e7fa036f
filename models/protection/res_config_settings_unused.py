from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    law_unused_months = fields.Integer(
        related="company_id.law_unused_months", readonly=False
    )
