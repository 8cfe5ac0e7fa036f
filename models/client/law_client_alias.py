from odoo import api, fields, models

from ...tools.names import name_key


class LawClientAlias(models.Model):
    """Another name under which the client is known: former, trade, English, short."""

    _name = "law.client.alias"
    _description = "Other Name of a Client"
    _inherit = ["law.client.part", "law.name.check"]
    _order = "client_id, kind, id"

    client_id = fields.Many2one(
        "law.client", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="client_id.company_id", store=True, index=True)
    name = fields.Char(required=True)
    kind = fields.Selection(
        [
            ("alias", "Also known as"),
            ("former", "Former name"),
            ("trade", "Trade name"),
            ("english", "English name"),
            ("abbreviation", "Abbreviation"),
        ],
        required=True,
        default="alias",
    )
    date_to = fields.Date("Used Until")
    name_key = fields.Char(compute="_compute_name_key", store=True, index=True)

    _client_name_uniq = models.Constraint(
        "UNIQUE(client_id, name)", "The client has this other name already."
    )

    @api.depends("name")
    def _compute_name_key(self):
        for alias in self:
            alias.name_key = name_key(alias.name or "")
