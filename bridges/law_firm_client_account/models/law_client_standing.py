from odoo import api, fields, models
from odoo.exceptions import UserError


class LawClientStanding(models.Model):
    """A standing that was worked out from the invoices, and says by which rule."""

    _inherit = "law.client.standing"

    source = fields.Selection(
        selection_add=[("invoices", "Invoices")],
        # Without accounting they stay on the card; their reason says how they came.
        ondelete={"invoices": lambda rows: rows.write({"source": "import"})},
    )

    @api.model
    def _check_entered(self, vals):
        if vals.get("source") == "invoices" and not self.env.su:
            raise UserError(
                self.env._(
                    "Standings from invoices are worked out by the system. Choose "
                    "another source for what you judge yourself."
                )
            )
        return super()._check_entered(vals)

    def write(self, vals):
        """What was worked out stays; who judges otherwise adds a judgement."""
        if not self.env.su and "invoices" in self.mapped("source"):
            raise UserError(
                self.env._(
                    "This standing was worked out from the invoices. If you judge "
                    "otherwise, add a standing of your own."
                )
            )
        return super().write(vals)
