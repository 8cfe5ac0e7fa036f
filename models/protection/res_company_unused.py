from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    law_unused_months = fields.Integer(
        "Data Unused After (Months)",
        default=12,
        help="A card that nobody opened for so long is on the list of unused data.",
    )

    _law_unused_months_range = models.Constraint(
        "CHECK(law_unused_months BETWEEN 1 AND 120)",
        "Data is unused after 1 month at least, and after 120 at most.",
    )
