from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain


class LawBarrier(models.Model):
    """A wall around a single engagement: the rest of the client stays open.

    A wall without an engagement keeps the person from the client and all that is its;
    so `barrier_ids` of clients, and whatever is asked about a client, know only those.
    """

    _inherit = "law.barrier"

    engagement_id = fields.Many2one(
        "law.engagement",
        "Only This Engagement",
        index="btree_not_null",
        ondelete="cascade",
        check_company=True,
        domain="[('client_id', '=', client_id)]",
        help="Empty: the person is kept from the client as a whole.",
    )

    _open_uniq = models.UniqueIndex(
        "(client_id, user_id, COALESCE(engagement_id, 0))"
        " WHERE date_to IS NULL AND lifted IS NOT TRUE",
        "There is a wall between this person and this client already.",
    )

    @api.depends("client_id", "user_id", "engagement_id")
    def _compute_display_name(self):
        result = super()._compute_display_name()
        for barrier in self.filtered("engagement_id"):
            name = barrier.engagement_id.display_name
            barrier.display_name = f"{barrier.display_name} | {name}"
        return result

    @api.model
    def _domain_standing(self):
        """Return the domain of walls that hold, or are still to come."""
        return Domain("lifted", "=", False) & (
            Domain("date_to", "=", False) | Domain("date_to", ">=", "today -1d")
        )

    @api.model
    def _domain_client_in_force(self):
        return super()._domain_client_in_force() & Domain("engagement_id", "=", False)

    @api.constrains("engagement_id", "client_id")
    def _check_engagement_id(self):
        for barrier in self.filtered("engagement_id"):
            if barrier.engagement_id.client_id != barrier.client_id:
                raise ValidationError(
                    self.env._("Choose an engagement of the client that you named.")
                )

    def _check_history(self, vals):
        if "engagement_id" in vals and not self.env.su:
            raise UserError(
                self.env._(
                    "A wall keeps the engagement it was set for. Lift this one and set "
                    "a new one."
                )
            )
        return super()._check_history(vals)

    def _withdraw_sight(self):
        """Take the news of a single engagement only from who is kept from it."""
        single = self.sudo().filtered("engagement_id")  # whoever may set, may close
        standing = single.filtered("in_force")
        for engagement, barriers in standing.grouped("engagement_id").items():
            client = engagement.client_id
            client._withdraw_from(engagement, barriers.user_id)
        return super(LawBarrier, self - single.sudo(False))._withdraw_sight()

    @api.model
    def _standing(self, client, user):
        """Walls around one engagement do not stand between person and client."""
        return super()._standing(client, user).filtered(lambda b: not b.engagement_id)
