from odoo import fields, models

from .selections import RATINGS, SOURCES


class LawClientStanding(models.Model):
    """How the client stands in one respect, as judged on a date from a source.

    A new judgement is a new record; the older ones stay as history (S23, S24, S28).
    """

    _name = "law.client.standing"
    _description = "Standing of a Client"
    _inherit = ["law.client.part"]
    _author = "user_id"
    _past_days = ("date",)
    _order = "client_id, kind, date desc, id desc"

    client_id = fields.Many2one(
        "law.client", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="client_id.company_id", store=True, index=True)
    kind = fields.Selection(
        [
            ("potential", "Growth potential"),
            ("market_share", "Market share"),
            ("competitiveness", "Competitiveness"),
            ("market_position", "Market position"),
            ("image", "Public image"),
            ("reputation", "Reputation"),
            ("financial", "Financial condition"),
            ("credit", "Credit"),
            ("value", "Value"),
            ("repeat", "Repeat engagement"),
            ("satisfaction", "Satisfaction"),
            ("profit", "Profit"),
            ("loyalty", "Loyalty"),
        ],
        required=True,
    )
    rating = fields.Selection(RATINGS, required=True)
    value = fields.Char("Figure", help="For example 12 % or AA-.")
    date = fields.Date(required=True, default=fields.Date.context_today)
    source = fields.Selection(SOURCES, required=True, default="manager_visit")
    note = fields.Text("Reason")
    user_id = fields.Many2one(
        "res.users",
        "Judged by",
        required=True,
        default=lambda self: self.env.user,
        ondelete="restrict",
    )

    _latest_idx = models.Index("(client_id, kind, date DESC, id DESC)")
