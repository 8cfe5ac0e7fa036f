from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    law_dormant_months = fields.Integer(
        "Dormant After (Months)",
        default=12,
        help="An active client without any contact for so long becomes dormant.",
    )
    law_stale_months = fields.Integer(
        "Verify Cards Every (Months)",
        default=6,
        help="A block of a card that was not verified for so long is stale.",
    )
    law_fact_review_months = fields.Integer(
        "Review Facts Every (Months)",
        default=12,
        help="A fact about a key person expires unless it is reviewed by then.",
    )

    _law_months_positive = models.Constraint(
        "CHECK(law_dormant_months BETWEEN 1 AND 600"
        " AND law_stale_months BETWEEN 1 AND 600"
        " AND law_fact_review_months BETWEEN 1 AND 120)",
        "A number of months is at least 1, and at most 600 (facts: 120).",
    )
