from collections import defaultdict

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

MOST_LISTED = 5000


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
        partners = self._origin.sudo()  # the answer, and no data
        seen = set(
            partners.with_context(active_test=False)._search(
                Domain("id", "in", partners.ids) & self._domain_law_open(few=True)
            )
        )
        for partner in self:
            partner.law_open = not partner._origin or partner._origin.id in seen

    def _search_law_open(self, operator, value):
        if operator != "in":
            return NotImplemented
        return self._domain_law_open()

    @api.model
    def _domain_law_open(self, few=False):
        """Return the domain of the contacts that the user may see.

        :param few: whether it is asked for a handful of contacts, whose ids are given
        """
        if not self._law_lock_applies():
            return Domain.TRUE
        found = self._law_served()
        if not few:
            found = self._law_listed(found)
        companies = self._law_managed_companies().ids
        managed = Domain("law_lock_company_id", "in", companies)
        if companies:
            managed &= Domain("law_lock_client_id", "not in", self._law_walled())
        seen = (
            # people of the firm, as in Odoo's own rule
            Domain("partner_share", "=", False)
            | Domain("law_lock_client_id", "=", False)
            | managed
            | Domain.OR(self._domain_law_in(*one) for one in found.items())
        )
        return seen if few or companies else seen & self._domain_law_rare()

    @api.model
    def _domain_law_rare(self):
        """Return a domain that always holds, and of which PostgreSQL thinks otherwise.

        A list in order of names, of which little is seen, is read by PostgreSQL name by
        name in the hope of soon having met a page of contacts that are seen. Told that
        they are rarer than it thinks, it looks them up, which is ten times as fast.
        """

        def condition(model, alias, search):
            client = model._field_to_sql(alias, "law_lock_client_id", search)
            return SQL("COALESCE(%s, 1) > 0", client)

        return Domain.custom(to_sql=condition)

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

    @api.model
    def _law_managed_companies(self):
        """Return the companies of which the user, where at work now, sees all clients.

        A domain of a rule is searched by the superuser, for whom the companies of the
        context are not checked.
        """
        user = self.env.user
        if not user.has_group("law_firm_client.group_client_manager"):
            return self.env["res.company"]
        return self.env.companies & user.sudo().company_ids

    @api.model
    def _law_walled(self):
        """Return SQL for the clients from which a wall keeps the user, in any role."""
        Barrier = self.env["law.barrier"].sudo()  # one's own walls, to obey them
        mine = Domain("user_id", "=", self.env.uid) & Barrier._domain_in_force()
        return Barrier._search(mine).subselect("client_id")

    @api.model
    def _law_served(self):
        """Return, by field of the contact, the query of what the user sees of it.

        The clients on whose team the user is today; and contacts of several clients,
        of whom one is seen.
        """
        Member = self.env["law.client.member"].sudo()  # serving takes no other right
        walled = self._law_walled()
        clients = Member._search(
            Domain("user_id", "=", self.env.uid)
            & Member._domain_current()
            & Domain("client_id", "not in", walled)
        ).select("client_id")
        several = SQL(
            """
            SELECT several.partner_id
              FROM res_partner_law_lock_rel several
              JOIN law_client client ON client.id = several.client_id
             WHERE client.company_id = ANY(%s) AND client.id NOT IN %s
                OR client.id IN (%s)
            """,
            self._law_managed_companies().ids,
            walled,
            clients,
            to_flush=self._fields["law_lock_other_client_ids"],
        )
        return {"law_lock_client_id": clients, "id": several}

    @api.model
    def _law_listed(self, found):
        """Return the ids that the queries find, or, if they are very many, the queries.

        PostgreSQL looks ids up in an index, as it does not a subquery below an OR. They
        are found anew for each search.
        """
        rows = self.env.execute_query(
            SQL(
                "SELECT * FROM (%s) found LIMIT %s",
                SQL(" UNION ALL ").join(
                    SQL("SELECT %s, one.* FROM (%s) one", name, query)
                    for name, query in found.items()
                ),
                MOST_LISTED + 1,
            )
        )
        if len(rows) > MOST_LISTED:
            return found
        listed = defaultdict(list)
        for name, one in rows:
            listed[name].append(one)
        return listed

    @api.model
    def _domain_law_in(self, name, found):
        """Return the domain of contacts whose field is found, past the ORM's checks."""
        value = SQL("(%s)", found) if isinstance(found, SQL) else tuple(found)

        def condition(model, alias, search):
            return SQL("%s IN %s", model._field_to_sql(alias, name, search), value)

        return Domain.custom(to_sql=condition)
