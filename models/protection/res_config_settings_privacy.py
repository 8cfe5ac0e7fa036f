from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    law_privacy_pack_id = fields.Many2one(
        related="company_id.law_privacy_pack_id", readonly=False
    )
    law_privacy_four_eyes = fields.Boolean(
        related="company_id.law_privacy_four_eyes", readonly=False
    )
    law_identity_days = fields.Integer(
        related="company_id.law_identity_days", readonly=False
    )
    law_fact_erase_days = fields.Integer(
        related="company_id.law_fact_erase_days", readonly=False
    )
