from odoo import api, models
from odoo.exceptions import AccessError, LockError, UserError
from odoo.fields import Domain

from .law_departure import RUNNING


class LawDeparture(models.Model):
    """Who may handle a departure, and whose departure runs."""

    _inherit = "law.departure"

    @api.model
    def _check_leavers(self, users, running=True):
        """Raise unless the user may handle the departure of these users."""
        if self.env.su:
            return
        partner = "law_firm_client.group_managing_partner"
        for leaver in users.sudo():  # whose role it is
            if leaver == self.env.user:
                raise AccessError(
                    self.env._("Nobody handles his or her own departure.")
                )
            others = self._partners_besides(leaver)
            if (
                leaver.has_group(partner)
                and others
                and not self.env.user.has_group(partner)
            ):
                raise AccessError(
                    self.env._(
                        "The departure of a managing partner is handled by another "
                        "managing partner."
                    )
                )
            if running:
                self._check_leaver(leaver)

    @api.model
    def _partners_besides(self, leaver):
        """Return the firm's other managing partners who work here."""
        group = self.env.ref("law_firm_client.group_managing_partner")
        return self.env["res.users"].sudo().search(
            Domain("all_group_ids", "in", group.id)
            & Domain("company_ids", "in", leaver.company_ids.ids)
            & Domain("share", "=", False)
        ) - (leaver | self.env.ref("base.user_root"))

    @api.model
    def _check_leaver(self, leaver):
        """Raise unless a departure of this user can be announced."""
        if leaver.share or leaver._is_superuser():
            raise UserError(self.env._("Only people of the firm leave it."))
        running = self.sudo().search(  # the number only
            Domain("user_id", "=", leaver.id) & Domain("state", "in", RUNNING), limit=1
        )
        if running:
            raise UserError(
                self.env._(
                    "The departure of %(name)s is announced already, as %(number)s.",
                    name=leaver.name,
                    number=running.name,
                )
            )

    def _check_running(self):
        """Raise unless the user may bring this departure forward, and hold it."""
        self.ensure_one()
        self.check_access("write")
        self._check_leavers(self.user_id, running=False)
        try:
            self.lock_for_update()
        except LockError as error:
            raise UserError(
                self.env._("A colleague is at work on this departure. Try again.")
            ) from error
        if self.state not in RUNNING:
            raise UserError(self.env._("This departure is over."))

    @api.model
    def _is_leaving(self, user):
        """Return whether a departure of this user is announced and not over."""
        running = Domain("user_id", "=", user.id) & Domain("state", "in", RUNNING)
        return bool(self.sudo().search_count(running, limit=1))

    @api.model
    def _leaving(self):
        """Return whose departure is announced and not over."""
        running = self.sudo().search(Domain("state", "in", RUNNING))  # who, no more
        return running.user_id

    @api.model
    def _check_takers(self, users):
        """Raise if one of these users, who are to see clients, leaves the firm.

        Whoever gives the client may not know of it, and is not told.
        """
        if users and users & self._leaving():
            raise UserError(
                self.env._(
                    "This person takes no new clients; ask the head of client "
                    "management."
                )
            )
