from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL

from .selections import RATINGS, SOURCES


class LawRelation(models.Model):
    """A dated relation between two people or companies, as told to the firm (S25)."""

    _name = "law.relation"
    _description = "Relation"
    _inherit = ["law.client.part"]
    _anchor = "company_id"
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
        "res.partner",
        "From",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    type_id = fields.Many2one(
        "law.relation.type", "Relation", required=True, index=True, ondelete="restrict"
    )
    right_id = fields.Many2one(
        "res.partner",
        "To",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
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
    symmetric = fields.Boolean(related="type_id.symmetric", store=True)
    strength = fields.Selection(RATINGS, default="3")
    share = fields.Float("Share (%)", digits=(5, 2), aggregator=None)
    date_from = fields.Date("Since")
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
    _mirror_uniq = models.UniqueIndex(
        "(company_id, type_id, LEAST(left_id, right_id), GREATEST(left_id, right_id))"
        ' WHERE date_to IS NULL AND "symmetric"',
        "This relation is on record already, read from the other end.",
    )

    @api.depends(
        "company_id",
        "left_id.law_client_ids.company_id",
        "right_id.law_client_ids.company_id",
    )
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
    @api.depends_context("lang")
    def _compute_display_name(self):
        for relation in self:
            relation.display_name = " ".join(
                (
                    relation.left_id.display_name or "",
                    relation.type_id.name or "",
                    relation.right_id.display_name or "",
                )
            )

    @api.constrains(
        "company_id", "left_id", "right_id", "type_id", "date_from", "date_to"
    )
    def _check_relation(self):
        """Say what is wrong before the database does, in this order."""
        self._check_ends()
        self._check_duplicate()
        self._check_circle()

    def _check_ends(self):
        if any(relation.left_id == relation.right_id for relation in self):
            raise ValidationError(
                self.env._("Nobody has a relation to himself or herself.")
            )

    def _check_duplicate(self):
        duplicate = self._first_found(
            """
            SELECT mine.id
            FROM law_relation mine
            JOIN law_relation other
              ON other.id <> mine.id
             AND other.company_id = mine.company_id
             AND other.type_id = mine.type_id
             AND (
                other.left_id = mine.left_id AND other.right_id = mine.right_id
                OR mine."symmetric"
                AND other.left_id = mine.right_id AND other.right_id = mine.left_id
             )
             AND daterange(other.date_from, other.date_to, '[]')
                 && daterange(mine.date_from, mine.date_to, '[]')
            WHERE mine.id = ANY(%s)
            LIMIT 1
            """
        )
        if duplicate:
            raise ValidationError(
                self.env._(
                    "'%(relation)s' is on record already for this time. Change the one "
                    "that exists, or enter dates that do not overlap with it.",
                    relation=duplicate.display_name,
                )
            )

    def _check_circle(self):
        """Refuse who would stand above himself at one and the same time.

        Only for types marked so: companies may well hold shares of each other.
        """
        circle = self._first_found(
            """
            WITH RECURSIVE walk(origin_id, partner_id, span, path) AS (
                SELECT relation.id, relation.right_id,
                       daterange(relation.date_from, relation.date_to, '[]'),
                       ARRAY[relation.right_id]
                FROM law_relation relation
                JOIN law_relation_type kind
                  ON kind.id = relation.type_id AND kind.no_circle
                WHERE relation.id = ANY(%s)
                UNION ALL
                SELECT origin.id, step.right_id,
                       walk.span * daterange(step.date_from, step.date_to, '[]'),
                       walk.path || step.right_id
                FROM walk
                JOIN law_relation origin ON origin.id = walk.origin_id
                JOIN law_relation step
                  ON step.left_id = walk.partner_id
                 AND step.type_id = origin.type_id
                 AND step.company_id = origin.company_id
                 AND walk.span && daterange(step.date_from, step.date_to, '[]')
                WHERE step.right_id <> ALL(walk.path)
                  AND walk.partner_id <> origin.left_id
            )
            SELECT origin.id
            FROM walk
            JOIN law_relation origin ON origin.id = walk.origin_id
            WHERE walk.partner_id = origin.left_id
            LIMIT 1
            """
        )
        if circle:
            raise ValidationError(
                self.env._(
                    "'%(relation)s' closes a circle: the other relations of this type "
                    "already lead from %(right)s to %(left)s. Correct the direction, "
                    "or the dates, of the one that is wrong.",
                    relation=circle.display_name,
                    left=circle.left_id.display_name,
                    right=circle.right_id.display_name,
                )
            )

    def _first_found(self, query):
        """Return the first of these relations that `query` finds at fault, or none.

        SQL, since one statement compares all of them with all that is on record, also
        with what the user may not see.
        """
        self.flush_model()
        self.env["law.relation.type"].flush_model()
        rows = self.env.execute_query(SQL(query, self.ids))
        return self.browse(row[0] for row in rows)

    @api.model_create_multi
    def create(self, vals_list):
        relations = super().create(vals_list)
        relations._refresh_ends()
        return relations

    def write(self, vals):
        before = self.left_client_id | self.right_client_id
        result = super().write(vals)
        self._refresh_ends(before)
        return result

    def unlink(self):
        clients = self.left_client_id | self.right_client_id
        result = super().unlink()
        self._refresh_ends(clients)
        return result

    def _refresh_ends(self, clients=None):
        """Let the clients at both ends see what changed, and measure their cards."""
        clients = (clients or self.env["law.client"]) | (
            self.exists().left_client_id | self.exists().right_client_id
        )
        self.env["law.relation.end"].invalidate_model()
        clients.invalidate_recordset(["relation_end_ids"])
        clients.modified(["relation_end_ids"])

    @api.model
    def _introduction_chain(self, partner, company):
        """Return the partners through whom `partner` came, nearest first.

        Walks relations of category introduction (left introduced right) upwards, each
        partner once, so that a circle on record ends the walk.

        :param partner: res.partner record
        :param company: res.company record
        """
        self.flush_model()
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
                SELECT partner_id FROM chain
                ORDER BY array_length(path, 1) OFFSET 1
                """,
                start=partner.id,
                company=company.id,
            )
        )
        return self.env["res.partner"].browse(row[0] for row in rows)
