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
        "CHECK(law_dormant_months > 0 AND law_stale_months > 0"
        " AND law_fact_review_months > 0)",
        "A number of months is at least 1.",
    )
