from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    law_renewal_days = fields.Integer(
        "Remind of Renewals (Days Before)",
        default=60,
        help="So long before a retainer ends, the client's manager is reminded.",
    )

    _law_renewal_days_range = models.Constraint(
        "CHECK(law_renewal_days BETWEEN 1 AND 365)",
        "Renewals are reminded of 1 to 365 days before the end.",
    )


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    law_renewal_days = fields.Integer(
        related="company_id.law_renewal_days", readonly=False
    )
