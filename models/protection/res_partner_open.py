from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from .res_users import MOST_LISTED


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
        """Return the domain of the contacts that the user may see."""
        if not self._law_lock_applies():
            return Domain.TRUE
        user = self.env.user.sudo()  # one's own rights
        companies = user._law_managed_companies().ids
        served = self._law_served(user)
        seen = (
            # people of the firm, as in Odoo's own rule
            Domain("partner_share", "=", False)
            | Domain("law_lock_client_id", "=", False)
            | self._domain_law_any("law_lock_client_id", served)
            | self._domain_law_any("id", self._sql_law_several(user, served, companies))
        )
        if not companies:
            return seen & self._domain_law_rare()
        managed = Domain("law_lock_company_id", "in", companies)
        if walled := user.law_walled_client_ids.ids:
            managed &= Domain("law_lock_client_id", "not in", walled)
        return seen | managed

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
    def _law_served(self, user):
        """Return SQL for the clients on whose team the user is.

        PostgreSQL looks ids up in an index, as it does not a subquery below an OR; and
        it reads a thousand of them faster in one text.
        """
        served = user.law_served_client_ids.ids
        if len(served) > MOST_LISTED:
            return user._query_law_served().select("client_id")
        return SQL("%s::int[]", f"{{{','.join(map(str, served))}}}")

    @api.model
    def _sql_law_several(self, user, served, companies):
        """Return SQL for the contacts of several clients of whom one is seen.

        An array, which PostgreSQL makes once and looks up in an index. Contacts that
        are seen as those of a managed company anyway are left out.
        """
        several = SQL(
            """
            SELECT several.partner_id
              FROM res_partner_law_lock_rel several
             WHERE several.client_id = ANY(%s)
            """,
            served,
            to_flush=self._fields["law_lock_other_client_ids"],
        )
        if companies:
            walled = user.law_walled_client_ids.ids
            several = SQL(
                """
                %s UNION ALL
                SELECT several.partner_id
                  FROM res_partner_law_lock_rel several
                  JOIN law_client client ON client.id = several.client_id
                  JOIN res_partner partner ON partner.id = several.partner_id
                 WHERE client.company_id = ANY(%s) AND client.id <> ALL(%s)
                   AND (partner.law_lock_company_id <> ALL(%s)
                        OR partner.law_lock_client_id = ANY(%s))
                """,
                several,
                companies,
                walled,
                companies,
                walled,
                to_flush=self._fields["law_lock_company_id"],
            )
        return SQL("ARRAY(%s)", several)

    @api.model
    def _domain_law_any(self, name, found):
        """Return the domain of contacts whose field is found, past the ORM's checks."""

        def condition(model, alias, search):
            return SQL("%s = ANY(%s)", model._field_to_sql(alias, name, search), found)

        return Domain.custom(to_sql=condition)
