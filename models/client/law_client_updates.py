from odoo import fields, models


class LawClient(models.Model):
    _inherit = "law.client"

    update_ids = fields.One2many("law.client.update", "client_id", "Update Forms")
    update_count = fields.Integer(
        compute="_compute_update_count", help="Update forms that are not posted yet."
    )

    def _compute_update_count(self):
        counts = dict(
            self.env["law.client.update"]._read_group(
                [
                    ("client_id", "in", self.ids),
                    ("state", "in", ["draft", "submitted", "returned"]),
                ],
                ["client_id"],
                ["__count"],
            )
        )
        for client in self:
            client.update_count = counts.get(client._origin, 0)

    def action_propose_update(self):
        """Open a new update form about this client."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Propose Update"),
            "res_model": "law.client.update",
            "views": [[False, "form"]],
            "context": {"default_client_id": self.id},
        }

    def action_open_updates(self):
        """Open the update forms of this client."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "law_firm_client.law_client_update_action"
        )
        return {
            **action,
            "domain": [("client_id", "=", self.id)],
            "context": {"default_client_id": self.id},
        }
