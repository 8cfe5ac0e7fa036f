from odoo import api, fields, models
from odoo.fields import Domain


class LawClient(models.Model):
    _inherit = "law.client"

    member_ids = fields.One2many("law.client.member", "client_id", "Team")
    manager_id = fields.Many2one(
        "res.users",
        "Client Manager",
        compute="_compute_team",
        inverse="_inverse_manager_id",
        store=True,
        index=True,
        ondelete="restrict",
        tracking=True,
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
    )
    liaison_id = fields.Many2one(
        "res.users",
        "Liaison Lawyer",
        compute="_compute_team",
        inverse="_inverse_liaison_id",
        store=True,
        index=True,
        ondelete="restrict",
        tracking=True,
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
    )
    handling_user_ids = fields.Many2many(
        "res.users",
        string="Handling Lawyers",
        compute="_compute_handling_user_ids",
        search="_search_handling_user_ids",
    )
    lawyer_count = fields.Integer(
        "Lawyers",
        compute="_compute_team",
        store=True,
        aggregator=None,
        help="How many lawyers know the client. One is a risk: the knowledge leaves "
        "with that lawyer.",
    )
    my_client = fields.Boolean(compute="_compute_my_client", search="_search_my_client")

    @api.depends(
        "member_ids.user_id",
        "member_ids.role",
        "member_ids.date_from",
        "member_ids.date_to",
        "member_ids.revoked",
    )
    def _compute_team(self):
        for client in self:
            team = client.member_ids.filtered("current")
            client.manager_id = team._user_of("manager")
            client.liaison_id = team._user_of("liaison")
            client.lawyer_count = len(team._lawyers())

    @api.depends(
        "member_ids.user_id",
        "member_ids.role",
        "member_ids.date_from",
        "member_ids.date_to",
        "member_ids.revoked",
    )
    def _compute_handling_user_ids(self):
        for client in self:
            client.handling_user_ids = client.member_ids.filtered("current")._lawyers()

    def _inverse_manager_id(self):
        self._replace_member("manager", "manager_id")

    def _inverse_liaison_id(self):
        self._replace_member("liaison", "liaison_id")

    def _replace_member(self, role, name):
        """Let the chosen user follow the present one in `role`; the history stays."""
        wanted = {client: client[name] for client in self}
        Member = self.env["law.client.member"]
        present = Member.search(
            Member._domain_unended()
            & Domain("client_id", "in", self.ids)
            & Domain("role", "=", role)
        )
        kept = present.filtered(lambda m: wanted[m.client_id] == m.user_id)
        (present - kept).action_end()
        done = kept.client_id
        Member.create(
            [
                {"client_id": client.id, "user_id": user.id, "role": role}
                for client, user in wanted.items()
                if user and client not in done
            ]
        )

    def _search_handling_user_ids(self, operator, value):
        if operator not in ("in", "any", "ilike"):
            return NotImplemented
        lawyers = self.env["law.client.member"]._domain_current() & Domain(
            "role", "in", ["liaison", "handling"]
        )
        nobody = operator == "in" and False in value
        if nobody:
            value = [user for user in value if user]
        found = Domain(
            "member_ids", "any", lawyers & Domain("user_id", operator, value)
        )
        return found | Domain("member_ids", "not any", lawyers) if nobody else found

    @api.depends("member_ids.user_id")
    @api.depends_context("uid")
    def _compute_my_client(self):
        mine = self.search(
            Domain("id", "in", self.ids) & self._search_my_client("in", [True])
        )
        for client in self:
            client.my_client = client in mine

    def _search_my_client(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain(
            "member_ids",
            "any",
            self.env["law.client.member"]._domain_current()
            & Domain("user_id", "=", self.env.uid),
        )

    @api.model
    def _cron_refresh_teams(self):
        """Let memberships that began or ended by the calendar show on the clients."""
        Member = self.env["law.client.member"]
        over = Member.search([("revoked", "=", False), ("date_to", "<", "today")])
        over.revoked = True
        over._withdraw_sight()
        begun = Member.search(
            [("date_from", ">=", "today -1d"), ("date_from", "<=", "today")]
        )
        clients = (over | begun).client_id
        for name in ("manager_id", "liaison_id", "lawyer_count"):
            self.env.add_to_compute(self._fields[name], clients)

    def _withdraw(self, users):
        """Stop the client's news to `users`, and hand their open tasks on.

        :param users: res.users who no longer see the client
        """
        for model in self._withdrawn_models():
            field = "id" if model == "law.client" else "client_id"
            self._withdraw_from(
                self.env[model].search([(field, "in", self.ids)]), users
            )

    @api.model
    def _withdrawn_models(self):
        """Return the models with news and tasks about clients; rooms add theirs."""
        return ["law.client", "law.need", "law.reactivation", "law.client.update"]

    def _withdraw_from(self, records, users):
        """Stop the news of records about these clients, and hand on their tasks."""
        records.message_unsubscribe(users.partner_id.ids)
        tasks = records.activity_ids.filtered(lambda a: a.user_id in users)
        heir = self._task_heir(users)
        if heir:
            tasks.user_id = heir
        else:
            tasks.unlink()

    def _task_heir(self, users):
        """Return who takes over the open tasks of `users`, or nobody."""
        return self.manager_id - users
