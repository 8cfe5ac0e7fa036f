from odoo import api, models


class ResCompany(models.Model):
    _inherit = "res.company"

    @api.model_create_multi
    def create(self, vals_list):
        """A new firm begins with the shipped export rules: nothing leaves."""
        companies = super().create(vals_list)
        # sudo: whoever may add a company need not keep its rules
        self.env["law.export.policy"].sudo()._fill_missing(companies)
        return companies
