from odoo import fields, models

from .selections import RATINGS, SOURCES


class LawNeed(models.Model):
    """Something that the client needs or expects, as heard on a day from a source."""

    _name = "law.need"
    _description = "Need of a Client"
    _inherit = ["law.client.part", "mail.thread", "mail.activity.mixin"]
    _author = "user_id"
    _past_days = ("date",)
    _order = "state, urgency desc, date desc, id desc"
    _mail_post_access = "read"

    client_id = fields.Many2one(
        "law.client", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="client_id.company_id", store=True, index=True)
    name = fields.Char("Need", required=True, tracking=True)
    description = fields.Text("In the Client's Words")
    service_id = fields.Many2one("law.service", index=True, ondelete="restrict")
    urgency = fields.Selection(RATINGS, default="3")
    source = fields.Selection(SOURCES, required=True, default="lawyer_visit")
    date = fields.Date("Heard On", required=True, default=fields.Date.context_today)
    user_id = fields.Many2one(
        "res.users",
        "Heard by",
        default=lambda self: self.env.user,
        required=True,
        index=True,
        ondelete="restrict",
    )
    state = fields.Selection(
        [
            ("open", "Open"),
            ("addressed", "Addressed"),
            ("declined", "Declined"),
        ],
        "Status",
        required=True,
        default="open",
        index=True,
        tracking=True,
        group_expand=True,
    )
    result = fields.Char(help="What became of it, and why.")
