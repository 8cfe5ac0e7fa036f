from odoo import fields, models
from odoo.exceptions import UserError


class LawNeed(models.Model):
    """A need that the firm can serve becomes an opportunity, and follows its fate."""

    _inherit = "law.need"
    _kept_fields = frozenset(("opportunity_id",))

    opportunity_id = fields.Many2one(
        "crm.lead",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )
    dispute_type_id = fields.Many2one(
        "law.dispute.type",
        "Dispute to Prevent",
        index="btree_not_null",
        ondelete="restrict",
    )
    source = fields.Selection(
        selection_add=[("white_space", "Seen at clients alike")],
        ondelete={"white_space": "set default"},
    )

    def action_make_opportunity(self):
        """Make an opportunity of this need, or open the one there is (button)."""
        self.ensure_one()
        self.check_access("write")
        if not self.opportunity_id:
            if self.state != "open":
                raise UserError(
                    self.env._("This need is settled. Open it again first.")
                )
            lead = self.env["crm.lead"].create(self._prepare_opportunity_values())
            self.sudo().opportunity_id = lead  # the system's own link
        return self.opportunity_id._law_action_open()

    def _prepare_opportunity_values(self):
        return {
            "name": self.name,
            "type": "opportunity",
            "law_client_id": self.client_id.id,
            "law_service_id": self.service_id.id,
            "law_source": "development",
            "user_id": self.env.uid,
        }
