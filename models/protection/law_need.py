from odoo import models


class LawNeed(models.Model):
    _name = "law.need"
    _inherit = ["law.discreet.thread", "law.need"]
