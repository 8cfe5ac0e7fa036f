from odoo import api, models
from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tools import SQL
from odoo.tools.mail import email_normalize_all

ADDRESSES = ("email_from", "reply_to", "email_to", "email_cc", "headers")


class MailMail(models.Model):
    """A mail that waits, or went out: to whom, is shown to whoever sees the contact.

    An administrator who looks after the outgoing mail sees that there is one. Where an
    address in it is that of a client's people, neither the address is shown nor does
    it help to guess it.
    """

    _inherit = "mail.mail"

    @api.model
    def _search(self, domain, *args, bypass_access=False, **kwargs):
        """Let no condition on an address find a mail whose addresses are hidden."""
        if not self.env.su:
            domain = Domain(domain).map_conditions(self._law_known_address)
        return super()._search(domain, *args, bypass_access=bypass_access, **kwargs)

    @api.model
    def _law_known_address(self, condition):
        if condition.field_expr not in ADDRESSES:
            return condition
        # sudo: what is hidden is taken out before anything is told
        found = self.sudo().search(Domain(condition))
        told = found.with_env(self.env) - found.with_env(self.env)._law_closed_to()
        return Domain("id", "in", told.ids)

    def _law_closed_to(self):
        """Return those of the mails in which an address is not the user's to see."""
        if self.env.su or not self:
            return self.browse()
        addresses = {}
        for mail in self.sudo():  # compared, and not told
            texts = [mail[name] or "" for name in ADDRESSES]
            addresses[mail.id] = set(email_normalize_all(", ".join(texts[:-1])))
        everybody = set().union(*addresses.values())
        Partner = self.env["res.partner"].sudo().with_context(active_test=False)
        known = Partner.search(
            Domain("email_normalized", "in", everybody)
            & Domain("law_lock_client_id", "!=", False)
        )
        hidden = set(
            (known - known.with_env(self.env)._law_seen()).mapped("email_normalized")
        )
        return self.filtered(lambda mail: addresses[mail.id] & hidden)

    def _read_format(self, fnames, load="_classic_read"):
        rows = super()._read_format(fnames, load)
        told = set(ADDRESSES).intersection(fnames)
        closed = set(self._law_closed_to().ids) if told else ()
        for row in rows:
            if row.get("id") in closed:
                row.update(dict.fromkeys(told, False))
        return rows

    def copy_data(self, default=None):
        copied = super().copy_data(default)
        closed = self._law_closed_to()
        for mail, values in zip(self, copied, strict=True):
            if mail in closed:
                values.update(dict.fromkeys(ADDRESSES, False))
        return copied

    def _export_rows(self, fields, *, _is_toplevel_call=True):
        """Leave them out of a file."""
        told = self - self._law_closed_to()
        return super(MailMail, told)._export_rows(
            fields, _is_toplevel_call=_is_toplevel_call
        )

    # === SORTED, GROUPED ===
    def _read_group_groupby(self, alias, groupby_spec, query):
        self._law_check_address(groupby_spec)
        return super()._read_group_groupby(alias, groupby_spec, query)

    def _read_group_select(self, aggregate_spec, query):
        self._law_check_address(aggregate_spec)
        return super()._read_group_select(aggregate_spec, query)

    @api.model
    def _law_check_address(self, spec):
        if not self.env.su and spec.split(":")[0] in ADDRESSES:
            raise AccessError(
                self.env._("Addresses of messages are neither counted nor collected.")
            )

    def _order_field_to_sql(self, alias, field_name, direction, nulls, query):
        """Sort by no address: the order would tell it."""
        if self.env.su or field_name not in ADDRESSES:
            return super()._order_field_to_sql(
                alias, field_name, direction, nulls, query
            )
        return SQL("%s %s", self._field_to_sql(alias, "id", query), direction)
