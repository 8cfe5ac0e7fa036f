from odoo import fields, models

from ...tools.deadlines import Period


class LawPrivacyPack(models.Model):
    """A law of data protection, as far as answering a person needs it.

    How long the firm has, by how much that may be made longer, and to whom the person
    may complain. The shipped packs are the firm's to correct.
    """

    _name = "law.privacy.pack"
    _description = "Law for Personal-Data Requests"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10, aggregator=None)
    active = fields.Boolean(default=True)
    months = fields.Integer("Months to Answer", aggregator=None)
    days = fields.Integer("Days to Answer", aggregator=None)
    more_months = fields.Integer("Months Longer", aggregator=None)
    more_days = fields.Integer("Days Longer", aggregator=None)
    to_working_day = fields.Boolean(
        "Ends on a Working Day",
        default=True,
        help="A last day on which nobody works moves to the next one.",
    )
    source = fields.Char("Provision", help="For example: GDPR, Art. 12(3).")
    complain_to = fields.Text(
        "Ways to Complain",
        required=True,
        translate=True,
        help="Told to whoever is refused: authority, court.",
    )

    _time_to_answer = models.Constraint(
        "CHECK(months >= 0 AND days >= 0 AND months + days > 0)",
        "Say in how many months or days a request is answered.",
    )
    _time_longer = models.Constraint(
        "CHECK(more_months >= 0 AND more_days >= 0)",
        "A period is made longer, not shorter.",
    )

    def _period(self):
        return Period(self.months, self.days)

    def _longer_period(self):
        return self._period() + Period(self.more_months, self.more_days)
