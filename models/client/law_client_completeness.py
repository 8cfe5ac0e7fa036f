from collections import defaultdict

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from .selections import BLOCKS

# How many clients are looked at together, how many blocks are measured together.
LOOK, BATCH = 25_000, 5000
# The blocks on which is stored what would not be measured: gaps, weight or score.
MEASURED_OTHERWISE = """
WITH measured AS (
    SELECT gap.client_id, item.block, sum(item.weight) AS weight,
           array_agg(item.id ORDER BY item.id) AS items
      FROM (%(gaps)s) gap JOIN law_profile_item item
        ON item.id = gap.item_id
     GROUP BY 1, 2
), stored AS (
    SELECT m.%(block)s AS id, array_agg(m.%(item)s ORDER BY m.%(item)s)
           AS items
      FROM %(relation)s m JOIN law_client_block b ON b.id = m.%(block)s
     WHERE b.client_id IN %(clients)s
     GROUP BY 1
), wanted AS (
    SELECT block, organisation, sum(weight) AS weight
      FROM law_profile_item, (VALUES (TRUE), (FALSE)) k (organisation)
     WHERE active AND applies_to IN (
           'any', CASE WHEN organisation THEN 'organisation'
                       ELSE 'individual' END)
     GROUP BY 1, 2
)
SELECT b.id
  FROM law_client_block b
  JOIN law_client c ON c.id = b.client_id
  JOIN res_partner p ON p.id = c.partner_id
  LEFT JOIN measured USING (client_id, block)
  LEFT JOIN stored ON stored.id = b.id
  LEFT JOIN wanted ON wanted.block = b.block
       AND wanted.organisation = COALESCE(p.is_company, FALSE)
 WHERE b.client_id IN %(clients)s
   AND (measured.items IS DISTINCT FROM stored.items
        OR b.weight IS DISTINCT FROM COALESCE(wanted.weight, 0)
        OR abs(b.score - COALESCE(100 - 100.0 * measured.weight
                                  / wanted.weight, 100)) > 0.051)
"""


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
            gaps = items._missing_sql(Domain("id", "in", self.ids))
            for client_id, item_id in self.env.execute_query(gaps):
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
        """Measure the cards whose gaps changed by the calendar, or by the checklist."""
        Client = self.with_context(active_test=False)
        last_id = 0
        while clients := Client.search([("id", ">", last_id)], order="id", limit=LOOK):
            among = Domain("id", ">", last_id) & Domain("id", "<=", clients[-1].id)
            last_id = clients[-1].id
            blocks = self._blocks_measured_otherwise(among)
            for start in range(0, len(blocks), BATCH):
                blocks[start : start + BATCH]._measure()
            self.env["ir.cron"]._commit_progress(len(clients))
            self.env.invalidate_all()

    @api.model
    def _blocks_measured_otherwise(self, among):
        """Return the blocks on which something else is stored than would be measured.

        SQL: most nights nearly all of them are as they were, and the comparison of
        two sets needs none of the records.

        :param among: Domain of the clients to look at
        """
        items = self.env["law.profile.item"].search(Domain.TRUE)
        missing = self.env["law.client.block"]._fields["missing_item_ids"]
        clients = self.with_context(active_test=False)._search(among, order="id")
        self.env.flush_all()
        found = self.env.execute_query(
            SQL(
                MEASURED_OTHERWISE,
                gaps=items._missing_sql(among),
                block=SQL.identifier(missing.column1),
                item=SQL.identifier(missing.column2),
                relation=SQL.identifier(missing.relation),
                clients=clients.subselect(),
            )
        )
        return self.env["law.client.block"].browse(key for (key,) in found)
