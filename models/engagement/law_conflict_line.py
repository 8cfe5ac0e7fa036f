from odoo import api, fields, models


class LawConflictLine(models.Model):
    """One name that a conflict check searches for, as it was written then."""

    _name = "law.conflict.line"
    _description = "Name Searched in a Conflict Check"
    _inherit = ["law.clear.input", "law.client.part", "law.name.check"]
    _anchor = "check_id"
    _order = "check_id, id"

    check_id = fields.Many2one(
        "law.conflict.check", required=True, index=True, ondelete="cascade"
    )
    client_id = fields.Many2one(related="check_id.client_id", store=True, index=True)
    company_id = fields.Many2one(related="check_id.company_id", store=True, index=True)
    name = fields.Char("Name Searched", required=True)
    number = fields.Char("Registration Number")
    role = fields.Selection(
        [
            ("client", "Our side"),
            ("opponent", "Opposing side"),
            ("related", "Others concerned"),
        ],
        "Stands On",
        required=True,
        default="opponent",
    )

    @api.model_create_multi
    def create(self, vals_list):
        """Add names only before they are searched."""
        lines = super().create(vals_list)
        lines.check_id._hold()
        lines.check_id._check_draft()
        return lines

    def write(self, vals):
        self.check_id._hold()
        self.check_id._check_draft()
        return super().write(vals)

    def unlink(self):
        self.check_id._hold()
        self.check_id._check_draft()
        return super().unlink()
