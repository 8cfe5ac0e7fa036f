from odoo import api, models
from odoo.exceptions import UserError

from ..client.listed import listed


class LawDiscreetThread(models.AbstractModel):
    """A record whose news reach only people who may read it (S62).

    Recipients, followers and mentions of others are refused in words where somebody
    names them, and left out where the system does. List this first in `_inherit`.
    """

    _name = "law.discreet.thread"
    _description = "Record whose News Stay with its Readers"
    _inherit = ["mail.thread", "mail.activity.mixin"]

    # === MAIL ===

    def message_post(self, *, partner_ids=None, outgoing_email_to=False, **kwargs):
        """Refuse to write to people who may not read the record."""
        if outgoing_email_to:
            raise UserError(
                self.env._(
                    "What is written here stays in the firm: no e-mail goes to "
                    "%(address)s. Write to the client from your own mailbox.",
                    address=outgoing_email_to,
                )
            )
        return super().message_post(partner_ids=self._recipients(partner_ids), **kwargs)

    def message_notify(self, *, partner_ids=False, **kwargs):
        """Refuse to notify people who may not read the record."""
        return super().message_notify(
            partner_ids=self._recipients(partner_ids), **kwargs
        )

    def message_subscribe(self, partner_ids=None, subtype_ids=None):
        """Refuse followers who may not read the record."""
        return super().message_subscribe(self._recipients(partner_ids), subtype_ids)

    def _message_subscribe(self, partner_ids=None, subtype_ids=None, customer_ids=None):
        """Leave out followers whom the system adds, but who may not read the record."""
        partners = self.env["res.partner"].browse(partner_ids or [])
        for partner, records in self._readable_for(partners).items():
            super(LawDiscreetThread, records)._message_subscribe(
                partner.ids, subtype_ids, customer_ids
            )
        return True

    def _notify_get_recipients(self, message, msg_vals=False, **kwargs):
        """Leave out whoever came to follow the record, and may not read it now."""
        recipients = super()._notify_get_recipients(message, msg_vals, **kwargs)
        partners = self.env["res.partner"].browse(
            recipient["id"] for recipient in recipients if recipient["id"]
        )
        readers = partners.browse()
        if self:
            readers = partners - self._partners_without_sight(partners)
        return [recipient for recipient in recipients if recipient["id"] in readers.ids]

    # === WHO MAY READ ===

    def _recipients(self, partner_ids):
        """Return those of these partners who may read all of the records.

        :raises UserError: naming the others, unless the system itself writes
        """
        partners = self.env["res.partner"].browse(partner_ids or [])
        hidden = self._partners_without_sight(partners)
        if hidden and not self.env.su:
            raise UserError(
                self.env._(
                    "%(names)s may not read this, so nothing was sent. Take these "
                    "names out, or let them ask for access first.",
                    names=listed(self.env, hidden.sudo().mapped("display_name")),
                )
            )
        return (partners - hidden).ids

    def _partners_without_sight(self, partners):
        """Return those of `partners` who may not read all of these records."""
        readable = self._readable_for(partners)
        return partners.filtered(lambda partner: self - readable[partner])

    def _readable_for(self, partners):
        """Return {partner: those of these records that a login of it may read}."""
        return {
            partner: self.browse().union(
                *(self._readable_by(user) for user in partner.sudo().user_ids)
            )
            for partner in partners
        }

    def _readable_by(self, user):
        """Return those of these records that `user` may read today."""
        if user._is_superuser():
            return self
        own = self.with_user(user).with_context(
            allowed_company_ids=user.sudo().company_ids.ids
        )
        return own._filtered_access("read").with_env(self.env)

    @api.model
    def _discreet_models(self):
        """Return the names of the models whose news stay with their readers."""
        mixin = self.pool["law.discreet.thread"]
        return [
            name
            for name, model in self.pool.items()
            if not model._abstract and issubclass(model, mixin)
        ]
