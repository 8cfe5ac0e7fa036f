from odoo import api, fields, models
from odoo.fields import Domain

from ...tools.names import name_key
from ..client.listed import listed

# So many people of the firm are named to whoever meets something hidden.
DESK = 2


class LawClient(models.Model):
    _name = "law.client"
    _inherit = ["law.discreet.thread", "law.client"]

    barrier_ids = fields.One2many(
        "law.barrier",
        "client_id",
        "Walls",
        groups="law_firm_client.group_client_head",
    )

    restricted_hint = fields.Char(
        compute="_compute_restricted_hint",
        help="That somebody like this is a client whom the user may not see.",
    )
    shows_sight = fields.Boolean(compute="_compute_shows_sight")

    @api.depends(
        "name_key",
        "registration_key",
        "phone_sanitized",
        "email_normalized",
        "company_id",
    )
    @api.depends_context("uid", "lang")
    def _compute_restricted_hint(self):
        """Warn of a restricted client that is perhaps the same, without its name.

        Only client managers are warned: they see every client but those behind a wall.
        Others could try out names here to learn who is a client.
        """
        warned = self.env.user.has_group("law_firm_client.group_client_manager")
        for client in self:
            domain = client.sudo()._domain_duplicates()  # masked before it is told
            found = not domain.is_false() and warned and client.sudo().search(domain)
            client.restricted_hint = bool(found) and found._restricted_hint()

    @api.depends("manager_id")
    @api.depends_context("uid")
    def _compute_shows_sight(self):
        head = self.env.user.has_group("law_firm_client.group_client_head")
        for client in self:
            client.shows_sight = head or client.manager_id == self.env.user

    def _restricted_hint(self):
        """Return whom to ask about those of these clients that the user may not see.

        That is the firm's desk, the same for all clients of the firm: the client's own
        manager would tell whoever tries numbers out who serves which hidden client.

        :return: a sentence without their names, or False when the user sees them all
        """
        plain = self.with_user(self.env.user).sudo(False)
        hidden = self - plain._filtered_access("read").with_env(self.env)
        if not hidden:
            return False
        # sudo: of which firm they are, for whoever does not see them
        firms = hidden.sudo().company_id.sudo(False)
        asked = self.env["res.users"].union(*map(self._firm_desk, firms))
        return self.env._(
            "A restricted matter; ask %(names)s.",
            names=listed(self.env, asked.sudo().mapped("name"))
            or self.env._("the managing partner"),
        )

    @api.model
    def _firm_desk(self, company):
        """Return the people of a firm who are asked about what is not shown.

        Whether one of them is kept from a client must not show, so none is left out.
        """
        return (self._duty_holders(company) - self.env.user)[:DESK]

    def _hidden_label(self):
        """Say whom to ask instead of only that there is somebody."""
        return self._restricted_hint() or super()._hidden_label()

    def action_open_sight(self):
        """List who sees this client, and why."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "law_firm_client.law_access_sight_action"
        )
        action["domain"] = [("client_id", "=", self.id)]
        return action

    def _whom_to_ask(self, besides=None):
        """Return who decides on sight of this client: one user, or none.

        The client manager; a managing partner, then a head, where there is no client
        manager, or where that person is kept out or asks himself or herself.

        :param besides: res.users who are not asked; the current user if left out
        """
        self.ensure_one()
        besides = self.env.user if besides is None else besides
        known = self.sudo()  # whom to ask is told, the client is not
        manager = known._sighted(known.manager_id - besides)
        if manager:
            return manager
        holders = self._duty_holders(known.company_id) - besides
        return known._sighted(holders)[:1]

    def _sighted(self, users):
        """Return those of `users` who work here and may read this client."""
        return users.filtered(lambda user: user.active and self._readable_by(user))

    def _task_heir(self, users):
        """Let somebody who still sees the client take over tasks of `users`."""
        return super()._task_heir(users) or self._whom_to_ask(users)

    @api.model
    def _named(self, text, company):
        """Return the clients of `company` that have this number or this very name."""
        key = name_key(text or "")
        same = Domain("code", "=", (text or "").strip())
        if key:
            same |= Domain("name_key", "=", key)
            same |= Domain("alias_ids.name_key", "=", key)
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
        result = super()._cron_refresh_teams()
        self.env["law.barrier"]._cron_close()
        self.env["law.access.request"]._cron_expire()
        return result
