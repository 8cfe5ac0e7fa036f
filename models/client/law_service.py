from odoo import fields, models


class LawService(models.Model):
    """A line of legal service that the firm offers (业务种类), as a tree."""

    _name = "law.service"
    _description = "Legal Service"
    _inherit = ["law.tree"]
    _parent_store = True
    _rec_names_search = ["name", "complete_name", "code"]

    code = fields.Char(index="btree_not_null")
    parent_id = fields.Many2one("law.service", index=True, ondelete="restrict")
    child_ids = fields.One2many("law.service", "parent_id")
    company_id = fields.Many2one(
        "res.company",
        index=True,
        ondelete="cascade",
        help="Empty: every company of the firm offers it.",
    )
