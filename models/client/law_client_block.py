from dateutil.relativedelta import relativedelta

from odoo import Command, api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .listed import listed
from .selections import BLOCKS, SOURCES

# What the items of the card are made of. A change of one of these measures the card
# anew at once; for a condition over anything else, the nightly job does.
CARD_FIELDS = (
    "active",
    "name",
    "is_company",
    "phone",
    "email",
    "street",
    "city",
    "country_id",
    "website",
    "lang",
    "industry_id",
    "company_registry",
    "client_since",
    "registered_on",
    "registered_capital",
    "employee_count",
    "size",
    "service_ids",
    "business_line_ids",
    "philosophy",
    "direction",
    "features",
    "cooperation_note",
    "preferred_channel",
    "preferred_time",
    "report_format",
    "decision_maker_id",
    "taboo_topics",
    "habits",
    "manager_id",
    "last_contact_on",
    "position_ids.role",
    "position_ids.date_to",
    "standing_ids.kind",
    "need_ids.state",
    "event_ids.kind",
    "relation_end_ids",
    "member_ids.role",
    "member_ids.date_to",
)


class LawClientBlock(models.Model):
    """One block of a client's card: how complete it is, when it was last checked."""

    _name = "law.client.block"
    _description = "Block of a Client Card"
    _order = "client_id, id"

    client_id = fields.Many2one(
        "law.client", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="client_id.company_id", store=True, index=True)
    manager_id = fields.Many2one(related="client_id.manager_id", store=True, index=True)
    state = fields.Selection(related="client_id.state", store=True)
    block = fields.Selection(BLOCKS, required=True)
    score = fields.Float(
        "Complete (%)",
        compute="_compute_score",
        store=True,
        digits=(5, 1),
        aggregator="avg",
    )
    weight = fields.Integer(compute="_compute_score", store=True, aggregator=None)
    missing_item_ids = fields.Many2many(
        "law.profile.item", compute="_compute_score", store=True, string="Missing"
    )
    missing_count = fields.Integer(
        compute="_compute_score", store=True, aggregator="sum"
    )
    verified_on = fields.Date("Last Verified", readonly=True)
    verified_by_id = fields.Many2one(
        "res.users", "Verified by", readonly=True, ondelete="restrict"
    )
    source = fields.Selection(SOURCES, readonly=True)
    stale = fields.Boolean(compute="_compute_stale", search="_search_stale")

    _client_block_uniq = models.Constraint(
        "UNIQUE(client_id, block)", "A card has each block once."
    )

    @api.depends("block")
    @api.depends_context("lang")
    def _compute_display_name(self):
        blocks = dict(self._fields["block"]._description_selection(self.env))
        for block in self:
            block.display_name = blocks.get(block.block)

    @api.depends(*(f"client_id.{name}" for name in CARD_FIELDS))
    def _compute_score(self):
        items = (
            self.env["law.profile.item"]
            .sudo()  # what a card must hold is no secret
            .search([("block", "in", self.mapped("block"))])
        )
        missing = self.client_id._missing_items(items)
        self._origin.fetch(["missing_item_ids"])  # at once, not one by one
        alike = self.grouped(
            lambda b: (b.block, b.client_id.is_company, missing[b.client_id.id])
        )
        for (block, is_company, gaps), blocks in alike.items():
            kind = "organisation" if is_company else "individual"
            wanted = items.filtered(
                lambda i, block=block, kind=kind: (
                    i.block == block and i.applies_to in ("any", kind)
                )
            )
            lacking = wanted & gaps
            weight = sum(wanted.mapped("weight"))
            blocks.missing_item_ids = [Command.set(lacking.ids)]
            blocks.missing_count = len(lacking)
            blocks.weight = weight
            blocks.score = (
                100 * (1 - sum(lacking.mapped("weight")) / weight) if weight else 100
            )

    def _measure(self):
        """Measure these blocks anew, and keep the result whatever comes after."""
        for name in ("score", "weight", "missing_item_ids", "missing_count"):
            self.env.add_to_compute(self._fields[name], self)
        self.flush_recordset()
        self.env["ir.cron"]._commit_progress()
        self.env.invalidate_all()

    @api.depends("verified_on")
    def _compute_stale(self):
        for company, blocks in self.grouped("company_id").items():
            limit = blocks._stale_before(company)
            for block in blocks:
                block.stale = not block.verified_on or block.verified_on < limit

    def _search_stale(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain("verified_on", "=", False) | Domain.OR(
            Domain("company_id", "=", company.id)
            & Domain("verified_on", "<", self._stale_before(company))
            for company in self.env["res.company"].sudo().search([])
        )

    def _stale_before(self, company):
        """Return the day before which a verification has grown stale."""
        return fields.Date.context_today(self) - relativedelta(
            months=company.law_stale_months
        )

    def action_verify(self):
        """Confirm that what these blocks say is true today.

        :raises AccessError: for whoever may not write the clients
        :raises UserError: when there is nothing on a block that could be true
        """
        self.client_id.check_access("write")
        if any(block.weight and not block.score for block in self):
            raise UserError(
                self.env._("There is nothing on this block yet that could be verified.")
            )
        self._verify("manager_visit")
        for client, blocks in self.grouped("client_id").items():
            client.message_post(
                body=self.env._(
                    "Verified: %(blocks)s",
                    blocks=listed(self.env, blocks.mapped("display_name")),
                )
            )

    def action_open_client(self):
        """Open the card to which the block belongs."""
        return self.client_id._action_open()

    def _verify(self, source, date=None):
        """Stamp the blocks as verified.

        :param source: a key of SOURCES
        :param date: the day on which it was verified; today if left out
        """
        self.client_id.check_access("write")
        self.sudo().write(  # the clients' write access was checked above
            {
                "verified_on": date or fields.Date.context_today(self),
                "verified_by_id": self.env.uid,
                "source": source,
            }
        )
