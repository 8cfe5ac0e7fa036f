from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    law_access_days = fields.Integer(
        "Access on Request (Days)",
        default=30,
        help="A request to read a client is granted for so long at most.",
    )
    law_emergency_hours = fields.Integer(
        "Emergency Opening (Hours)",
        default=8,
        help="Whoever is kept out by a wall and opens a client in an emergency sees it "
        "for so long at most.",
    )

    _law_access_days_range = models.Constraint(
        "CHECK(law_access_days BETWEEN 1 AND 366)",
        "Access on request is granted for 1 day at least, and for 366 at most.",
    )
    _law_emergency_hours_range = models.Constraint(
        "CHECK(law_emergency_hours BETWEEN 1 AND 72)",
        "An emergency opening lasts 1 hour at least, and 72 at most.",
    )
