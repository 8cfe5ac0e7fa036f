from odoo import api, models

from odoo.addons.mail.tools.discuss import Store

from ..client.law_entry_check import named_id

# What of the context has a contact's name show its address and numbers, too.
MORE_THAN_NAME = ("show_address", "show_email", "show_vat")


class ResPartner(models.Model):
    """What is shown of a contact beside its own form: of a locked one, the name.

    Discuss and the chatter read authors and followers as superuser, so that whoever
    may read a message learns who wrote it. That must not tell the address.
    """

    _inherit = "res.partner"

    @api.model_create_multi
    def create(self, vals_list):
        self._law_check_above(vals_list)
        partners = super().create(vals_list)
        if client := self._law_card_of():
            partners.sudo().law_from_client_id = client  # on whose card it was checked
        return partners

    @api.model
    def _law_card_of(self):
        """Return the client from whose card, or relation, contacts are added now.

        The screen says so; the client must be one that the user sees.
        """
        number = self.env.context.get("law_from_client_id")
        client = self.env["law.client"].browse(number if number else ())
        above = self.env.context.get("law_from_partner_id")
        if above:
            # sudo: which client it is, not told
            client = self.env["res.partner"].browse(above).sudo().law_client_ids
        return client.sudo(False).exists()._filtered_access("read")[:1]

    def write(self, vals):
        self._law_check_above([vals])
        return super().write(vals)

    @api.model
    def _law_check_above(self, vals_list):
        """A contact takes the address of the one it is put under: that must be seen."""
        above = {named_id(vals.get("parent_id")) for vals in vals_list} - {False}
        if above and not self.env.su:
            self.browse(above).check_access("read")

    def _law_seen(self):
        """Return those of the contacts that the user may read, superuser or not.

        Not those of which no more than the login is shown.
        """
        seen = self.sudo(False)._filtered_access("read")
        return (seen - seen._law_login_only()).with_env(self.env)

    def _law_told_to(self, target):
        """Return whether more than the name goes to whom a message is sent.

        Of others than the user nobody knows here what they may see.
        """
        self.ensure_one()
        if target.is_current_user(self.env):
            return bool(self._law_seen())
        locked = self.sudo()  # the answer, and no data
        return not (locked.partner_share and locked.law_lock_client_id)

    def _to_store_defaults(self, target):
        fields = super()._to_store_defaults(target)
        return [
            Store.Attr("email", lambda p: p._law_told_to(target) and p.email)
            if field == "email"
            else field
            for field in fields
        ]

    @api.depends("law_open")
    @api.depends_context("uid", "allowed_company_ids", *MORE_THAN_NAME)
    def _compute_display_name(self):
        """A name that is to show address, e-mail or tax number does not, if locked.

        Odoo reads the names of what a record points at as superuser.
        """
        hidden = self.browse()
        if any(self.env.context.get(key) for key in MORE_THAN_NAME):
            hidden = self - self._law_seen()
        result = super(ResPartner, self - hidden)._compute_display_name()
        bare = hidden.with_context(**dict.fromkeys(MORE_THAN_NAME, False))
        super(ResPartner, bare)._compute_display_name()
        for partner, named in zip(hidden, bare, strict=True):
            partner.display_name = named.display_name
        for partner in self.sudo(False)._law_login_only().with_env(self.env):
            contact = partner.sudo()  # the name without the firm it is under
            if contact.user_ids:
                partner.display_name = contact.name
        return result

    def _get_avatar_128_access_token(self):
        """A picture goes with the contact, not with its name."""
        return super()._get_avatar_128_access_token() if self._law_seen() else False

    def _compute_same_vat_partner_id(self):
        """Whoever types a tax number does not learn whose client it belongs to."""
        result = super()._compute_same_vat_partner_id()
        for partner in self:
            partner.same_vat_partner_id &= partner.same_vat_partner_id._law_seen()
            partner.same_company_registry_partner_id &= (
                partner.same_company_registry_partner_id._law_seen()
            )
        return result
