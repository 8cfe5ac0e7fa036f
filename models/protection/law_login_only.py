"""What an administrator sees of a client's people on the portal: login and name.

Logins must be kept by somebody who need not know the clients. So the rules open to an
administrator the contacts that have a login, and this closes what such a contact tells
beyond the name: read, exported, filled into a form, copied, searched, sorted, grouped.
"""

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

# What of a contact is part of its login.
OF_LOGIN = frozenset(("name", "lang", "tz", "active_lang_count"))
EMPTY = {"one2many": [], "many2many": [], "properties": [], "integer": 0, "float": 0}
ITSELF = ("in", "not in", "=", "!=")


class LawLoginOnly(models.AbstractModel):
    """A person with a login, or the contact, of whom no more than that is shown."""

    _name = "law.login.only"
    _description = "Shown by Login and Name Only"

    # === WHAT IS HIDDEN ===
    @api.model
    def _law_keeps_logins(self):
        """Whether the user sees contacts for no other reason than their login."""
        return (
            not self.env.su
            and self.env.user.has_group("base.group_erp_manager")
            and self.env["res.partner"]._law_lock_applies()
        )

    def _law_login_only(self):
        """Return those of which the user is shown no more than login and name."""
        if not self._law_keeps_logins():
            return self.browse()
        return self.filtered(lambda one: not one.sudo()._law_contact().law_open)

    def _law_contact(self):
        """Return the contact of each of the records."""
        raise NotImplementedError

    @api.model
    def _law_is_private(self, name):
        """Whether a field is the contact's, and not part of its login."""
        raise NotImplementedError

    @api.model
    def _domain_law_told(self):
        """Return the domain of the records of which more is shown."""
        return Domain(self._law_contact_name(), "not in", self._law_hidden_contacts())

    @api.model
    def _law_contact_name(self):
        """Return the field that is the contact of a record."""
        return "id" if self._name == "res.partner" else "partner_id"

    @api.model
    def _law_hidden_contacts(self):
        """Return the query of the contacts of whom the user sees the login only."""
        Partner = self.env["res.partner"].sudo()  # who is closed, and no data
        return Partner.with_context(active_test=False)._search(
            Domain("user_ids", "!=", False) & ~Partner._domain_law_open()
        )

    @api.model
    def _law_sql_told(self, alias, name, sql, query):
        """Return SQL of a field, and of nothing where it is not shown.

        Groups and orders of any model lead here by a path: followers by the firm that
        the contact is under, users in the order of it.
        """
        if not self._law_keeps_logins() or not self._law_is_private(name):
            return sql
        contact = self._field_to_sql(alias, self._law_contact_name(), query)
        hidden = self._law_hidden_contacts().subselect()
        return SQL("CASE WHEN %s NOT IN %s THEN %s END", contact, hidden, sql)

    @api.model
    def _law_tries(self, path, operator="in"):
        """Whether a condition, an order or a group by this path tells more."""
        name, _dot, further = path.split(":")[0].partition(".")
        if self._law_is_private(name):
            return True
        if name in ("partner_id", "user_ids"):
            return bool(further) or operator not in ITSELF
        return name == "id" and operator in ("child_of", "parent_of")

    # === READ ===
    def _read_format(self, fnames, load="_classic_read"):
        rows = super()._read_format(fnames, load)
        hidden = {one.id: one for one in self._law_login_only()}
        for row in rows if hidden else ():
            if row["id"] not in hidden:
                continue
            contact = hidden[row["id"]].sudo()._law_contact()
            for name, value in row.items():
                if name == "display_name":  # it would tell the firm, too
                    row[name] = contact.name
                elif name == "partner_id" and isinstance(value, tuple):
                    row[name] = (contact.id, contact.name)
                elif self._law_is_private(name):
                    row[name] = EMPTY.get(self._fields[name].type, False)
        return rows

    def onchange(self, values, field_names, fields_spec):
        answer = super().onchange(values, field_names, fields_spec)
        if answer.get("value") and self._law_login_only():
            answer["value"] = self._law_of_login(answer["value"])
        return answer

    def copy_data(self, default=None):
        copied = super().copy_data(default)
        hidden = self._law_login_only()
        return [
            {**self._law_of_login(vals), **(default or {})} if one in hidden else vals
            for one, vals in zip(self, copied, strict=True)
        ]

    @api.model
    def _law_of_login(self, values):
        return {
            name: value
            for name, value in values.items()
            if name != "partner_id" and not self._law_is_private(name)
        }

    def _export_rows(self, fields, *, _is_toplevel_call=True):
        """Leave them out of a file."""
        told = self - self._law_login_only()
        return super(LawLoginOnly, told)._export_rows(
            fields, _is_toplevel_call=_is_toplevel_call
        )

    # === SEARCHED, SORTED, GROUPED ===
    @api.model
    def _search(
        self,
        domain,
        offset=0,
        limit=None,
        order=None,
        *,
        active_test=True,
        bypass_access=False,
    ):
        """Let a condition on what is not shown find only those of which it is."""
        if not bypass_access and self._law_keeps_logins():
            told = self._domain_law_told()
            domain = Domain(domain).map_conditions(
                lambda one: (
                    one & told if self._law_tries(one.field_expr, one.operator) else one
                )
            )
            if order != self._order:
                domain = self._law_narrow(domain, (order or "").split(","))
        return super()._search(
            domain,
            offset,
            limit,
            order,
            active_test=active_test,
            bypass_access=bypass_access,
        )

    @api.model
    def _law_narrow(self, domain, specs):
        """Return the domain without those of whom a group or order tells more."""
        paths = [spec.split()[0] for spec in specs if spec.strip()]
        if self._law_keeps_logins() and any(map(self._law_tries, paths)):
            return Domain(domain) & self._domain_law_told()
        return domain

    @api.model
    def _read_group(
        self,
        domain,
        groupby=(),
        aggregates=(),
        having=(),
        offset=0,
        limit=None,
        order=None,
    ):
        domain = self._law_narrow(domain, [*groupby, *aggregates])
        return super()._read_group(
            domain, groupby, aggregates, having, offset, limit, order
        )

    def _read_group_groupby(self, alias, groupby_spec, query):
        sql = super()._read_group_groupby(alias, groupby_spec, query)
        name = groupby_spec.split(":")[0].split(".")[0]
        return self._law_sql_told(alias, name, sql, query)

    def _order_field_to_sql(self, alias, field_name, direction, nulls, query):
        """Sort them by nothing that is not shown, in the order of Odoo's own, too."""
        name = field_name.split(".")[0]
        if not self._law_keeps_logins() or not self._law_is_private(name):
            return super()._order_field_to_sql(
                alias, field_name, direction, nulls, query
            )
        sql = self._field_to_sql(alias, name, query)
        sql = self._law_sql_told(alias, name, sql, query)
        query._order_groupby.append(sql)
        return SQL("%s %s %s", sql, direction, nulls)

    @api.model
    def _read_grouping_sets(self, domain, grouping_sets, aggregates=(), order=None):
        specs = [spec for specs in grouping_sets for spec in specs]
        domain = self._law_narrow(domain, [*specs, *aggregates])
        return super()._read_grouping_sets(domain, grouping_sets, aggregates, order)


class ResUsers(models.Model):
    _name = "res.users"
    _inherit = ["law.login.only", "res.users"]

    def _law_contact(self):
        return self.partner_id

    @api.model
    def _law_is_private(self, name):
        field = self._fields.get(name)
        return bool(field and field.inherited and name not in OF_LOGIN)


class ResPartner(models.Model):
    _name = "res.partner"
    _inherit = ["law.login.only", "res.partner"]

    def _law_contact(self):
        return self

    @api.model
    def _law_is_private(self, name):
        shown = ("id", "active", "user_ids", "partner_share", "company_id")
        return name in self._fields and name not in OF_LOGIN.union(shown)
