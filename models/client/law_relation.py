from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import SQL

from .selections import RATINGS, SOURCES


class LawRelation(models.Model):
    """A dated relation between two people or companies of which one is a client (S25)."""

    _name = "law.relation"
    _description = "Relation"
    _order = "date_to desc, type_id, id"
    _check_company_auto = True

    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        ondelete="cascade",
        default=lambda self: self.env.company,
    )
    left_id = fields.Many2one(
        "res.partner", "From", required=True, index=True, ondelete="cascade"
    )
    type_id = fields.Many2one(
        "law.relation.type", "Relation", required=True, index=True, ondelete="restrict"
    )
    right_id = fields.Many2one(
        "res.partner", "To", required=True, index=True, ondelete="cascade"
    )
    left_client_id = fields.Many2one(
        "law.client",
        compute="_compute_clients",
        store=True,
        index=True,
        ondelete="set null",
    )
    right_client_id = fields.Many2one(
        "law.client",
        compute="_compute_clients",
        store=True,
        index=True,
        ondelete="set null",
    )
    category = fields.Selection(related="type_id.category", store=True, index=True)
    strength = fields.Selection(RATINGS, default="3")
    share = fields.Float("Share (%)", digits=(5, 2), aggregator=None)
    date_from = fields.Date("From Date")
    date_to = fields.Date("Until")
    source = fields.Selection(SOURCES, required=True, default="lawyer_visit")
    note = fields.Text()

    _ends_differ = models.Constraint(
        "CHECK(left_id <> right_id)", "Nobody has a relation to himself or herself."
    )
    _period = models.Constraint(
        "CHECK(date_to IS NULL OR date_from IS NULL OR date_to >= date_from)",
        "A relation cannot end before it begins.",
    )
    _share_range = models.Constraint(
        "CHECK(share >= 0 AND share <= 100)", "A share lies between 0 and 100 %."
    )
    _open_uniq = models.UniqueIndex(
        "(company_id, type_id, left_id, right_id) WHERE date_to IS NULL",
        "This relation is on record already.",
    )

    @api.depends("left_id", "right_id", "company_id")
    def _compute_clients(self):
        clients = (
            self.env["law.client"]
            .sudo()  # which partners are clients: the rule on relations stands on it
            .with_context(active_test=False)
            .search([("partner_id", "in", (self.left_id | self.right_id).ids)])
        )
        by_key = {(c.partner_id.id, c.company_id.id): c.id for c in clients}
        for relation in self:
            company = relation.company_id.id
            relation.left_client_id = by_key.get((relation.left_id.id, company))
            relation.right_client_id = by_key.get((relation.right_id.id, company))

    @api.depends("left_id", "type_id", "right_id")
    def _compute_display_name(self):
        for relation in self:
            relation.display_name = " ".join(
                (
                    relation.left_id.display_name or "",
                    relation.type_id.name or "",
                    relation.right_id.display_name or "",
                )
            )

    @api.constrains("left_id", "right_id")
    def _check_ends(self):
        """The database refuses this too; the form must say so before it is flushed."""
        if any(relation.left_id == relation.right_id for relation in self):
            raise ValidationError(
                self.env._("Nobody has a relation to himself or herself.")
            )

    @api.constrains("left_id", "right_id", "type_id", "date_from", "date_to")
    def _check_duplicate(self):
        for relation in self:
            if self.search_count(relation._domain_duplicates(), limit=1):
                raise ValidationError(
                    self.env._(
                        "'%(relation)s' is on record already for this time. "
                        "Change the dates of the one that exists.",
                        relation=relation.display_name,
                    )
                )

    def _domain_duplicates(self):
        """Return the domain of relations that say the same for an overlapping time."""
        self.ensure_one()
        same = Domain("left_id", "=", self.left_id.id) & Domain(
            "right_id", "=", self.right_id.id
        )
        if self.type_id.symmetric:
            same |= Domain("left_id", "=", self.right_id.id) & Domain(
                "right_id", "=", self.left_id.id
            )
        domain = (
            Domain("id", "!=", self.id)
            & Domain("company_id", "=", self.company_id.id)
            & Domain("type_id", "=", self.type_id.id)
            & same
        )
        if self.date_from:
            domain &= Domain("date_to", "=", False) | Domain(
                "date_to", ">=", self.date_from
            )
        if self.date_to:
            domain &= Domain("date_from", "=", False) | Domain(
                "date_from", "<=", self.date_to
            )
        return domain

    @api.model
    def _introduction_chain(self, partner, company):
        """Return the partners through whom `partner` came, nearest first.

        Walks relations of category introduction (left introduced right) upwards, each
        partner once, so that a circle on record ends the walk.

        :param partner: res.partner record
        :param company: res.company record
        """
        rows = self.env.execute_query(
            SQL(
                """
                WITH RECURSIVE chain(partner_id, path) AS (
                    SELECT %(start)s, ARRAY[%(start)s]
                    UNION ALL
                    SELECT step.left_id, chain.path || step.left_id
                    FROM chain
                    CROSS JOIN LATERAL (
                        SELECT left_id FROM law_relation
                        WHERE right_id = chain.partner_id
                          AND category = 'introduction'
                          AND company_id = %(company)s
                        ORDER BY date_from NULLS LAST, id
                        LIMIT 1
                    ) step
                    WHERE step.left_id <> ALL(chain.path)
                )
                SELECT partner_id FROM chain OFFSET 1
                """,
                start=partner.id,
                company=company.id,
            )
        )
        return self.env["res.partner"].browse(row[0] for row in rows)
