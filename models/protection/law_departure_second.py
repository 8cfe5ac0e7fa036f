from odoo import api, fields, models
from odoo.exceptions import UserError

from .law_departure import RUNNING

# Whoever holds one of these could be shut out to get him or her out of the way.
WEIGHTY = (
    "law_firm_client.group_client_head",
    "law_firm_client.group_auditor",
    "base.group_system",
)
NOTICE_DAYS = 3


class LawDeparture(models.Model):
    """Nobody alone shuts out a partner, a head, the auditor or an administrator (S65).

    One asks to close access before the last day, another head or managing partner, who
    did not announce the departure either, does it. Of each step the managing partners,
    the heads and the auditors are told.
    """

    _inherit = "law.departure"

    close_asked_by_id = fields.Many2one(
        "res.users", "Closing Asked by", readonly=True, ondelete="restrict"
    )
    close_asked_on = fields.Datetime("Closing Asked On", readonly=True)
    needs_second = fields.Boolean(compute="_compute_needs_second")

    @api.depends("user_id", "last_day", "access_closed_on", "state")
    def _compute_needs_second(self):
        for departure in self:
            there = departure.with_context(tz=departure.sudo().user_id.tz)
            departure.needs_second = (
                departure.state in RUNNING
                and not departure.access_closed_on
                and departure._is_weighty()
                and departure.last_day
                and departure.last_day >= fields.Date.context_today(there)
            )

    def _is_weighty(self):
        """Return whether the person who leaves watches over others."""
        leaver = self.sudo().user_id  # whose role it is
        return bool(leaver) and any(leaver.has_group(group) for group in WEIGHTY)

    @api.constrains("last_day")
    def _check_notice(self):
        """Leave the others time to look, where the last day closes by itself."""
        earliest = fields.Date.add(fields.Date.context_today(self), days=NOTICE_DAYS)
        for departure in self.filtered(lambda d: d.state in RUNNING):
            shut = departure.access_closed_on
            if not shut and departure._is_weighty() and departure.last_day < earliest:
                raise UserError(
                    self.env._(
                        "The last day of a partner, a head, an auditor or an "
                        "administrator is %(earliest)s at the earliest. To close "
                        "access sooner, ask to close it; a second person confirms.",
                        earliest=earliest,
                    )
                )

    def action_ask_close(self):
        """Ask a second head or managing partner to close access before the last day."""
        self._check_running()
        if not self.needs_second:
            raise UserError(
                self.env._("Nobody else needs to confirm this. Close access yourself.")
            )
        self._stamp(
            {
                "close_asked_by_id": self.env.uid,
                "close_asked_on": fields.Datetime.now(),
            }
        )
        self._record_step(self.env._("Asked to close access before the last day."))

    def action_close_access(self):
        for departure in self:
            departure._check_second()
        return super().action_close_access()

    def action_close(self):
        for departure in self:
            departure._check_second()
        return super().action_close()

    def _check_second(self):
        """Raise unless the user is the second person, where one is needed."""
        if not self.needs_second:
            return
        if not self.close_asked_by_id:
            raise UserError(
                self.env._(
                    "Before the last day, two people close the access of a partner, a "
                    "head, an auditor or an administrator. Ask to close it; another "
                    "head or managing partner confirms."
                )
            )
        if self.env.user in self.close_asked_by_id | self.opened_by_id:
            raise UserError(
                self.env._(
                    "Another head or managing partner, who neither announced the "
                    "departure nor asked to close access, confirms this."
                )
            )

    def _record_step(self, words):
        result = super()._record_step(words)
        self._tell(words)
        return result

    def _tell(self, words):
        """Tell those who watch over the firm of a step; no client is named."""
        system = self.sudo()  # who is told is not the user's to choose
        auditors = self.env.ref("law_firm_client.group_auditor").sudo().all_user_ids
        told = self.env["law.client"]._duty_holders(self.company_id)
        told |= auditors.filtered(
            lambda user: user.active and self.company_id in user.company_ids
        )
        told -= system.user_id | self.env.user
        if not told:
            return
        # About no record: the auditor may not open the departure.
        self.env["mail.thread"].sudo().message_notify(
            author_id=self.env.user.partner_id.id,
            partner_ids=told.partner_id.ids,
            subject=self.env._("Departure %(number)s", number=self.name),
            body=self.env._(
                "%(name)s leaves the firm on %(day)s: %(step)s (%(user)s)",
                name=system.user_id.name,
                day=self.last_day,
                step=words,
                user=self.env.user.name,
            ),
        )
