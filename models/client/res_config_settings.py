from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    law_dormant_months = fields.Integer(
        related="company_id.law_dormant_months", readonly=False
    )
    law_stale_months = fields.Integer(
        related="company_id.law_stale_months", readonly=False
    )
    law_fact_review_months = fields.Integer(
        related="company_id.law_fact_review_months", readonly=False
    )
