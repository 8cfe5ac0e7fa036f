from odoo import api, fields, models


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
    sequence = fields.Integer(default=10, aggregator=None)
    active = fields.Boolean(default=True)

    _inverse_given = models.Constraint(
        'CHECK("symmetric" OR inverse_name IS NOT NULL)',
        "Enter how the relation reads from the other end, or tick 'Symmetric'.",
    )

    @api.depends("name", "inverse_name", "symmetric")
    def _compute_display_name(self):
        for kind in self:
            kind.display_name = (
                kind.name
                if kind.symmetric
                else f"{kind.name} / {kind.inverse_name or ''}"
            )
