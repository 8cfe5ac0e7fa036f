from odoo import api, fields, models
from odoo.fields import Domain

MOST_LISTED = 5000


class ResUsers(models.Model):
    """What the protection of clients keeps of a person."""

    _inherit = "res.users"

    law_exports_frozen = fields.Boolean(
        string="Exports Frozen",
        copy=False,
        groups="base.group_system,law_firm_client.group_managing_partner",
        help="Nothing leaves the firm by this person: no file, no print, no reading "
        "in bulk. Set when a departure is announced.",
    )
    law_member_ids = fields.One2many(
        "law.client.member", "user_id", groups=fields.NO_ACCESS
    )
    law_barrier_ids = fields.One2many("law.barrier", "user_id", groups=fields.NO_ACCESS)
    law_walled_client_ids = fields.Many2many(
        "law.client",
        compute="_compute_law_walled_client_ids",
        compute_sudo=True,
        context={"active_test": False},
        groups=fields.NO_ACCESS,
        help="From which clients a wall keeps the person now, in any role.",
    )
    law_served_client_ids = fields.Many2many(
        "law.client",
        compute="_compute_law_served_client_ids",
        compute_sudo=True,
        context={"active_test": False},
        groups=fields.NO_ACCESS,
        help="On whose team the person is today, with no wall between; without the "
        "clients of companies all of whose clients the person sees. At most one more "
        "than can be listed in a query.",
    )

    @api.depends("law_barrier_ids.client_id", "law_barrier_ids.in_force")
    def _compute_law_walled_client_ids(self):
        for user in self:
            walls = user.law_barrier_ids.filtered("in_force")
            user.law_walled_client_ids = walls.client_id

    @api.depends(
        "law_member_ids.client_id",
        "law_member_ids.company_id",
        "law_member_ids.date_from",
        "law_member_ids.date_to",
        "law_member_ids.revoked",
        "law_walled_client_ids",
        "group_ids",
        "company_ids",
    )
    @api.depends_context("tz", "allowed_company_ids")
    def _compute_law_served_client_ids(self):
        for user in self:
            query = user._query_law_served()
            query.limit = MOST_LISTED + 1
            rows = self.env.execute_query(query.select("client_id"))
            user.law_served_client_ids = [client_id for (client_id,) in rows]

    def _query_law_served(self):
        """Return the query of the memberships that open clients to the person."""
        Member, Barrier = self.env["law.client.member"], self.env["law.barrier"]
        mine = Domain("user_id", "=", self.id)
        walls = Barrier._search(mine & Barrier._domain_in_force())
        return Member._search(
            mine
            & Member._domain_current()
            & Domain("client_id", "not in", walls.subselect("client_id"))
            & Domain("company_id", "not in", self._law_managed_companies().ids)
        )

    def _law_managed_companies(self):
        """Return the companies of which the user, where at work now, sees all clients.

        A domain of a rule is searched by the superuser, for whom the companies of the
        context are not checked.
        """
        if not self.has_group("law_firm_client.group_client_manager"):
            return self.env["res.company"]
        return self.env.companies & self.sudo().company_ids  # one's own companies
