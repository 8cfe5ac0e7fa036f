from odoo import api, fields, models
from odoo.fields import Domain


class ResPartner(models.Model):
    """Who sees a contact: one answer, which every rule of the lock asks for."""

    _inherit = "res.partner"

    law_open = fields.Boolean(
        "Open to Me",
        compute="_compute_law_open",
        search="_search_law_open",
        groups=fields.NO_ACCESS,
        help="Nobody's client, or the user's: by the client's team, by role, or because "
        "the settings say so.",
    )

    @api.depends(
        "partner_share",
        "law_lock_client_id.member_ids.user_id",
        "law_lock_client_id.member_ids.date_from",
        "law_lock_client_id.member_ids.date_to",
        "law_lock_client_id.member_ids.revoked",
        "law_lock_other_client_ids.member_ids.user_id",
        "law_lock_other_client_ids.member_ids.date_from",
        "law_lock_other_client_ids.member_ids.date_to",
        "law_lock_other_client_ids.member_ids.revoked",
    )
    @api.depends_context("uid", "allowed_company_ids", "tz")
    def _compute_law_open(self):
        partners = self.sudo().with_context(active_test=False)  # the answer, no data
        known = partners._origin
        seen = partners.search(Domain("id", "in", known.ids) & self._domain_law_open())
        for partner in self:
            partner.law_open = not partner._origin or partner._origin in seen

    def _search_law_open(self, operator, value):
        if operator != "in":
            return NotImplemented
        return self._domain_law_open()

    @api.model
    def _domain_law_open(self):
        """Return the domain of the contacts that the user may see."""
        if not self._law_lock_applies():
            return Domain.TRUE
        served = (
            self.env["law.client.member"]
            .sudo()  # whoever is on a team need not be allowed to read teams
            ._search(
                Domain("user_id", "=", self.env.uid)
                & self.env["law.client.member"]._domain_current()
            )
            .select("client_id")
        )
        return (
            # people of the firm, as in Odoo's own rule
            Domain("partner_share", "=", False)
            | Domain("law_lock_client_id", "=", False)
            | Domain("law_lock_client_id", "in", served)
            | Domain("law_lock_other_client_ids", "in", served)
            | self._domain_law_managed()
        )

    @api.model
    def _domain_law_managed(self):
        """Return the domain of the contacts of the clients whom the user manages."""
        user = self.env.user
        if not user.has_group("law_firm_client.group_client_manager"):
            return Domain.FALSE
        # A domain of a rule is searched by the superuser, for whom the companies of
        # the context are not checked.
        companies = (self.env.companies & user.sudo().company_ids).ids
        return Domain("law_lock_company_id", "in", companies) | Domain(
            "law_lock_other_client_ids.company_id", "in", companies
        )

    @api.model
    def _law_lock_applies(self):
        """Return whether anything is hidden from the user at all.

        Portal users see, by Odoo's own rule, their own company and no other contact.
        """
        user = self.env.user
        setting = self.env["ir.config_parameter"].sudo()  # no secret
        return (
            setting.get_param("law_firm_client.partner_lock") != "off"
            and user._is_internal()
            and not user.has_group("law_firm_client.group_all_contacts")
        )
