from odoo import api, fields, models
from odoo.fields import Domain


class MailFollowers(models.Model):
    """Who follows is shown by name; the address, to whoever sees the contact."""

    _inherit = "mail.followers"

    email = fields.Char(
        related=None,
        compute="_compute_email",
        search="_search_email",
        compute_sudo=False,
    )

    @api.depends("partner_id.email")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_email(self):
        seen = self.partner_id if self.env.su else self.partner_id._law_seen()
        for follower in self:
            partner = follower.partner_id
            follower.email = partner in seen and partner.email

    def _search_email(self, operator, value):
        return Domain("partner_id", "any", Domain("email", operator, value))
