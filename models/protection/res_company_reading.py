from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    law_reading_minimum = fields.Integer(
        "Clients Read in a Day before It Is Unusual",
        default=10,
        help="Whoever reads no more clients than this in a day is never unusual.",
    )
    law_reading_factor = fields.Integer(
        "Times the Usual Reading",
        default=3,
        help="Reading is unusual beyond so many times the average day.",
    )

    _law_reading_positive = models.Constraint(
        "CHECK(law_reading_minimum >= 1 AND law_reading_factor BETWEEN 1 AND 100)",
        "Unusual reading begins at 1 client or more, and at 1 to 100 times the usual.",
    )
