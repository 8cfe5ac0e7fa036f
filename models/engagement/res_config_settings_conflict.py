from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    law_conflict_days = fields.Integer(
        related="company_id.law_conflict_days", readonly=False
    )
    law_conflict_clear_alone = fields.Boolean(
        related="company_id.law_conflict_clear_alone", readonly=False
    )
