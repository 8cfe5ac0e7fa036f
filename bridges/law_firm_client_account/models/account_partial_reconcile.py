from odoo import api, models

from .account_move import BILLING_TYPES


class AccountPartialReconcile(models.Model):
    """Where a payment meets an invoice, or is taken back from it, fees follow."""

    _inherit = "account.partial.reconcile"

    @api.model_create_multi
    def create(self, vals_list):
        """Note the fees that came in."""
        partials = super().create(vals_list)
        partials._billing_moves()._sync_law_fees()
        return partials

    def unlink(self):
        """Take back the fees that did not come in after all."""
        moves = self._billing_moves()
        result = super().unlink()
        moves.exists()._sync_law_fees()
        return result

    def _billing_moves(self):
        # sudo: fees follow whoever reconciles
        moves = (self.debit_move_id | self.credit_move_id).sudo().move_id
        return moves.filtered(lambda move: move.move_type in BILLING_TYPES)
