from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from .selections import BLOCKS, COLLECTORS


class LawClientGap(models.Model):
    """One item missing on one client's card: the list that its collector works off."""

    _name = "law.client.gap"
    _description = "Missing Item of a Client Card"
    _auto = False
    _order = "required_for_active desc, weight desc, client_id, item_id"
    _depends = {
        "law.client": ["active", "manager_id", "liaison_id"],
        "law.client.block": ["client_id", "company_id", "missing_item_ids"],
        "law.client.member": ["client_id", "user_id", "role", "date_from", "date_to"],
        "law.profile.item": [
            "block",
            "collector",
            "weight",
            "required_for_active",
        ],
    }

    client_id = fields.Many2one("law.client", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    state = fields.Selection(related="client_id.state")
    item_id = fields.Many2one("law.profile.item", "Missing", readonly=True)
    block = fields.Selection(BLOCKS, readonly=True)
    collector = fields.Selection(COLLECTORS, "Collected by", readonly=True)
    user_id = fields.Many2one(
        "res.users",
        "Collector",
        readonly=True,
        help="The client manager, or the liaison or first handling lawyer.",
    )
    weight = fields.Integer(readonly=True, aggregator="sum")
    required_for_active = fields.Boolean(readonly=True)
    mine = fields.Boolean(compute="_compute_mine", search="_search_mine")

    @api.depends("user_id")
    @api.depends_context("uid")
    def _compute_mine(self):
        for gap in self:
            gap.mine = gap.user_id == self.env.user

    def _search_mine(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain("user_id", "=", self.env.uid)

    def action_open_client(self):
        """Open the card on which the item is missing."""
        return self.client_id._action_open()

    @property
    def _table_query(self):
        block = self.env["law.client.block"]._fields["missing_item_ids"]
        return SQL(
            """
            SELECT block.id::bigint * 10000 + item.id AS id,
                   block.client_id, block.company_id, item.id AS item_id, item.block,
                   item.collector, item.weight, item.required_for_active,
                   CASE WHEN item.collector = 'manager' THEN client.manager_id
                        ELSE COALESCE(client.liaison_id, lawyer.user_id)
                   END AS user_id
            FROM %(rel)s missing
            JOIN law_client_block block ON block.id = missing.%(block_col)s
            JOIN law_profile_item item ON item.id = missing.%(item_col)s
            JOIN law_client client ON client.id = block.client_id AND client.active
            LEFT JOIN LATERAL (
                SELECT user_id FROM law_client_member
                WHERE client_id = client.id AND role = 'handling'
                  AND revoked IS NOT TRUE
                  AND (date_to IS NULL OR date_to >= CURRENT_DATE)
                ORDER BY date_from, id LIMIT 1
            ) lawyer ON item.collector = 'lawyer'
            """,
            rel=SQL.identifier(block.relation),
            block_col=SQL.identifier(block.column1),
            item_col=SQL.identifier(block.column2),
        )
