from odoo import api, fields, models
from odoo.fields import Domain


class LawAccessOverview(models.TransientModel):
    """Asks about whom, and says what that person sees, and why."""

    _name = "law.access.overview"
    _description = "What a Person Can See"

    user_id = fields.Many2one(
        "res.users",
        "Person",
        required=True,
        ondelete="cascade",
        domain="[('share', '=', False)]",
    )
    client_count = fields.Integer("Clients Seen Today", compute="_compute_summary")
    summary = fields.Text("By Reason", compute="_compute_summary")

    @api.depends("user_id")
    def _compute_summary(self):
        """Count the clients by reason, in sets, with the caller's own rights."""
        Sight = self.env["law.access.sight"]
        kinds = dict(Sight._fields["kind"]._description_selection(self.env))
        for overview in self:
            mine = Domain("user_id", "=", overview.user_id.id)
            clients = ["client_id:count_distinct"]
            overview.client_count = Sight._read_group(
                mine & Domain("sees", "=", True), [], clients
            )[0][0]
            counts = Sight._read_group(
                mine & Domain("over", "=", False), ["kind"], clients
            )
            overview.summary = "\n".join(
                self.env._("%(reason)s: %(count)s", reason=kinds[kind], count=count)
                for kind, count in counts
            ) or self.env._("No client, as far as you may know.")

    def action_show(self):
        """List the clients with the reasons."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "law_firm_client.law_access_sight_action"
        )
        action["display_name"] = self.env._(
            "What %(name)s Can See", name=self.user_id.name
        )
        action["domain"] = [("user_id", "=", self.user_id.id)]
        action["context"] = {"search_default_group_kind": 1}
        return action
