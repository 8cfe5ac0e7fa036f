from odoo import fields, models


class LawClientReason(models.Model):
    """Why a client's state changed or is in danger, in the firm's own list."""

    _name = "law.client.reason"
    _description = "Reason for a Change of State"
    _order = "kind, sequence, id"

    name = fields.Char(required=True, translate=True)
    kind = fields.Selection(
        [
            ("lost", "Lost client"),
            ("risk", "At risk"),
            ("dormant", "Dormant"),
            ("return", "Came back"),
        ],
        required=True,
        index=True,
    )
    sequence = fields.Integer(default=10, aggregator=None)
    active = fields.Boolean(default=True)

    _name_kind_uniq = models.Constraint(
        "UNIQUE(name, kind)", "This reason is in the list already."
    )
