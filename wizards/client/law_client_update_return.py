from odoo import fields, models


class LawClientUpdateReturn(models.TransientModel):
    """Asks what is to be corrected before a proposal goes back to its author."""

    _name = "law.client.update.return"
    _description = "Return of a Proposal"

    line_ids = fields.Many2many("law.client.update.line", required=True)
    reason = fields.Char("What to Correct", required=True)

    def action_return(self):
        """Mark the lines as returned, for this reason.

        :raises AccessError: for whoever may not decide on the form
        """
        self.line_ids._decide("returned", self.reason)
        return {"type": "ir.actions.act_window_close"}
