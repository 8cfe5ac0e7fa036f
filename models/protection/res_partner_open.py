from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

LOCK_COLUMNS = ("law_lock_client_id", "law_lock_company_id")


class ResPartner(models.Model):
    """Who sees a contact: one answer, which every rule of the lock asks for.

    Whoever sees one of the clients to whom it belongs sees the contact; how many
    contacts there are must not matter, so the answer for a search is written such that
    PostgreSQL finds each part of it in an index.
    """

    _inherit = "res.partner"

    law_open = fields.Boolean(
        "Open to Me",
        compute="_compute_law_open",
        search="_search_law_open",
        groups=fields.NO_ACCESS,
        help="Nobody's client, or one that the user sees: by its team, by role, or "
        "because the settings say so.",
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
        "law_lock_client_id.barrier_ids.in_force",
        "law_lock_other_client_ids.barrier_ids.in_force",
    )
    @api.depends_context("uid", "allowed_company_ids", "tz")
    def _compute_law_open(self):
        if not self._law_lock_applies():
            self.law_open = True
            return
        partners = self._origin.sudo()  # the answer, and no data
        seen = set(
            partners.with_context(active_test=False)._search(
                Domain("id", "in", partners.ids) & self._domain_law_open()
            )
        )
        for partner in self:
            partner.law_open = not partner._origin or partner._origin.id in seen

    def _search_law_open(self, operator, value):
        if operator != "in":
            return NotImplemented
        return self._domain_law_open()

    @api.model
    def _domain_law_open(self):
        """Return the domain of the contacts that the user may see.

        One condition in SQL, as it is asked for ten times while a list is shown: the
        ORM would take each of its parts apart anew.
        """
        if not self._law_lock_applies():
            return Domain.TRUE
        user = self.env.user.sudo()  # one's own rights
        # A contact that comes to belong to several clients has these found anew.
        self.sudo().flush_model(["law_lock_other_client_ids"])
        managed = user._law_managed_companies().ids

        def condition(model, alias, search):
            partner = {
                name: model._field_to_sql(alias, name, search)
                for name in ("id", "partner_share", *LOCK_COLUMNS)
            }
            parts = self._law_open_parts(user, managed, partner)
            found = SQL("(%s)", SQL(" OR ").join(parts))
            if managed:
                return found
            return SQL("(%s AND %s)", found, self._sql_law_rare(partner))

        return Domain.custom(to_sql=condition)

    @api.model
    def _law_open_parts(self, user, managed, partner):
        """Yield the conditions of which one must hold, those that are fastest first.

        :param managed: ids of the companies all of whose clients the user sees
        :param partner: {field: SQL of the contact's column}
        """
        client, company = (partner[name] for name in LOCK_COLUMNS)
        yield SQL("%s IS NULL", client)
        if managed:
            ours = SQL("%s = ANY(%s) AND %s IS NOT NULL", company, managed, company)
            walled = user.law_walled_client_ids.ids
            yield SQL("%s AND %s <> ALL(%s)", ours, client, walled) if walled else ours
        yield SQL("%s IS NOT TRUE", partner["partner_share"])  # people of the firm
        if user.law_served_text != "{}":
            yield SQL("%s = ANY(%s)", client, user._sql_law_served())
        several = user.law_several_text
        if not several:
            served = user._query_law_served().select("client_id")
            found = user._sql_law_several(served)
            yield SQL("%s = ANY(ARRAY(%s))", partner["id"], found)
        elif several != "{}":
            yield SQL("%s = ANY(%s::int[])", partner["id"], several)

    @api.model
    def _sql_law_rare(self, partner):
        """Return SQL that always holds, and of which PostgreSQL thinks otherwise.

        A list in order of names, of which little is seen, is read by PostgreSQL name by
        name in the hope of soon having met a page of contacts that are seen. Told that
        they are rarer than it thinks, it looks them up, which is ten times as fast.
        """
        return SQL("COALESCE(%s, 1) > 0", partner["law_lock_client_id"])

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
