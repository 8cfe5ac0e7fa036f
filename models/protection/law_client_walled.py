from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_date

RESPONSIBLE = ("manager", "liaison", "handling")


class LawClient(models.Model):
    """Who stays responsible for a client that a wall keeps from that person."""

    _inherit = "law.client"

    walled_note = fields.Char(
        "Warning of a Wall", compute="_compute_walled_note", exportable=False
    )

    @api.depends(
        "member_ids.user_id",
        "member_ids.role",
        "member_ids.current",
        "barrier_ids.user_id",
        "barrier_ids.lifted",
    )
    @api.depends_context("uid", "lang")
    def _compute_walled_note(self):
        """Warn those who see who is kept out: somebody else must serve the client."""
        told = self.filtered(lambda client: client.id and client.shows_sight)
        Barrier = self.env["law.barrier"].sudo()  # as "Who Sees It" tells them, too
        standing = Barrier.search(
            Barrier._domain_in_force() & Domain("client_id", "in", told.ids)
            if told
            else Domain.FALSE
        )
        for client in self:
            serving = client.member_ids.filtered(
                lambda member: member.current and member.role in RESPONSIBLE
            )
            client.walled_note = " ".join(
                self.env._(
                    "%(name)s is kept out by a wall since %(day)s: hand over.",
                    name=wall.user_id.name,
                    day=format_date(self.env, wall.date_from),
                )
                for wall in standing
                if wall.client_id == client and wall.user_id in serving.user_id
            )
