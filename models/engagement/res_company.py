from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    law_engagement_months = fields.Integer(
        "Count Engagements Over (Months)",
        default=12,
        help="How often a client gives work to the firm is counted over so long.",
    )

    _law_engagement_months_positive = models.Constraint(
        "CHECK(law_engagement_months BETWEEN 1 AND 120)",
        "Engagements are counted over 1 to 120 months.",
    )
