from odoo import api, models


class AccountMoveLine(models.Model):
    """A line of an invoice bills one engagement: that of the invoice, or its own."""

    _name = "account.move.line"
    _inherit = ["account.move.line", "law.engagement.billed"]

    @api.model_create_multi
    def create(self, vals_list):
        """Let new lines bill what their invoice bills."""
        lines = super().create(vals_list)
        lines._follow_invoice()
        return lines

    def _follow_invoice(self):
        # sudo: the line repeats what the invoice says
        lines = self.sudo().filtered(
            lambda line: (
                line.move_id.law_engagement_kept_id
                and line.display_type == "product"
                and not line.law_engagement_kept_id
            )
        )
        for engagement, group in lines.grouped(
            lambda line: line.move_id.law_engagement_kept_id
        ).items():
            group.law_engagement_kept_id = engagement

    def _billed_move(self):
        return self.move_id
