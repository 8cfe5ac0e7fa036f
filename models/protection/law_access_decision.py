from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

DECIDE = "law_firm_client.activity_access_decide"


class LawAccessDecision(models.Model):
    """A request to read a client, as whoever decides on it sees it (S63).

    Granted, it writes a membership of the client's team that ends by itself: the one
    source of authorisation stays `law.client.member`.
    """

    _name = "law.access.decision"
    _description = "Decision on a Request to Read"
    _inherit = [
        "law.gate.mixin",
        "law.entry.check",
        "law.discreet.thread",
    ]
    _order = "id desc"
    _rec_name = "request_name"
    _check_company_auto = True
    _gated_fields = frozenset(
        ("decider_id", "decided_by_id", "decided_on", "member_id", "state")
    )

    request_id = fields.Many2one(
        "law.access.request", required=True, index=True, ondelete="cascade"
    )
    request_name = fields.Char("Number", related="request_id.name", store=True)
    company_id = fields.Many2one(
        related="request_id.company_id", store=True, index=True
    )
    user_id = fields.Many2one(
        "res.users", "Asked by", related="request_id.user_id", store=True, index=True
    )
    client_text = fields.Char("Asked For", related="request_id.client_text")
    purpose = fields.Text(related="request_id.purpose")
    asked_on = fields.Datetime(related="request_id.asked_on", store=True)
    wanted_to = fields.Date("Wanted Until", related="request_id.date_to")
    state = fields.Selection(
        string="Status", related="request_id.state", store=True, index=True
    )
    client_id = fields.Many2one(
        "law.client",
        index="btree_not_null",
        ondelete="cascade",
        check_company=True,
        help="Which client the request means. Empty: no number and no name fits.",
    )
    decider_id = fields.Many2one(
        "res.users", "Decides", readonly=True, index=True, ondelete="restrict"
    )
    date_to = fields.Date("Granted Until")
    answer = fields.Char(help="Why; the person who asked reads this.")
    decided_by_id = fields.Many2one("res.users", readonly=True, ondelete="restrict")
    decided_on = fields.Datetime(readonly=True)
    member_id = fields.Many2one(
        "law.client.member",
        "Membership",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )

    _request_uniq = models.Constraint(
        "UNIQUE(request_id)", "This request is before somebody already."
    )

    def write(self, vals):
        """Keep what was decided, and what was asked."""
        if not self.env.su:
            self._check_entered(vals)
            self._check_references([vals])
            if "request_id" in vals:
                raise UserError(self.env._("A decision keeps its request."))
            if any(decision.state != "asked" for decision in self):
                raise UserError(self.env._("This request has been answered already."))
        return super().write(vals)

    # === ACTIONS ===

    def action_grant(self):
        """Put the person who asked on the client's team until the day chosen.

        :raises AccessError: for the person who asked, and whoever may not decide
        :raises UserError: without a client, for too long, or against a wall
        """
        for decision in self:
            decision._check_decider()
            decision._check_grant()
            decision._stamp({"member_id": decision._add_member().id})
            decision._decide("granted")

    def action_refuse(self):
        """Refuse, with the reason that the person who asked will read.

        :raises AccessError: for the person who asked, and whoever may not decide
        :raises UserError: without a reason
        """
        for decision in self:
            decision._check_decider()
            if not decision.answer:
                raise UserError(self.env._("Say why in 'Answer' before you refuse."))
            decision._decide("refused")

    # === BUSINESS ===

    def _take_up(self, client):
        """Say which client is meant, and hand the request to whoever decides."""
        asker = self.user_id
        Client = self.env["law.client"]
        if client:
            decider = client._whom_to_ask(asker)
        else:
            decider = (Client._duty_holders(self.company_id) - asker)[:1]
        self.write({"client_id": client.id, "date_to": self.wanted_to})
        self._stamp({"decider_id": decider.id})
        if decider:
            self.with_context(mail_activity_quick_update=True).activity_schedule(
                DECIDE, user_id=decider.id
            )

    def _check_decider(self):
        self.check_access("write")
        if self.env.user == self.user_id:
            raise AccessError(
                self.env._("Nobody decides on a request of his or her own.")
            )

    def _check_grant(self):
        """Raise unless this request can be granted as it stands."""
        if not self.client_id:
            raise UserError(
                self.env._(
                    "Choose the client that is meant, or refuse the request: no "
                    "number and no name of a client fits '%(text)s'.",
                    text=self.client_text,
                )
            )
        if not self.date_to:
            raise UserError(self.env._("Say until when access is granted."))
        self.request_id.sudo()._check_until(self.date_to)  # a date and a setting
        if self.env["law.barrier"]._standing(self.client_id, self.user_id):
            raise UserError(
                self.env._(
                    "%(user)s is kept from this client by a wall. Refuse the request, "
                    "or ask the managing partner to lift the wall first.",
                    user=self.user_id.name,
                )
            )

    def _add_member(self):
        return self.env["law.client.member"].create(
            {
                "client_id": self.client_id.id,
                "user_id": self.user_id.id,
                "role": "granted",
                "date_to": self.date_to,
                "reason": f"{self.request_name}: {self.purpose}",
            }
        )

    def _decide(self, state):
        self.request_id.sudo()._tell(state, self.answer)  # the decider was checked
        self._stamp(
            {"decided_by_id": self.env.uid, "decided_on": fields.Datetime.now()}
        )
        self._close()

    def _close(self):
        """Take the task off the list of whoever had to decide."""
        self.activity_feedback([DECIDE])

    @api.depends("request_name", "client_text")
    def _compute_display_name(self):
        for decision in self:
            decision.display_name = f"{decision.request_name} · {decision.client_text}"
