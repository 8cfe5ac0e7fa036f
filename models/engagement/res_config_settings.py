from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    law_engagement_months = fields.Integer(
        related="company_id.law_engagement_months", readonly=False
    )
    law_hours_a_day = fields.Integer(
        related="company_id.law_hours_a_day", readonly=False
    )
    law_outside_services = fields.Boolean(
        "Names May Leave the House",
        config_parameter="law_firm_client.outside_services",
        help="Odoo's paid services are asked about names of contacts, and leads, that "
        "somebody types.",
    )
