from odoo import models


class LawCommittee(models.Model):
    _name = "law.committee"
    _inherit = ["law.discreet.thread", "law.committee"]
