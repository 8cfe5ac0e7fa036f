from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

DEPARTURE_STATES = [
    ("announced", "Announced"),
    ("handover", "Handing Over"),
    ("closed", "Closed"),
    ("cancelled", "Cancelled"),
]
RUNNING = ("announced", "handover")


class LawDeparture(models.Model):
    """A person leaves the firm (离职交接), from the announcement to the last paper.

    Saving it announces the departure: from then on nothing leaves the firm by this
    person. Then each client gets a successor, all is handed over at once, the account
    is closed on the last day, and what must be returned is ticked off. The person who
    leaves sees nothing of it; a managing partner's departure is another partner's work.
    """

    _name = "law.departure"
    _description = "Departure of a Person"
    _inherit = [
        "law.gate.mixin",
        "law.entry.check",
        "law.discreet.thread",
        "law.read.logged",
    ]
    _order = "last_day desc, id desc"
    _check_company_auto = True
    _gated_fields = frozenset(
        (
            "name",
            "state",
            "announced_on",
            "opened_by_id",
            "handed_over_on",
            "close_asked_by_id",
            "close_asked_on",
            "access_closed_on",
            "access_counts",
            "access_record",
            "closed_on",
            "closed_by_id",
        )
    )

    name = fields.Char("Number", default="/", readonly=True, copy=False)
    user_id = fields.Many2one(
        "res.users",
        "Who Leaves",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
        domain="[('share', '=', False), ('id', '!=', uid)]",
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self.env.company,
    )
    state = fields.Selection(
        DEPARTURE_STATES,
        "Status",
        default="announced",
        required=True,
        readonly=True,
        index=True,
        group_expand=True,
    )
    last_day = fields.Date(
        required=True,
        tracking=True,
        help="The account is closed in the night after this day, whether or not all is "
        "handed over by then.",
    )
    note = fields.Text("Agreed with the Person")
    cancel_reason = fields.Char(
        "Why Cancelled", help="Needed before the departure is cancelled."
    )
    successor_id = fields.Many2one(
        "res.users",
        "General Successor",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        domain="[('share', '=', False), ('id', 'not in', [user_id, False])]",
        help="Takes what belongs to no client, and clients' tasks where no successor "
        "of the client may see them.",
    )

    # What was done, and when
    announced_on = fields.Datetime(readonly=True)
    opened_by_id = fields.Many2one("res.users", readonly=True, ondelete="restrict")
    handed_over_on = fields.Datetime(readonly=True)
    access_closed_on = fields.Datetime(readonly=True)
    access_counts = fields.Json("Counted When Closed", readonly=True)
    access_record = fields.Text("Closed, as Noted", readonly=True)
    access_closed = fields.Text(
        "What Was Closed",
        compute="_compute_access_closed",
        help="As counted when access was closed.",
    )
    closed_on = fields.Datetime(readonly=True)
    closed_by_id = fields.Many2one("res.users", readonly=True, ondelete="restrict")

    line_ids = fields.One2many("law.departure.line", "departure_id", "Clients")
    holding_ids = fields.One2many("law.departure.holding", "departure_id")
    check_ids = fields.One2many("law.departure.check", "departure_id", "To Return")

    _running_uniq = models.UniqueIndex(
        "(user_id) WHERE state IN ('announced', 'handover')",
        "This person's departure is announced already. Open that one.",
    )

    @api.depends("name", "user_id")
    def _compute_display_name(self):
        for departure in self:
            name = departure.user_id.name
            number = departure.name if departure.id else False
            departure.display_name = name and f"{number} · {name}" if number else name

    # === ORM ===

    @api.model_create_multi
    def create(self, vals_list):
        """Announce these departures: from now on nothing leaves the firm by them.

        :raises AccessError: for whoever may not open this departure
        :raises UserError: when one is announced already, or the day has passed
        """
        self._check_references(vals_list)
        users = self.env["res.users"].browse(v.get("user_id") for v in vals_list)
        self._check_leavers(users)
        departures = super().create(vals_list)
        for departure in departures:
            departure._announce()
        return departures

    def write(self, vals):
        """Keep who leaves, and let only the running ones change."""
        if not self.env.su:
            self._check_entered(vals)
            self._check_references([vals])
            for departure in self:
                self._check_leavers(departure.user_id, running=False)
            if "user_id" in vals or "company_id" in vals:
                raise UserError(
                    self.env._(
                        "A departure keeps its person. Cancel this one and announce "
                        "another."
                    )
                )
            if any(departure.state not in RUNNING for departure in self):
                raise UserError(
                    self.env._("What is closed or cancelled stays as it is.")
                )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_ever(self):
        raise UserError(self.env._("A departure stays on record. Cancel it instead."))

    @api.constrains("last_day")
    def _check_last_day(self):
        today = fields.Date.context_today(self)
        yesterday = fields.Date.subtract(today, days=1)
        for departure in self.filtered(lambda d: d.state in RUNNING):
            if departure.last_day < yesterday and not departure.access_closed_on:
                raise UserError(
                    self.env._(
                        "The last day has passed. Enter today, and close access now."
                    )
                )
            announced = (departure.announced_on or fields.Datetime.now()).date()
            if not (
                fields.Date.subtract(announced, years=1)
                <= departure.last_day
                <= fields.Date.add(today, years=2)
            ):
                raise UserError(
                    self.env._(
                        "The last day lies within two years from today, and not more "
                        "than a year before the departure was announced."
                    )
                )

    @api.constrains("successor_id")
    def _check_successor_id(self):
        for departure in self:
            self.env["law.departure.line"]._check_person(
                departure.successor_id, departure.user_id
            )

    # === ACTIONS ===

    def action_refresh(self):
        """Look up anew what hangs on the person, and keep the choices made so far."""
        self._check_running()
        self.sudo()._refresh()  # access checked; hidden clients have lines, too

    def action_open_lines(self):
        """List the places to hand over, where several get one successor at once."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "law_firm_client.law_departure_line_action"
        )
        action["domain"] = [("departure_id", "=", self.id)]
        return action

    def action_cancel(self):
        """Call the departure off: the person stays, exports are free again.

        What was handed over stays with the successors.

        :raises UserError: without a reason, or when access is closed
        """
        self._check_running()
        if self.access_closed_on:
            raise UserError(
                self.env._(
                    "Access is closed already. Close the departure; if the person "
                    "comes back, the administrator opens a new start."
                )
            )
        if not (self.cancel_reason or "").strip():
            raise UserError(self.env._("Say why in 'Why Cancelled' before you cancel."))
        self.user_id.sudo()._law_freeze_exports(False)  # checked above
        self._move("cancelled")

    def action_close_access(self):
        """Shut the person out now, whatever the hour (button)."""
        self._check_running()
        self.sudo()._close_access()  # access checked above

    def action_close(self):
        """Close the departure when nothing is missing.

        :raises UserError: naming all that is missing
        """
        self._check_running()
        self.sudo()._refresh()  # what has come since the hand-over, counts
        missing = self._missing()
        if missing:
            raise UserError(
                self.env._(
                    "The departure cannot be closed yet. Still missing:\n%(missing)s",
                    missing="\n".join(f"• {m}" for m in missing),
                )
            )
        self.sudo()._close_access()  # access checked above
        self._move("closed", closed_on=fields.Datetime.now(), closed_by_id=self.env.uid)

    # === BUSINESS ===

    def _logged_clients(self):
        return self.sudo()._all_lines().client_id

    def _announce(self):
        """Freeze exports, close what is pending, and look up what hangs on the person.

        As superuser: whoever announces was checked, and some of it is not his to see.
        """
        self.ensure_one()
        self._stamp(
            {
                "name": self._sequence(self.company_id)._next(),
                "announced_on": fields.Datetime.now(),
                "opened_by_id": self.env.uid,
            }
        )
        system = self.sudo()
        system.user_id._law_freeze_exports(True)
        system._close_requests()
        system._refresh()
        system._add_checks()
        self._record_step(self.env._("Announced; exports are frozen."))

    def _move(self, state, **stamps):
        """Bring the departure into `state` and put it on record."""
        self._stamp({"state": state, **stamps})
        labels = dict(self._fields["state"]._description_selection(self.env))
        self._record_step(labels[state])

    def _record_step(self, words):
        """Write a step to the access log; it names no client and nobody who leaves."""
        self.env["law.access.log"]._record(
            "departure",
            self,
            clients=self.env["law.client"],
            detail=f"{self.name}: {words}",
        )
        self.message_post(body=words)

    def _close_requests(self):
        """End the requests that wait for an answer; nothing new is granted."""
        requests = self.env["law.access.request"].search(
            Domain("user_id", "=", self.user_id.id) & Domain("state", "=", "asked")
        )
        for request in requests:
            request._move("expired")
            request.decision_ids._close()

    def _all_lines(self):
        return self.env["law.departure.line"].search([("departure_id", "in", self.ids)])

    def _open_lines(self):
        """Return the places that are not handed over, as far as the user sees them.

        Searched, so that a superuser's look leaves no hidden lines in the cache.
        """
        return self.env["law.departure.line"].search(
            Domain("departure_id", "in", self.ids) & Domain("done_on", "=", False)
        )

    @api.model
    def _sequence(self, company):
        """Return the sequence that numbers the departures of a company."""
        Sequence = self.env["ir.sequence"].sudo()  # whoever opens one draws its number
        code = [("code", "=", "law.departure")]
        own = Sequence.search([*code, ("company_id", "=", company.id)], limit=1)
        if own:
            return own
        shared = Sequence.search([*code, ("company_id", "=", False)], limit=1)
        return shared.copy({"company_id": company.id, "number_next": 1})
