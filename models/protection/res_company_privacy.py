from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    law_privacy_pack_id = fields.Many2one(
        "law.privacy.pack",
        "Data Protection Law",
        ondelete="set null",
        help="The law by which requests about personal data are answered, unless "
        "another one is chosen.",
    )
    law_privacy_four_eyes = fields.Boolean(
        "Second Person Approves Copies and Erasures",
        default=True,
        help="A copy of personal data leaves, and a person is erased, only when "
        "somebody else has approved it.",
    )
    law_identity_days = fields.Integer(
        "Proof of Identity (Days)",
        default=30,
        help="So long after the check the proof is kept; then it is deleted.",
    )
    law_fact_erase_days = fields.Integer(
        "Expired Facts (Days)",
        default=90,
        help="So long after its review day a fact that nobody confirmed is deleted.",
    )

    _law_identity_days_range = models.Constraint(
        "CHECK(law_identity_days BETWEEN 1 AND 366)",
        "Proof of identity is kept for 1 day at least, and for 366 at most.",
    )
    _law_fact_erase_days_range = models.Constraint(
        "CHECK(law_fact_erase_days BETWEEN 1 AND 1100)",
        "Expired facts stay for 1 day at least, and for 1100 at most.",
    )
