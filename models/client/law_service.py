from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .tree_names import search_full_name


class LawService(models.Model):
    """A line of legal service that the firm offers (业务种类), as a tree."""

    _name = "law.service"
    _description = "Legal Service"
    _parent_store = True
    _rec_name = "complete_name"
    _rec_names_search = ["name", "complete_name", "code"]
    _order = "sequence, name, id"

    name = fields.Char(required=True, translate=True)
    complete_name = fields.Char(
        "Full Name",
        compute="_compute_complete_name",
        search="_search_complete_name",
        recursive=True,
    )
    code = fields.Char(index="btree_not_null")
    sequence = fields.Integer(default=10, aggregator=None)
    active = fields.Boolean(default=True)
    parent_id = fields.Many2one("law.service", index=True, ondelete="restrict")
    parent_path = fields.Char(index=True)
    child_ids = fields.One2many("law.service", "parent_id")
    company_id = fields.Many2one(
        "res.company",
        index=True,
        ondelete="cascade",
        help="Empty: every company of the firm offers it.",
    )

    @api.depends("name", "parent_id.complete_name")
    def _compute_complete_name(self):
        for service in self:
            parent = service.parent_id
            service.complete_name = (
                f"{parent.complete_name} / {service.name}" if parent else service.name
            )

    def _search_complete_name(self, operator, value):
        return search_full_name(self, operator, value)

    @api.constrains("parent_id")
    def _check_parent_id(self):
        if self._has_cycle():
            raise ValidationError(
                self.env._(
                    "A service cannot stand under itself. Choose another parent."
                )
            )
