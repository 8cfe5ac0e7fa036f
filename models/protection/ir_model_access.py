from odoo import models


class IrModelAccess(models.Model):
    _name = "ir.model.access"
    _inherit = ["law.kept.rules", "ir.model.access"]
