from odoo import api, fields, models
from odoo.fields import Domain

from ...tools.names import name_key


class LawClient(models.Model):
    _name = "law.client"
    _inherit = ["law.discreet.thread", "law.client"]

    barrier_ids = fields.One2many(
        "law.barrier",
        "client_id",
        "Walls",
        groups="law_firm_client.group_client_head",
    )

    def _whom_to_ask(self, besides=None):
        """Return who decides on sight of this client: one user, or none.

        The client manager; a managing partner, then a head, where there is no client
        manager, or where that person is kept out or asks himself or herself.

        :param besides: res.users who are not asked; the current user if left out
        """
        self.ensure_one()
        besides = self.env.user if besides is None else besides
        known = self.sudo()  # whom to ask is told, the client is not
        asked = known.manager_id | self._duty_holders(known.company_id)
        others = (asked - besides).filtered("active")
        return others.filtered(lambda user: known._readable_by(user))[:1]

    def _task_heir(self, users):
        """Let somebody who still sees the client take over tasks of `users`."""
        return super()._task_heir(users) or self._whom_to_ask(users)

    @api.model
    def _named(self, text, company):
        """Return the clients of `company` that have this number or this very name."""
        key = name_key(text or "")
        same = Domain("code", "=", (text or "").strip())
        if key:
            same |= Domain("name_key", "=", key) | Domain("alias_ids.name_key", "=", key)
        return self.search(Domain("company_id", "=", company.id) & same)

    @api.model
    def _duty_holders(self, company):
        """Return the managing partners of a company, then its heads.

        Administrators come last among them: they keep the system, not the clients.
        """
        users = self.env["res.users"].sudo()  # whose duty it is, is no secret
        system = self.env.ref("base.group_system")
        for group in ("group_managing_partner", "group_client_head"):
            role = self.env.ref(f"law_firm_client.{group}")
            users |= users.search(
                Domain("all_group_ids", "in", role.id)
                & Domain("company_ids", "in", company.id),
                order="id",
            ).sorted(lambda user: system in user.all_group_ids)
        return users

    @api.model
    def _cron_refresh_teams(self):
        """Let walls that begin by the calendar close their clients, too."""
        super()._cron_refresh_teams()
        self.env["law.barrier"]._cron_close()
        self.env["law.access.request"]._cron_expire()
