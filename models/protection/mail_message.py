from odoo import api, models
from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.mail.tools.discuss import Store

# Where a message repeats the address of who wrote it.
ADDRESSES = ("email_from", "incoming_email_cc", "incoming_email_to", "reply_to")


class MailMessage(models.Model):
    """Who wrote is shown by name; the address, to whoever sees the contact."""

    _inherit = "mail.message"

    @api.model
    def _search(self, domain, *args, bypass_access=False, **kwargs):
        """Let nobody try out the address of an author whom he or she does not see.

        Not by way of a record either, whose messages Odoo then asks no rule about.
        """
        if not self.env.su:
            domain = Domain(domain).map_conditions(self._law_known_address)
        return super()._search(domain, *args, bypass_access=bypass_access, **kwargs)

    @api.model
    def _law_known_address(self, condition):
        """Restrict a condition on the address to messages whose author is seen."""
        if condition.field_expr not in ADDRESSES:
            return condition
        return condition & (
            Domain("author_id", "=", False)
            | Domain("author_id", "in", self._law_seen_authors())
        )

    @api.model
    def _law_seen_authors(self):
        """Return the query of the contacts whom the user sees."""
        return self.env["res.partner"].with_context(active_test=False)._search([])

    def _law_sql_known(self, alias, name, sql, query):
        """Return SQL of an address, and of none where the author is not seen."""
        if self.env.su or name not in ADDRESSES:
            return sql
        author = self._field_to_sql(alias, "author_id", query)
        seen = self._law_seen_authors().subselect()
        return SQL(
            "CASE WHEN %s IS NULL OR %s IN %s THEN %s END", author, author, seen, sql
        )

    def _read_group_groupby(self, alias, groupby_spec, query):
        sql = super()._read_group_groupby(alias, groupby_spec, query)
        return self._law_sql_known(alias, groupby_spec.split(":")[0], sql, query)

    def _read_group_select(self, aggregate_spec, query):
        """Figures of addresses are of no use to anybody but whoever tries them out."""
        if not self.env.su and aggregate_spec.split(":")[0] in ADDRESSES:
            raise AccessError(
                self.env._("Addresses of messages are neither counted nor collected.")
            )
        return super()._read_group_select(aggregate_spec, query)

    def _order_field_to_sql(self, alias, field_name, direction, nulls, query):
        if self.env.su or field_name not in ADDRESSES:
            return super()._order_field_to_sql(
                alias, field_name, direction, nulls, query
            )
        sql = self._field_to_sql(alias, field_name, query)
        known = self._law_sql_known(alias, field_name, sql, query)
        return SQL("%s %s %s", known, direction, nulls)

    def _law_address_hidden(self):
        """Return the messages whose authors' addresses are not the user's to see."""
        if self.env.su:
            return self.browse()
        authors = self.author_id
        hidden = authors - authors._law_seen()
        return self.filtered(lambda m: m.author_id in hidden)

    def _read_format(self, fnames, load="_classic_read"):
        values_list = super()._read_format(fnames, load)
        told = set(ADDRESSES).intersection(fnames)
        if told:
            hidden = set(self._law_address_hidden().ids)
            for values in values_list:
                if values.get("id") in hidden:
                    values.update(dict.fromkeys(told, False))
        return values_list

    def copy_data(self, default=None):
        values_list = super().copy_data(default)
        hidden = self._law_address_hidden()
        for message, values in zip(self, values_list, strict=True):
            if message in hidden:
                values.update(dict.fromkeys(ADDRESSES, False))
        return values_list

    def _to_store_defaults(self, target):
        """Leave the address out where the author is known and locked."""

        def told(message):
            author = message.sudo().author_id  # the author is shown in any case
            return target.is_internal(self.env) and (
                not author or author._law_told_to(target)
            )

        return [
            Store.Attr("email_from", predicate=told)
            if getattr(field, "field_name", None) == "email_from"
            else field
            for field in super()._to_store_defaults(target)
        ]
