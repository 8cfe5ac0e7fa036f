from odoo import fields, models


class LawAccessLog(models.Model):
    _inherit = "law.access.log"

    action = fields.Selection(selection_add=[("rule", "Changed an export rule")])
