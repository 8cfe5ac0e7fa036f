from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ...tools.deadlines import Stop, days_stopped, last_day
from .law_privacy_request import OPEN

SOON = 7
DUE = "law_firm_client.activity_privacy_due"


class LawPrivacyRequest(models.Model):
    """By when a request is answered: computed once, moved with a reason only."""

    _inherit = "law.privacy.request"

    pack_id = fields.Many2one(
        "law.privacy.pack",
        "Law",
        required=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self._default_pack(),
    )
    due_on = fields.Date("Answer Due", readonly=True, copy=False, index=True)
    first_due_on = fields.Date("First Due", readonly=True, copy=False)
    longer = fields.Boolean("Period Made Longer", readonly=True, copy=False)
    longer_because = fields.Text("Why It Takes Longer", copy=False)
    longer_told_on = fields.Date(
        "Person Told of the Delay On",
        copy=False,
        help="Within the first period: GDPR, Art. 12(3).",
    )
    stop_ids = fields.One2many("law.privacy.stop", "request_id", "Stops of the Clock")
    days_stopped = fields.Integer(compute="_compute_days_stopped", aggregator=None)
    clock = fields.Selection(
        [
            ("running", "In time"),
            ("soon", "Due soon"),
            ("overdue", "Overdue"),
            ("stopped", "Clock stopped"),
            ("closed", "Closed"),
        ],
        compute="_compute_clock",
        search="_search_clock",
    )
    reminded_on = fields.Date(readonly=True, copy=False)
    warned_on = fields.Date(readonly=True, copy=False)

    _due_idx = models.Index(
        "(due_on) WHERE state IN ('received', 'identified', 'handling')"
    )

    def _default_pack(self):
        Pack = self.env["law.privacy.pack"]
        return self.env.company.law_privacy_pack_id or Pack.search([], limit=1)

    @api.depends("stop_ids.date_from", "stop_ids.date_to")
    def _compute_days_stopped(self):
        for request in self:
            request.days_stopped = days_stopped(request._stops())

    @api.depends("due_on", "state", "stop_ids.date_to")
    def _compute_clock(self):
        today = fields.Date.context_today(self)
        for request in self:
            if request.state not in OPEN:
                request.clock = "closed"
            elif any(not stop.date_to for stop in request.stop_ids):
                request.clock = "stopped"
            elif not request.due_on or request.due_on < today:
                request.clock = "overdue"
            elif request.due_on <= today + timedelta(days=SOON):
                request.clock = "soon"
            else:
                request.clock = "running"

    def _search_clock(self, operator, value):
        if operator != "in":
            return NotImplemented
        today = fields.Date.context_today(self)
        soon = today + timedelta(days=SOON)
        is_open = Domain("state", "in", OPEN)
        stands = Domain("stop_ids", "any", [("date_to", "=", False)])
        goes = is_open & ~stands
        domains = {
            "closed": ~is_open,
            "stopped": is_open & stands,
            "overdue": goes & Domain("due_on", "<", today),
            "soon": goes & Domain("due_on", ">=", today) & Domain("due_on", "<=", soon),
            "running": goes & Domain("due_on", ">", soon),
        }
        return Domain.OR(domains[key] for key in value if key in domains)

    # === COUNTING ===

    def _stops(self):
        today = fields.Date.context_today(self)
        return [
            Stop(stop.date_from, max(stop.date_to or today, stop.date_from))
            for stop in self.stop_ids
        ]

    def _set_due(self):
        """Compute the last day from the law and the day of receipt."""
        for request in self:
            due = request._last_day()
            request._stamp({"due_on": due, "first_due_on": due})

    def _renew_due(self):
        """Move the last day by the days on which the clock stood."""
        for request in self.filtered(lambda r: r.state in OPEN):
            request._stamp({"due_on": request._last_day()})
            if not request.longer:
                request._stamp({"first_due_on": request.due_on})

    def _last_day(self):
        pack = self.pack_id
        return last_day(
            self.received_on,
            pack._longer_period() if self.longer else pack._period(),
            stopped=days_stopped(self._stops()),
            holidays=self._holidays(),
            to_working_day=pack.to_working_day,
        )

    def _holidays(self):
        """Return the days on which the whole firm does not work."""
        leaves = self.env["resource.calendar.leaves"].sudo()  # no person's own leave
        found = leaves.search(
            [
                ("resource_id", "=", False),
                ("company_id", "in", (False, self.company_id.id)),
                ("date_to", ">=", self.received_on),
            ]
        )
        days = set()
        for leave in found:
            first = fields.Datetime.context_timestamp(self, leave.date_from).date()
            last = fields.Datetime.context_timestamp(self, leave.date_to).date()
            length = (last - first).days + 1
            days.update(first + timedelta(days=n) for n in range(min(length, 60)))
        return days

    # === ACTIONS ===

    def action_make_longer(self):
        """Use the longer period, once the person was told within the first (button)."""
        for request in self:
            request._check_handler()
            missing = request._missing_longer()
            if missing:
                raise UserError(
                    self.env._(
                        "The period of %(request)s cannot be made longer yet:\n"
                        "%(list)s",
                        request=request.name,
                        list="\n".join(f"• {line}" for line in missing),
                    )
                )
            request._stamp({"longer": True})
            request._stamp({"due_on": request._last_day(), "reminded_on": False})

    def _missing_longer(self):
        missing = []
        pack = self.pack_id
        if self.state not in OPEN:
            missing.append(self.env._("the request is closed"))
        if self.longer:
            missing.append(self.env._("it was made longer already"))
        if not pack.more_months and not pack.more_days:
            missing.append(self.env._("%(law)s knows no longer period", law=pack.name))
        if not (self.longer_because or "").strip():
            missing.append(self.env._("why it takes longer"))
        told = self.longer_told_on
        if not told:
            missing.append(self.env._("the day on which the person was told"))
        elif not self.received_on <= told <= self.first_due_on:
            missing.append(
                self.env._(
                    "the person must be told between %(first)s and %(last)s",
                    first=self.received_on,
                    last=self.first_due_on,
                )
            )
        elif told > fields.Date.context_today(self):
            missing.append(self.env._("the person was not told in the future"))
        return missing

    # === JOBS ===

    @api.model
    def _cron_remind(self):
        """Remind the handler a week before, and a managing partner when it is late."""
        today = fields.Date.context_today(self)
        self.search([("clock", "=", "stopped")])._renew_due()
        near = self.search(
            [("clock", "in", ("soon", "overdue")), ("reminded_on", "=", False)]
        )
        for request in near:
            request._remind(request.handler_id or request._duty_holder())
        near._stamp({"reminded_on": today})
        late = self.search([("clock", "=", "overdue"), ("warned_on", "=", False)])
        for request in late:
            request._remind(request._duty_holder())
        late._stamp({"warned_on": today})

    def _duty_holder(self):
        return self.env["law.client"]._duty_holders(self.company_id)[:1]

    def _remind(self, user):
        if user:
            self.with_context(mail_activity_quick_update=True).activity_schedule(
                DUE, user_id=user.id, date_deadline=self.due_on
            )
