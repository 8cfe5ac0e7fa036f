from odoo import api, fields, models
from odoo.exceptions import UserError


class LawReactivation(models.Model):
    """A dormant client to be won back: who tries, what was tried, what came of it."""

    _name = "law.reactivation"
    _description = "Reactivation of a Dormant Client"
    _inherit = ["law.client.part", "mail.thread", "mail.activity.mixin"]
    _order = "result, date_from, id"
    _rec_name = "client_id"
    _kept_fields = frozenset(("date_from", "date_to", "last_contact_on"))

    client_id = fields.Many2one(
        "law.client", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="client_id.company_id", store=True, index=True)
    user_id = fields.Many2one(
        "res.users", "Who Tries", index=True, ondelete="restrict", tracking=True
    )
    date_from = fields.Date(
        "Dormant Since", default=fields.Date.context_today, readonly=True
    )
    date_to = fields.Date("Closed On", readonly=True)
    last_contact_on = fields.Date("Last Contact", readonly=True)
    note = fields.Text("What Was Tried")
    result = fields.Selection(
        [
            ("open", "To win back"),
            ("contacted", "In contact"),
            ("reactivated", "Won back"),
            ("unreachable", "Out of reach"),
            ("lost", "Lost"),
        ],
        required=True,
        default="open",
        index=True,
        tracking=True,
        group_expand=True,
    )

    _open_uniq = models.UniqueIndex(
        "(client_id) WHERE date_to IS NULL",
        "This client is on the list of clients to win back already.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        """Only a dormant client is won back; the work list says so for each once."""
        tasks = super().create(vals_list)
        if not self.env.su and any(t.client_id.state != "dormant" for t in tasks):
            raise UserError(self.env._("Only dormant clients are to be won back."))
        return tasks

    def write(self, vals):
        """Let the client's own state follow, through its gate."""
        if "result" in vals:
            self._check_result(vals["result"])
        return super().write(vals)

    def _stamps(self, vals):
        """The day on which the attempt ended."""
        if "result" not in vals:
            return {}
        closed = vals["result"] not in ("open", "contacted")
        return {"date_to": closed and fields.Date.context_today(self)}

    def _check_result(self, result):
        """Bring the clients into the state that `result` claims, or say how to."""
        dormant = self.client_id.filtered(lambda c: c.state == "dormant")
        if result == "lost" and dormant:
            raise UserError(
                self.env._(
                    "Say on the client's form why the client is lost. The attempt to "
                    "win it back then ends by itself."
                )
            )
        if result == "reactivated":
            dormant.write({"state": "active"})

    def action_reactivate(self):
        """Make the clients active again; the gate of the active state decides."""
        self.client_id.write({"state": "active"})

    @api.model
    def _result_of_state(self, state):
        """Return what a change of the client to `state` says of the attempt."""
        return {"active": "reactivated", "former": "lost", "prospect": "lost"}[state]

    def _follow_client_state(self):
        """Close open attempts whose client is no longer dormant."""
        running = self.filtered(
            lambda r: not r.date_to and r.client_id.state != "dormant"
        )
        for state, group in running.grouped(lambda r: r.client_id.state).items():
            group.result = self._result_of_state(state)
