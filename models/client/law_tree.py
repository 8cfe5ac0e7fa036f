from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

SEPARATOR = " / "


class LawTree(models.AbstractModel):
    """A list of the firm in which one entry stands under another.

    A model of it adds `parent_id` and `child_ids`, which point at itself. An entry is
    shown, found and imported by its full name: those of all above it, and its own.
    """

    _name = "law.tree"
    _description = "Entry of a Tree"
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
    parent_path = fields.Char(index=True)

    @api.depends("name", "parent_id.complete_name")
    def _compute_complete_name(self):
        for entry in self:
            names = (entry.parent_id.complete_name, entry.name)
            entry.complete_name = SEPARATOR.join(filter(None, names))

    def _search_complete_name(self, operator, value):
        """Find what bears a part of a name and all below it, or one by its full name.

        Lists show the full name, and exported files have it.
        """
        if operator in ("ilike", "=ilike", "like", "=like"):
            found = self.search([("name", operator, value)])
            return Domain("id", "child_of", found.ids)
        if operator != "in":
            return NotImplemented
        return Domain.OR(_one(full) for full in value if isinstance(full, str))

    @api.constrains("parent_id")
    def _check_parent_id(self):
        if self._has_cycle():
            raise ValidationError(
                self.env._("An entry cannot stand under itself. Choose another parent.")
            )


def _one(full):
    domain, path = Domain.TRUE, "name"
    for part in reversed(full.split(SEPARATOR)):
        domain &= Domain(path, "=", part.strip())
        path = f"parent_id.{path}"
    return domain
