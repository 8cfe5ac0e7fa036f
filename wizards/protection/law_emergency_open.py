from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ...tools.wording import says_something


class LawEmergencyOpen(models.TransientModel):
    """Asks why, and for how long, before a wall is opened in an emergency."""

    _name = "law.emergency.open"
    _description = "Opening of a Client in an Emergency"

    client_text = fields.Char(
        "Client", required=True, help="Full name or client number."
    )
    reason = fields.Text(required=True)
    hours = fields.Integer(
        required=True,
        default=lambda self: self.env.company.sudo().law_emergency_hours,
    )

    @api.constrains("hours")
    def _check_hours(self):
        for wizard in self:
            longest = wizard.env.company.sudo().law_emergency_hours
            if not 1 <= wizard.hours <= longest:
                raise UserError(
                    self.env._(
                        "An emergency opening lasts 1 to %(hours)s hours. Choose "
                        "fewer; you can open again.",
                        hours=longest,
                    )
                )

    def action_open(self):
        """Open the client, on record, and tell the managing partner.

        :raises AccessError: for whoever has no duty to run the firm's clients
        :raises UserError: when no client of this name is closed by a wall
        """
        self.ensure_one()
        if not self.env.user.has_group("law_firm_client.group_client_head"):
            raise AccessError(
                self.env._(
                    "Only a head or a managing partner opens a wall in an emergency. "
                    "Ask for access instead."
                )
            )
        if not says_something(self.reason):
            raise UserError(
                self.env._("Give the reason in words that a colleague understands.")
            )
        client = self._closed_client()
        opening = (
            self.env["law.emergency.access"]
            .sudo()  # the duty was checked; nobody else writes these
            ._open(client, self.env.user, self.reason, self.hours)
        )
        return opening.client_id.sudo(False)._action_open()

    def _closed_client(self):
        """Return the one client of this name that a wall closes to the user."""
        found = (
            self.env["law.client"]
            .sudo()  # it is closed to the user, who has the duty to open it
            ._named(self.client_text, self.env.company)
        )
        walls = self.env["law.barrier"].sudo()._domain_in_force()
        closed = found.filtered(
            lambda client: client.barrier_ids.filtered_domain(walls).filtered(
                lambda barrier: barrier.user_id == self.env.user
            )
        )
        if len(closed) != 1:
            raise UserError(
                self.env._(
                    "No client of this number or full name is closed to you by a wall. "
                    "Check how it is written."
                )
            )
        return closed
