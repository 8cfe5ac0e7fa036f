from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..client.listed import listed


class ResUsers(models.Model):
    """An account is not closed while clients hang on it; the departure sees to that."""

    _inherit = "res.users"

    def write(self, vals):
        if "active" in vals and not vals["active"]:
            self._check_law_clients()
        if "law_exports_frozen" in vals and not self.env.su:
            raise UserError(
                self.env._(
                    "Exports are frozen when a departure is announced, and free again "
                    "when it is cancelled."
                )
            )
        if vals.get("active") and not self.env.su:
            self._check_law_departed()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_with_clients(self):
        self._check_law_clients()

    def _check_law_clients(self):
        """Raise while one of these users is on a client's team or in a committee."""
        Member = self.env["law.client.member"].sudo()  # whether at all, not where
        members = Member.search(
            Member._domain_unended() & Domain("user_id", "in", self.ids)
        )
        committees = (
            self.env["law.committee"].sudo().search([("user_ids", "in", self.ids)])
        )
        users = members.user_id | (committees.user_ids & self)
        if users:
            raise UserError(
                self.env._(
                    "%(names)s still has clients. Announce the departure first "
                    "(Clients / Protection / Departures): it gives the clients to "
                    "successors and closes the account.",
                    names=listed(self.env, users.sudo().mapped("name")),
                )
            )

    def _check_law_departed(self):
        """Raise while a departure runs that has closed one of these accounts."""
        Departure = self.env["law.departure"].sudo()  # whether at all
        running = Departure.search(
            Domain("user_id", "in", self.ids)
            & Domain("state", "in", ("announced", "handover"))
            & Domain("access_closed_on", "!=", False)
        )
        if running:
            raise UserError(
                self.env._(
                    "Departure %(numbers)s has closed this account. Close the "
                    "departure first.",
                    numbers=listed(self.env, running.mapped("name")),
                )
            )

    def _law_freeze_exports(self, frozen):
        """Let nothing more leave the firm by these users, or set them free again."""
        self.sudo().write({"law_exports_frozen": frozen})  # the departure was checked

    def _law_shut_out(self):
        """Close the accounts, whatever hangs on them still."""
        # Past the check for clients, on purpose.
        shut = super().write({"active": False})  # pylint: disable=super-method-mismatch
        return shut
