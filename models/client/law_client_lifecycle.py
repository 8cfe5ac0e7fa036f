from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .law_client_block import CARD_FIELDS as MEASURED
from .listed import listed

# From each state: where it may go. A lost client may come back.
TRANSITIONS = {
    "prospect": ("active", "former"),
    "active": ("dormant", "former"),
    "dormant": ("active", "former"),
    "former": ("prospect", "active"),
}
# The items of the card that stand on the client itself.
CARD_FIELDS = frozenset(name for name in MEASURED if "." not in name)
# Which kind of reason a state asks for when it is entered.
REASON_KINDS = {"former": "lost", "dormant": "dormant"}


class LawClient(models.Model):
    _inherit = "law.client"

    state_since = fields.Date(readonly=True, copy=False)
    state_reason_id = fields.Many2one(
        "law.client.reason",
        "Reason",
        index="btree_not_null",
        ondelete="restrict",
        tracking=True,
        help="Why the client became dormant or was lost.",
    )
    state_note = fields.Text("In Detail")
    at_risk = fields.Boolean(tracking=True, index=True)
    risk_reason_id = fields.Many2one(
        "law.client.reason",
        "Risk",
        index="btree_not_null",
        ondelete="restrict",
        tracking=True,
    )
    risk_note = fields.Text("Signs of Risk")
    risk_since = fields.Date(readonly=True, copy=False)
    activation_gap_ids = fields.Many2many(
        "law.profile.item",
        string="Needed Before Active",
        compute="_compute_activation_gap_ids",
    )
    reactivation_ids = fields.One2many("law.reactivation", "client_id")

    _risk_reason_given = models.Constraint(
        "CHECK(at_risk IS NOT TRUE OR risk_reason_id IS NOT NULL)",
        "Say why the client is at risk.",
    )

    @api.depends("block_ids.missing_item_ids")
    def _compute_activation_gap_ids(self):
        for client in self:
            gaps = client.block_ids.missing_item_ids
            client.activation_gap_ids = gaps.filtered("required_for_active")

    @api.model_create_multi
    def create(self, vals_list):
        """A client that is entered in a later state passes the same gate."""
        clients = super().create(vals_list)
        for state, group in clients.grouped("state").items():
            if state != "prospect":
                group._check_state_gate(state)
            if state == "dormant":
                group._open_reactivation()
        return clients

    def write(self, vals):
        """Let a change of state pass its gate, whoever writes it from wherever."""
        vals = dict(vals)
        if vals.get("at_risk"):
            vals.setdefault("risk_since", fields.Date.context_today(self))
        elif "at_risk" in vals:
            vals.update(risk_reason_id=False, risk_note=False, risk_since=False)
        state = vals.get("state")
        moving = self.filtered(lambda c: c.state != state) if state else self.browse()
        if not moving:
            complete = self._complete_while_active(vals)
            result = super().write(vals)
            complete._check_activation()
            return result
        origins = {client: client.state for client in moving}
        moving._check_transition(state)
        vals["state_since"] = fields.Date.context_today(self)
        if state not in REASON_KINDS:
            vals.update(state_reason_id=False, state_note=False)
        result = super().write(vals)
        moving._check_state_gate(state)
        moving._record_transition(origins)
        return result

    def _complete_while_active(self, vals):
        """Return the active clients from which `vals` may take what they need."""
        if self.env.su or CARD_FIELDS.isdisjoint(vals):
            return self.browse()
        active = self.filtered(lambda client: client.state == "active")
        return active.filtered(lambda client: not client.activation_gap_ids)

    def _check_transition(self, state):
        """Raise unless each client may go from its present state to `state`."""
        labels = dict(self._fields["state"]._description_selection(self.env))
        for client in self:
            if state not in TRANSITIONS[client.state]:
                raise UserError(
                    self.env._(
                        "%(client)s is '%(from_state)s' and cannot become "
                        "'%(to_state)s' from there. Possible: %(possible)s.",
                        client=client.name,
                        from_state=labels[client.state],
                        to_state=labels.get(state, state),
                        possible=listed(
                            self.env, [labels[s] for s in TRANSITIONS[client.state]]
                        ),
                    )
                )

    def _check_state_gate(self, state):
        """Raise unless each client has what `state` requires (S2)."""
        if state == "active":
            self._check_activation()
        elif state in REASON_KINDS:
            kind = REASON_KINDS[state]
            if any(client.state_reason_id.kind != kind for client in self):
                raise UserError(
                    self.env._("Give a reason from the list for this change of state.")
                    if kind == "lost"
                    else self.env._("Give a reason why the client is dormant.")
                )

    @api.constrains("state", "state_reason_id", "at_risk", "risk_reason_id")
    def _check_reasons(self):
        """A reason is of the kind that the state asks for, and stays."""
        for client in self:
            kind = REASON_KINDS.get(client.state)
            if kind and client.state_reason_id.kind != kind:
                client._check_state_gate(client.state)
            if client.state_reason_id and not kind:
                raise UserError(
                    self.env._(
                        "Only dormant and former clients have a reason for it. "
                        "Change the client's state; it asks for the reason."
                    )
                )
            if client.at_risk and client.risk_reason_id.kind != "risk":
                raise UserError(
                    self.env._("Choose from the list why the client is at risk.")
                )

    def _check_activation(self):
        """Raise, naming what is missing, unless the cards suit active clients."""
        incomplete = self.filtered("activation_gap_ids")
        if incomplete:
            lines = [
                self.env._(
                    "%(line)s: %(problem)s",
                    line=client.name,
                    problem=listed(self.env, client.activation_gap_ids.mapped("name")),
                )
                for client in incomplete[:20]
            ]
            raise UserError(
                self.env._(
                    "An active client needs more on its card. "
                    "Still missing:\n%(lines)s",
                    lines="\n".join(lines),
                )
            )

    def _record_transition(self, origins):
        """Write the change into the cooperation history and close reactivations."""
        labels = dict(self._fields["state"]._description_selection(self.env))
        self.env["law.client.event"].sudo().create(  # nobody types this history in
            [
                {
                    "client_id": client.id,
                    "user_id": self.env.uid,
                    "kind": "state",
                    "note": " ".join(
                        filter(
                            None,
                            (
                                f"{labels[origins[client]]} → {labels[client.state]}",
                                client.state_reason_id.name,
                                client.state_note,
                            ),
                        )
                    ),
                }
                for client in self
            ]
        )
        self.filtered(lambda c: c.state == "dormant")._open_reactivation()
        self.reactivation_ids._follow_client_state()

    def _open_reactivation(self):
        """Put dormant clients on the work list of those to win back (S5)."""
        running = self.reactivation_ids.filtered(lambda r: not r.date_to).client_id
        self.env["law.reactivation"].sudo().create(  # follows from the state alone
            [
                {
                    "client_id": client.id,
                    "user_id": client.manager_id.id,
                    "last_contact_on": client.last_contact_on,
                }
                for client in self - running
            ]
        )

    def action_change_state(self):
        """Open the question for reason and details of a change of state."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Change State"),
            "res_model": "law.client.transition",
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_client_id": self.id,
                "default_state": self.env.context.get("law_to_state"),
            },
        }

    @api.model
    def _domain_silent(self, company):
        """Return the domain of the company's active clients that fell silent."""
        limit = fields.Date.context_today(self) - relativedelta(
            months=company.law_dormant_months
        )
        silent = Domain("last_contact_on", "<", limit) | (
            Domain("last_contact_on", "=", False)
            & (Domain("client_since", "<", limit) | Domain("client_since", "=", False))
            & Domain("create_date", "<", limit)
        )
        return (
            Domain("company_id", "=", company.id) & Domain("state", "=", "active")
        ) & silent

    @api.model
    def _cron_detect_dormant(self):
        """Make active clients dormant after the firm's number of silent months."""
        reason = self.env.ref("law_firm_client.reason_silent")
        active = self._read_group([("state", "=", "active")], ["company_id"])
        for (company,) in active:
            silent = self.search(self._domain_silent(company))
            for lang, clients in silent.grouped(lambda c: c.manager_id.lang).items():
                clients.with_context(lang=lang)._fall_asleep(company, reason)
            self.env["ir.cron"]._commit_progress(len(silent))

    def _fall_asleep(self, company, reason):
        """Make silent clients dormant, with a note in the language of the context."""
        self.write(
            {
                "state": "dormant",
                "state_reason_id": reason.id,
                "state_note": self.env._(
                    "No contact for %(months)s months.",
                    months=company.law_dormant_months,
                ),
            }
        )
