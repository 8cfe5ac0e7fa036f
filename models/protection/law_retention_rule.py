from datetime import date

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError

MOST_YEARS = 100

DATA_KINDS = [
    ("client", "Card of a client who is a person"),
    ("paper", "Papers on a client's card"),
    ("correspondence", "Messages and meetings"),
    ("fact", "Facts about key people"),
    ("proposal", "Update forms and imports"),
    ("contact", "Contacts and leads"),
    ("other", "Anything else"),
]
EVENTS = [
    ("relation", "End of the relationship with the client"),
    ("created", "Day of the record"),
]


class LawRetentionRule(models.Model):
    """How long the firm must keep a kind of data, and which law says so (S64).

    A duty to keep goes before a wish to have erased, and after a legal hold. No rule,
    or none in force, means that nothing stands in the way of erasing. Managing
    partners alone set it, and each change is in the access log.
    """

    _name = "law.retention.rule"
    _description = "Duty to Keep"
    _order = "kind, years desc"

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    kind = fields.Selection(DATA_KINDS, "Kind of Data", required=True, index=True)
    years = fields.Integer(required=True, default=10, aggregator=None)
    event = fields.Selection(EVENTS, "Counted From", required=True, default="relation")
    to_year_end = fields.Boolean(
        "From the End of That Year", help="The years begin when the year is over."
    )
    source = fields.Char(
        "Legal Source", required=True, help="The law, rule or decision of the firm."
    )
    company_id = fields.Many2one(
        "res.company", index=True, ondelete="cascade", help="Empty: every company."
    )

    _years_range = models.Constraint(
        "CHECK(years BETWEEN 0 AND 100)", "Data is kept for 0 to 100 years."
    )

    # === ORM ===

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_years(vals)
        rules = super().create(vals_list)
        for rule, vals in zip(rules, vals_list, strict=True):
            rule._log_change(f"+ {vals}")
        return rules

    def write(self, vals):
        self._check_years(vals)
        self.check_access("write")
        for rule in self:
            rule._log_change(
                "; ".join(
                    f"{name}: {rule[name]} → {value}"
                    for name, value in vals.items()
                    if name in rule._fields
                )
            )
        return super().write(vals)

    def _check_years(self, vals):
        """Refuse years out of range before the database meets a number too big."""
        years = vals.get("years", 0)
        if not isinstance(years, int) or not 0 <= years <= MOST_YEARS:
            raise ValidationError(
                self.env._(
                    "Data is kept for 0 to %(count)s years. Enter a whole number.",
                    count=MOST_YEARS,
                )
            )

    def _log_change(self, change):
        """Record who changes a duty; what the system installs is nobody's change."""
        if not self.env.su:
            self.env["law.access.log"]._record(
                "settings", self, detail=f"{self.sudo().name}: {change}"
            )

    # === DUTIES ===

    @api.model
    def _duty(self, kind, company, clients, created):
        """Return (ground, last day) of the longest duty to keep a kind of data now.

        The day is None while the years have not begun. (False, None): nothing calls for
        keeping it any more.

        :param kind: a key of DATA_KINDS
        :param clients: the clients whom the data tells about
        :param created: the day of the record
        """
        today = fields.Date.context_today(self)
        duties = []
        rules = self.sudo().search(  # the firm's rules are no secret
            [("kind", "=", kind), ("company_id", "in", (False, company.id))]
        )
        for rule in rules:
            begun = rule._begun(clients, created)
            until = rule._until(begun) if begun else None
            if until is None or until >= today:
                duties.append((f"{rule.name} ({rule.source})", until))
        if not duties:
            return False, None
        return max(duties, key=lambda duty: duty[1] or date.max)

    def _until(self, begun):
        if self.to_year_end:
            begun = begun.replace(month=12, day=31)
        return begun + relativedelta(years=self.years)

    def _begun(self, clients, created):
        """Return the day from which the years count, None if it is still to come.

        The room of the engagements counts from the end of the last one instead.
        """
        if self.event == "created" or not clients:
            return fields.Date.to_date(created) or fields.Date.context_today(self)
        if any(client.state in ("active", "dormant") for client in clients):
            return None
        ends = [client.state_since or client.create_date for client in clients]
        return max(map(fields.Date.to_date, ends))
