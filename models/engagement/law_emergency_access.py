from odoo import fields, models
from odoo.fields import Domain

ONLY = "law_emergency_engagement"


class LawEmergencyAccess(models.Model):
    """An emergency opening of a wall around one engagement: the same record and notice.

    The rest of the client was open anyway, so that only this wall is let through.
    """

    _inherit = "law.emergency.access"
    _gated_fields = frozenset(
        (
            *("name", "client_id", "user_id", "reason", "opened_at", "opened_until"),
            "engagement_id",
        )
    )

    engagement_id = fields.Many2one(
        "law.engagement",
        "Engagement Opened",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        help="Empty: the client as a whole was opened.",
    )

    def _stamp(self, vals):
        """Note the engagement before anybody is told of the opening."""
        only = self.env.context.get(ONLY)
        if only and vals.get("client_id"):
            engagement = self.env["law.engagement"].sudo().browse(only)
            if engagement.client_id.id == vals["client_id"]:
                vals = {**vals, "engagement_id": engagement.id}
        return super()._stamp(vals)

    def action_close(self):
        """Close the walls around single engagements again, too."""
        running = self.filtered("running")
        result = super().action_close()
        for opening in running.sudo().filtered("engagement_id"):  # always allowed
            barriers = self.env["law.barrier"].with_context(
                **{ONLY: opening.engagement_id.id}
            )
            barriers._standing(opening.client_id, opening.user_id).sudo().write(
                {"opened_until": opening.opened_until}
            )
        return result


class LawBarrier(models.Model):
    _inherit = "law.barrier"

    def _standing(self, client, user):
        """Where one engagement is opened or closed, return the walls around it."""
        only = self.env.context.get(ONLY)
        if not only:
            return super()._standing(client, user)
        return self.sudo().search(  # also for whoever may not read walls
            self._domain_standing()
            & Domain("client_id", "=", client.id)
            & Domain("engagement_id", "=", only)
            & Domain("user_id", "=", user.id)
        )
