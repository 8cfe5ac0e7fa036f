from odoo import fields, models


class LawDisputeType(models.Model):
    """A kind of legal dispute (纠纷类型), as a tree: what clients quarrel about."""

    _name = "law.dispute.type"
    _description = "Type of Dispute"
    _inherit = ["law.tree"]
    _parent_store = True

    parent_id = fields.Many2one("law.dispute.type", index=True, ondelete="restrict")
    child_ids = fields.One2many("law.dispute.type", "parent_id")
    company_id = fields.Many2one(
        "res.company",
        index=True,
        ondelete="cascade",
        help="Empty: every company of the firm uses it.",
    )
