from collections import defaultdict

from odoo import api, fields, models

from .selections import BLOCKS


class LawClient(models.Model):
    _inherit = "law.client"

    block_ids = fields.One2many("law.client.block", "client_id", readonly=True)
    position_ids = fields.One2many("law.client.position", "client_id", readonly=True)
    completeness = fields.Float(
        "Complete (%)",
        compute="_compute_completeness",
        store=True,
        digits=(5, 1),
        aggregator="avg",
        index=True,
    )
    missing_count = fields.Integer(compute="_compute_completeness", store=True)
    verified_on = fields.Date(
        "All Verified Since",
        compute="_compute_verified_on",
        store=True,
        help="The oldest verification of its blocks; empty if one was never verified.",
    )

    @api.depends("block_ids.score", "block_ids.weight", "block_ids.missing_count")
    def _compute_completeness(self):
        for client in self:
            weight = sum(client.block_ids.mapped("weight"))
            filled = sum(block.score * block.weight for block in client.block_ids)
            client.completeness = filled / weight if weight else 0
            client.missing_count = sum(client.block_ids.mapped("missing_count"))

    @api.depends("block_ids.verified_on")
    def _compute_verified_on(self):
        for client in self:
            dates = client.block_ids.mapped("verified_on")
            client.verified_on = min(dates) if dates and all(dates) else False

    def _missing_items(self, items):
        """Return what is missing on each card, for all of them in one statement.

        :param items: law.profile.item records to look for
        :return: defaultdict {client id: law.profile.item records}
        """
        missing = defaultdict(set)
        if self.ids and items:
            for client_id, item_id in self.env.execute_query(items._missing_sql(self)):
                missing[client_id].add(item_id)
        return defaultdict(
            items.browse, {key: items.browse(ids) for key, ids in missing.items()}
        )

    def _create_blocks(self):
        """Give each new client the blocks of its card."""
        self.env["law.client.block"].sudo().create(  # system rows of an own new client
            [
                {"client_id": client.id, "block": block}
                for client in self
                for block, _label in BLOCKS
            ]
        )

    @api.model
    def _cron_measure_cards(self):
        """Measure every card anew, for conditions that change by the calendar."""
        Block = self.env["law.client.block"]
        last_id = 0
        while blocks := Block.search([("id", ">", last_id)], order="id", limit=5000):
            last_id = blocks[-1].id
            for name in ("score", "weight", "missing_item_ids", "missing_count"):
                self.env.add_to_compute(Block._fields[name], blocks)
            blocks.flush_recordset()
            self.env["ir.cron"]._commit_progress(len(blocks))
            self.env.invalidate_all()
