from odoo import fields, models

from .law_access_archive import SETTING


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    law_reading_minimum = fields.Integer(
        related="company_id.law_reading_minimum", readonly=False
    )
    law_reading_factor = fields.Integer(
        related="company_id.law_reading_factor", readonly=False
    )
    law_access_log_months = fields.Integer(
        "Archive the Access Log After (Months)", config_parameter=SETTING
    )
