from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .law_access_log import ROLES

MEASURES = [
    ("opened", "Opened or printed"),
    ("taken", "Listed, read in bulk or exported"),
    ("stopped", "Wanted more than the limit"),
    ("refused", "Tried what is not open"),
    ("rule", "Changed what may be exported"),
    ("code", "Changed code that can read clients"),
    ("role", "Gave a role of the firm"),
]
# These are told when they happen, and not found by comparing days.
AT_ONCE = ("stopped", "refused", "rule", "code", "role")
VERDICTS = [
    ("expected", "Explained by the work"),
    ("mistake", "A mistake, nothing came of it"),
    ("followed", "Not explained: it is followed up"),
]
TYPED = {"verdict", "closing_note", "quiet_until"}


class LawAccessAlert(models.Model):
    """A day on which a person read far more clients than is usual (S63).

    Usual is the person's own past four weeks, and those of colleagues in the same role.
    The auditor looks at the rows behind it, asks, and closes it with a reason. Reading
    that the work explains can be left in peace until a day, up to half as much again.
    """

    _name = "law.access.alert"
    _description = "Unusual Reading"
    _inherit = ["law.discreet.thread"]
    _order = "day desc, figure desc, id desc"
    _rec_name = "user_name"

    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True, ondelete="cascade"
    )
    day = fields.Date(required=True, readonly=True, index=True)
    user_number = fields.Integer(
        "User No.", required=True, readonly=True, aggregator=None
    )
    user_name = fields.Char("Reader", required=True, readonly=True)
    role = fields.Selection(ROLES, readonly=True)
    measure = fields.Selection(MEASURES, required=True, readonly=True)

    # The figures
    figure = fields.Integer("Clients", required=True, readonly=True)
    own_days = fields.Integer(readonly=True, aggregator=None)
    own_average = fields.Float(readonly=True, aggregator=None)
    own_most = fields.Integer(readonly=True, aggregator=None)
    peer_count = fields.Integer("Colleagues", readonly=True, aggregator=None)
    peer_average = fields.Float("Their Average", readonly=True, aggregator=None)
    peer_most = fields.Integer("Their Most", readonly=True, aggregator=None)
    first_row = fields.Integer(readonly=True, aggregator=None)
    last_row = fields.Integer(readonly=True, aggregator=None)
    reason = fields.Text("Why It Is Unusual", compute="_compute_reason")

    # What came of it
    state = fields.Selection(
        [("open", "To Look Into"), ("closed", "Closed")],
        "Status",
        required=True,
        default="open",
        index=True,
        readonly=True,
        tracking=True,
    )
    verdict = fields.Selection(VERDICTS, "Finding", tracking=True)
    closing_note = fields.Text("What Was Found")
    quiet_until = fields.Date(
        "No Alert Until",
        help="As much reading, and half as much again, is no alert until this day.",
    )
    closed_by_id = fields.Many2one(
        "res.users", readonly=True, index="btree_not_null", ondelete="restrict"
    )
    closed_on = fields.Datetime(readonly=True)

    _day_user_measure_uniq = models.Constraint(
        "UNIQUE(company_id, user_number, day, measure)",
        "There is one alert for a person, a day and a way of reading.",
    )

    @api.depends("figure", "own_days", "peer_count", "day")
    @api.depends_context("lang")
    def _compute_reason(self):
        for alert in self:
            alert.reason = "\n".join(alert._reason_lines())

    def _reason_lines(self):
        """Return in words, with the figures, what makes this reading unusual."""
        self.ensure_one()
        if self.measure in AT_ONCE:
            return [self._what_happened()]
        lines = [
            self.env._(
                "%(name)s read %(figure)s clients on %(day)s (%(measure)s).",
                name=self.user_name,
                figure=self.figure,
                day=fields.Date.to_string(self.day),
                measure=dict(self._fields["measure"]._description_selection(self.env))[
                    self.measure
                ],
            )
        ]
        if self.own_days:
            lines.append(
                self.env._(
                    "In the four weeks before: %(days)s days with reading, %(average)s "
                    "clients on average, %(most)s at most.",
                    days=self.own_days,
                    average=round(self.own_average, 1),
                    most=self.own_most,
                )
            )
        else:
            lines.append(self.env._("In the four weeks before: no reading at all."))
        if self.peer_count:
            lines.append(
                self.env._(
                    "Colleagues in the same role (%(count)s): %(average)s clients on "
                    "an average day, %(most)s at most.",
                    count=self.peer_count,
                    average=round(self.peer_average, 1),
                    most=self.peer_most,
                )
            )
        else:
            lines.append(self.env._("No colleague in the same role read anything."))
        return lines

    def _what_happened(self):
        """Return in words what is told without figures."""
        who = {"name": self.user_name, "day": fields.Date.to_string(self.day)}
        if self.measure == "refused":
            return self.env._(
                "%(name)s asked within an hour of %(day)s for %(figure)s records that "
                "are not open to him or her, and was refused. The rows of the log say "
                "which.",
                figure=self.figure,
                **who,
            )
        if self.measure == "rule":
            return self.env._(
                "%(name)s changed export rules on %(day)s. The rows of the log say "
                "which, from what to what.",
                **who,
            )
        if self.measure == "code":
            return self.env._(
                "%(name)s wrote or changed code on %(day)s that can read clients past "
                "every wall. The rows of the log say which.",
                **who,
            )
        if self.measure == "role":
            return self.env._(
                "%(name)s gave roles of the firm on %(day)s. The rows of the log say "
                "which, and to whom.",
                **who,
            )
        return self.env._(
            "%(name)s wanted to read more on %(day)s than the firm's rules "
            "allow, and was stopped. The rows of the log say what and how.",
            **who,
        )

    def write(self, vals):
        """Figures are the system's; a finding is written while the alert is open."""
        if not self.env.su:
            if "closed" in self.mapped("state") and TYPED & vals.keys():
                raise UserError(
                    self.env._("This alert is closed. Reopen it to change the finding.")
                )
            figures = vals.keys() & self._fields.keys() - TYPED
            if any(self._fields[name].readonly for name in figures):
                raise UserError(
                    self.env._(
                        "The figures and the state of an alert are not typed. Use "
                        "'Close' or 'Reopen'."
                    )
                )
        return super().write(vals)

    def action_close(self):
        """Close the alerts, each with its finding and a note."""
        self.check_access("write")
        for alert in self:
            if not alert.verdict or not (alert.closing_note or "").strip():
                raise UserError(
                    self.env._(
                        "Choose a finding and write down what was found, then close "
                        "the alert."
                    )
                )
            if alert.quiet_until and alert.verdict != "expected":
                raise UserError(
                    self.env._(
                        "Only reading that the work explains is left in peace. Remove "
                        "the day, or choose the other finding."
                    )
                )
        # sudo: the auditor may write these alerts, checked above
        self.sudo().write(
            {
                "state": "closed",
                "closed_by_id": self.env.user.id,
                "closed_on": fields.Datetime.now(),
            }
        )
        self.activity_unlink(["law_firm_client.activity_unusual_reading"])

    def action_reopen(self):
        """Open closed alerts again, to look into them once more."""
        self.check_access("write")
        # sudo: the auditor may write these alerts, checked above
        self.sudo().write({"state": "open", "closed_by_id": False, "closed_on": False})

    def action_open_rows(self):
        """Show the rows of the access log behind the alert."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Rows behind the Alert"),
            "res_model": "law.access.log",
            "views": [[False, "list"], [False, "form"], [False, "pivot"]],
            "domain": list(self._domain_rows()),
        }

    def _domain_rows(self):
        """Return the domain of the log's rows that make the figure."""
        self.ensure_one()
        return (
            Domain("id", ">=", self.first_row)
            & Domain("id", "<=", self.last_row)
            & Domain("user_number", "=", self.user_number)
            & Domain("company_id", "=", self.company_id.id)
            & Domain("action", "in", self._actions()[self.measure])
        )

    @api.model
    def _actions(self):
        """Return which actions of the log each measure counts."""
        return {
            "opened": ("open", "print", "file"),
            "taken": ("list", "group", "bulk", "export"),
            "stopped": ("stopped",),
            "refused": ("refused",),
            "rule": ("rule",),
            "code": ("code",),
            "role": ("role",),
        }
