from odoo import fields, models

from ...models.engagement.law_conflict_hit import ASSESSMENTS


class LawConflictAssess(models.TransientModel):
    """How one hit, or several alike, are assessed, and why."""

    _name = "law.conflict.assess"
    _description = "Assessment of Hits"
    _inherit = ["law.clear.input"]

    check_id = fields.Many2one("law.conflict.check", required=True, ondelete="cascade")
    hit_ids = fields.Many2many("law.conflict.hit", string="Assessed Alike")
    assessment = fields.Selection(ASSESSMENTS, required=True)
    note = fields.Text("Why", help="It stays on record with each of the hits.")

    def action_assess(self):
        """Assess the hits as was chosen, with one reason for all.

        :raises UserError: without a reason for what is no conflict
        """
        self.ensure_one()
        hits = self.hit_ids & self.check_id.hit_ids
        hits.action_assess(self.assessment, self.note)
        return {"type": "ir.actions.act_window_close"}
