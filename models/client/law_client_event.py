from odoo import fields, models


class LawClientEvent(models.Model):
    """One dated step of the history between client and firm (合作情况)."""

    _name = "law.client.event"
    _description = "Cooperation History"
    _inherit = ["law.client.part"]
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
