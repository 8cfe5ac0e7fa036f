from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    law_conflict_days = fields.Integer(
        "Conflict Check Holds (Days)",
        default=30,
        help="An engagement is opened only on a conflict check that is not older.",
    )
    law_conflict_clear_alone = fields.Boolean(
        "Clear a Check that Finds Nothing",
        help="A check that finds nothing, and left nothing out, is cleared in the name "
        "of who asked. Otherwise a person looks at what was searched, and clears it.",
    )

    _law_conflict_days_range = models.Constraint(
        "CHECK(law_conflict_days BETWEEN 1 AND 366)",
        "A conflict check holds for 1 day at least, and for 366 at most.",
    )
