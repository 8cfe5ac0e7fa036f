from odoo import models


class LawReactivation(models.Model):
    _name = "law.reactivation"
    _inherit = ["law.discreet.thread", "law.reactivation"]
