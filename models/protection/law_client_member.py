from odoo import api, models


class LawClientMember(models.Model):
    """Whoever leaves the firm gets no new clients, from whomever they come (S65)."""

    _inherit = "law.client.member"

    @api.model_create_multi
    def create(self, vals_list):
        members = super().create(vals_list)
        self.env["law.departure"]._check_takers(members.user_id)
        return members
