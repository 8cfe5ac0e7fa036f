from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    law_engagement_months = fields.Integer(
        "Count Engagements Over (Months)",
        default=12,
        help="How often a client gives work to the firm is counted over so long.",
    )

    law_hours_a_day = fields.Integer(
        "Hours a Day at Most",
        default=24,
        help="Nobody notes more hours on one day, in any role.",
    )

    _law_hours_a_day_range = models.Constraint(
        "CHECK(law_hours_a_day BETWEEN 1 AND 24)",
        "A day has 1 to 24 hours of work.",
    )
    _law_engagement_months_positive = models.Constraint(
        "CHECK(law_engagement_months BETWEEN 1 AND 120)",
        "Engagements are counted over 1 to 120 months.",
    )
