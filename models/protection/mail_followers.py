from collections import defaultdict

from odoo import api, fields, models
from odoo.fields import Domain


class MailFollowers(models.Model):
    """Who follows is shown by name; the address, to whoever sees the contact.

    And the name only to whoever reads what is followed: a list of all followers would
    be a list of the clients' people.
    """

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

    @api.model
    def _search(self, domain, *args, bypass_access=False, **kwargs):
        """Leave out locked contacts who follow what the user may not read."""
        domain = Domain(domain)
        Partner = self.env["res.partner"].sudo()  # whether locked, and no data
        if not (self.env.su or bypass_access) and Partner._law_lock_applies():
            locked = Partner.with_context(active_test=False)._search(
                ~Partner._domain_law_open()
            )
            found = super()._search(domain & Domain("partner_id", "in", locked))
            found = self.browse(found)
            domain &= Domain("id", "not in", found._law_of_walled_records().ids)
        return super()._search(domain, *args, bypass_access=bypass_access, **kwargs)

    def _check_access(self, operation):
        result = super()._check_access(operation)
        walled = self.browse()
        if result is None and any(self._ids):
            hidden = self.sudo().partner_id - self.sudo().partner_id._law_seen()
            walled = self.filtered(lambda f: f.sudo().partner_id in hidden)
            walled = walled._law_of_walled_records()
        if not walled:
            return result
        return walled, lambda: self.env["ir.rule"]._make_access_error(operation, walled)

    def _law_of_walled_records(self):
        """Return those of the followers whose records the user may not read."""
        ids = defaultdict(set)
        for follower in self.sudo():  # only which record it is
            ids[follower.res_model].add(follower.res_id)
        readable = {
            model: set(self.env[model].browse(found)._filtered_access("read").ids)
            for model, found in ids.items()
            if model in self.env
        }
        return self.filtered(
            lambda f: f.sudo().res_id not in readable.get(f.sudo().res_model, ())
        )
