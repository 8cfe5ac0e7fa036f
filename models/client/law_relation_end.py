from odoo import api, fields, models
from odoo.tools import SQL


class LawRelationEnd(models.Model):
    """A relation as it reads from one of its ends; each relation has two.

    So a client's form lists every relation of the client, whichever side it is on.
    """

    _name = "law.relation.end"
    _description = "Relation Seen from One End"
    _auto = False
    _order = "date_to desc, relation_id"
    _depends = {
        "law.relation": [
            "company_id",
            "type_id",
            "left_id",
            "right_id",
            "left_client_id",
            "right_client_id",
            "share",
            "date_from",
            "date_to",
        ],
    }

    relation_id = fields.Many2one("law.relation", "Record", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    client_id = fields.Many2one("law.client", readonly=True)
    partner_id = fields.Many2one("res.partner", readonly=True)
    other_id = fields.Many2one("res.partner", "Related To", readonly=True)
    other_client_id = fields.Many2one("law.client", "As Client", readonly=True)
    type_id = fields.Many2one("law.relation.type", readonly=True)
    inverse = fields.Boolean(readonly=True)
    label = fields.Char("Relation", compute="_compute_label")
    category = fields.Selection(related="type_id.category")
    strength = fields.Selection(related="relation_id.strength")
    share = fields.Float("Share (%)", readonly=True, aggregator=None)
    date_from = fields.Date("Since", readonly=True)
    date_to = fields.Date("Until", readonly=True)

    @api.depends("type_id", "inverse")
    @api.depends_context("lang")
    def _compute_label(self):
        for end in self:
            end.label = end.type_id and end.type_id._reading(end.inverse)

    @property
    def _table_query(self):
        side = """
            SELECT 2 * id + %s AS id, id AS relation_id, company_id, type_id, share,
                   date_from, date_to, %s AS inverse, %s AS partner_id,
                   %s AS client_id, %s AS other_id, %s AS other_client_id
            FROM law_relation
        """
        left, right = SQL.identifier("left_id"), SQL.identifier("right_id")
        left_client = SQL.identifier("left_client_id")
        right_client = SQL.identifier("right_client_id")
        return SQL(
            "%s UNION ALL %s",
            SQL(side, 0, False, left, left_client, right, right_client),
            SQL(side, 1, True, right, right_client, left, left_client),
        )

    def action_open_relation(self):
        """Open the relation itself, to read or change it."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "law.relation",
            "res_id": self.relation_id.id,
            "view_mode": "form",
            "target": "new",
        }
