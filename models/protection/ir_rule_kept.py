from odoo import models


class IrRule(models.Model):
    _name = "ir.rule"
    _inherit = ["law.kept.rules", "ir.rule"]
