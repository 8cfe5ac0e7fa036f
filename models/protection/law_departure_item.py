from odoo import fields, models


class LawDepartureItem(models.Model):
    """Something that whoever leaves this firm gives back, or settles (归还清单)."""

    _name = "law.departure.item"
    _description = "Thing to Return on Leaving"
    _order = "sequence, id"

    name = fields.Char("What to Return", required=True, translate=True)
    sequence = fields.Integer(default=10, aggregator=None)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", index=True, ondelete="cascade", help="Empty: for all companies."
    )
    required = fields.Boolean(
        default=True, help="The departure is not closed before it is settled."
    )
    needs_proof = fields.Boolean(
        help="It is settled only with a word on the proof, or the paper itself."
    )
