from odoo import api, fields, models
from odoo.tools import ormcache


class LawRelationType(models.Model):
    """A kind of relation, with a name for each direction in which it is read."""

    _name = "law.relation.type"
    _description = "Type of Relation"
    _order = "sequence, id"

    name = fields.Char(
        required=True, translate=True, help="Read from left to right: supplies."
    )
    inverse_name = fields.Char(
        translate=True, help="Read from right to left: is supplied by."
    )
    symmetric = fields.Boolean(help="Reads the same from both ends: competes with.")
    category = fields.Selection(
        [
            ("ownership", "Ownership"),
            ("trade", "Trade"),
            ("introduction", "Introduction"),
            ("family", "Family"),
            ("other", "Other"),
        ],
        required=True,
        default="other",
    )
    no_circle = fields.Boolean(
        "One Way Only",
        help="Nobody can come to stand above himself: if A is the parent company of B, "
        "B cannot be the parent company of A at the same time.",
    )
    sequence = fields.Integer(default=10, aggregator=None)
    active = fields.Boolean(default=True)

    _inverse_given = models.Constraint(
        'CHECK("symmetric" IS TRUE OR inverse_name IS NOT NULL)',
        "Enter how the relation reads from the other end, or tick 'Symmetric'.",
    )
    _symmetric_free = models.Constraint(
        'CHECK(NOT ("symmetric" AND no_circle))',
        "What reads the same from both ends cannot be one way only.",
    )

    @api.depends("name", "inverse_name", "symmetric")
    @api.depends_context("lang", "law_left_reading")
    def _compute_display_name(self):
        left_only = self.env.context.get("law_left_reading")
        for kind in self:
            kind.display_name = (
                kind.name
                if kind.symmetric or left_only
                else f"{kind.name} / {kind.inverse_name or ''}"
            )

    def _reading(self, inverse):
        """Return how the relation reads from its left end, or from its right one."""
        self.ensure_one()
        return self.inverse_name if inverse and not self.symmetric else self.name

    @api.model
    @ormcache("self.env.lang")
    def _readings(self):
        """Return [(key, words)]: each type in the directions in which it is read."""
        readings = []
        for kind in self.search([("active", "=", True)]):
            readings.append((f"{kind.id}-left", kind.name))
            if not kind.symmetric:
                readings.append((f"{kind.id}-right", kind.inverse_name))
        return readings

    @api.model_create_multi
    def create(self, vals_list):
        self.env.registry.clear_cache()
        return super().create(vals_list)

    def write(self, vals):
        self.env.registry.clear_cache()
        return super().write(vals)

    def unlink(self):
        self.env.registry.clear_cache()
        return super().unlink()

    @api.constrains("symmetric", "no_circle")
    def _check_relations(self):
        """Refuse a change of the type that its relations on record contradict."""
        relations = (
            self.env["law.relation"]
            .sudo()  # of every company; the type's own write access was checked
            .search([("type_id", "in", self.ids)])
        )
        relations._check_duplicate()
        relations._check_circle()
