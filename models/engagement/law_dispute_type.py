from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..client.tree_names import search_full_name


class LawDisputeType(models.Model):
    """A kind of legal dispute (纠纷类型), as a tree: what clients quarrel about."""

    _name = "law.dispute.type"
    _description = "Type of Dispute"
    _parent_store = True
    _rec_name = "complete_name"
    _rec_names_search = ["name", "complete_name"]
    _order = "sequence, name, id"

    name = fields.Char(required=True, translate=True)
    complete_name = fields.Char(
        "Full Name",
        compute="_compute_complete_name",
        search="_search_complete_name",
        recursive=True,
    )
    sequence = fields.Integer(default=10, aggregator=None)
    active = fields.Boolean(default=True)
    parent_id = fields.Many2one("law.dispute.type", index=True, ondelete="restrict")
    parent_path = fields.Char(index=True)
    child_ids = fields.One2many("law.dispute.type", "parent_id")
    company_id = fields.Many2one(
        "res.company",
        index=True,
        ondelete="cascade",
        help="Empty: every company of the firm uses it.",
    )

    @api.depends("name", "parent_id.complete_name")
    def _compute_complete_name(self):
        for kind in self:
            parent = kind.parent_id
            kind.complete_name = (
                f"{parent.complete_name} / {kind.name}" if parent else kind.name
            )

    def _search_complete_name(self, operator, value):
        return search_full_name(self, operator, value)

    @api.constrains("parent_id")
    def _check_parent_id(self):
        if self._has_cycle():
            raise ValidationError(
                self.env._(
                    "A type of dispute cannot stand under itself. Choose another "
                    "parent."
                )
            )
