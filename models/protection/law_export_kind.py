from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..client.listed import listed


class LawExportKind(models.Model):
    """A kind of record that a role may export, and which of its fields."""

    _name = "law.export.kind"
    _description = "Kind of Record to Export"
    _order = "policy_id, model"

    policy_id = fields.Many2one(
        "law.export.policy", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="policy_id.company_id", store=True, index=True)
    model = fields.Selection("_selection_model", "Kind of Record", required=True)
    field_names = fields.Char(
        "Only the Fields",
        help="Technical names with commas between: name, city. Empty: all fields, "
        "confidential ones only where the rule says so.",
    )

    _policy_model_uniq = models.Constraint(
        "UNIQUE(policy_id, model)", "A kind of record stands in a rule once."
    )

    @api.model
    def _selection_model(self):
        """Return the kinds of record that hold clients' data, by name."""
        names = self.env["law.export.policy"]._guarded_models()
        found = self.env["ir.model"].sudo().search([("model", "in", sorted(names))])
        return [(model.model, model.name) for model in found.sorted("name")]

    @api.constrains("model", "field_names")
    def _check_field_names(self):
        for kind in self:
            unknown = kind._named() - self.env[kind.model]._fields.keys()
            if unknown:
                raise ValidationError(
                    self.env._(
                        "There are no such fields: %(names)s. Use the technical names, "
                        "with commas between.",
                        names=listed(self.env, sorted(unknown)),
                    )
                )

    def _named(self):
        """Return the fields that the line names; none means all."""
        self.ensure_one()
        names = (self.field_names or "").replace("，", ",").split(",")
        return {name.strip() for name in names if name.strip()}
