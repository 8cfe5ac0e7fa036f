from odoo import api, fields, models
from odoo.exceptions import UserError


class LawClientEvent(models.Model):
    """One dated step of the history between client and firm (合作情况)."""

    _name = "law.client.event"
    _description = "Cooperation History"
    _inherit = ["law.client.part"]
    _author = "user_id"
    _past_days = ("date",)
    _rec_name = "note"
    _order = "date desc, id desc"

    client_id = fields.Many2one(
        "law.client", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="client_id.company_id", store=True, index=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    date = fields.Date(required=True, default=fields.Date.context_today)
    kind = fields.Selection(
        [
            ("state", "Change of state"),
            ("engagement", "Engagement"),
            ("retainer", "Retainer"),
            ("fee", "Fee"),
            ("result", "Result"),
            ("incident", "Incident"),
            ("other", "Other"),
        ],
        required=True,
        default="other",
    )
    note = fields.Char("What Happened", required=True)
    amount = fields.Monetary()
    user_id = fields.Many2one(
        "res.users",
        "Recorded by",
        default=lambda self: self.env.user,
        ondelete="restrict",
    )

    def write(self, vals):
        """What the system wrote of the client's life cycle stays as it was."""
        self._check_not_state()
        return super().write(vals)

    @api.model
    def _check_entered(self, vals):
        result = super()._check_entered(vals)
        if vals.get("kind") == "state" and not self.env.su:
            raise UserError(
                self.env._(
                    "Changes of state are written by the system. "
                    "Choose another kind for what you add."
                )
            )
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_state(self):
        self._check_not_state()

    def _check_not_state(self):
        if not self.env.su and "state" in self.mapped("kind"):
            raise UserError(
                self.env._("The history of the client's states is not changed.")
            )
