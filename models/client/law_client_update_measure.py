from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import format_duration

# A time that the form fills in itself is rounded down to so many minutes.
ROUNDING = 15


class LawClientUpdate(models.Model):
    """How timely and how accurate the forms are (S54)."""

    _inherit = "law.client.update"

    contact_end = fields.Datetime(compute="_compute_contact_end", store=True)
    submitted_at = fields.Datetime(
        "Submitted On", readonly=True, copy=False, index=True
    )
    posted_at = fields.Datetime("Posted On", readonly=True, copy=False, index=True)
    posted_by_id = fields.Many2one(
        "res.users",
        "Posted by",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    return_count = fields.Integer("Times Returned", readonly=True, copy=False)
    return_rate = fields.Float(
        "Return Rate (%)",
        compute="_compute_return_rate",
        store=True,
        digits=(5, 1),
        aggregator="avg",
        help="Of the forms, how many in a hundred were returned at least once.",
    )
    hours_to_submission = fields.Float(
        "Hours from Contact to Form",
        compute="_compute_hours",
        store=True,
        digits=(16, 1),
        aggregator="avg",
    )
    hours_to_check = fields.Float(
        "Hours from Form to Card",
        compute="_compute_hours",
        store=True,
        digits=(16, 1),
        aggregator="avg",
    )
    hours_to_posting = fields.Float(
        "Hours from Contact to Card",
        compute="_compute_hours",
        store=True,
        digits=(16, 1),
        aggregator="avg",
    )
    line_count = fields.Integer(
        "Proposal Count", compute="_compute_line_count", store=True
    )
    correction_count = fields.Integer(
        "Corrections",
        compute="_compute_line_count",
        store=True,
        help="How often a proposal of this form was returned for correction.",
    )

    @api.depends("contact_on", "user_id")
    def _compute_contact_time(self):
        """Take it that a contact of today has just ended; of another, nobody knows."""
        for form in self:
            now = form._author_now()
            minutes = now.hour * 60 + now.minute // ROUNDING * ROUNDING
            form.contact_time = minutes / 60 if form.contact_on == now.date() else 0

    @api.depends("contact_on", "contact_time", "user_id")
    def _compute_contact_end(self):
        for form in self:
            now = form._author_now()
            midnight = datetime.combine(
                form.contact_on or now.date(), time.min, now.tzinfo
            )
            hours = form.contact_time or 24
            end = (midnight + timedelta(hours=hours)).astimezone(ZoneInfo("UTC"))
            form.contact_end = end.replace(tzinfo=None, microsecond=0)

    @api.depends("line_ids.correction_count")
    def _compute_line_count(self):
        for form in self:
            form.line_count = len(form.line_ids)
            form.correction_count = sum(form.line_ids.mapped("correction_count"))

    @api.depends("return_count")
    def _compute_return_rate(self):
        for form in self:
            form.return_rate = 100 if form.return_count else 0

    @api.depends("contact_end", "submitted_at", "posted_at")
    def _compute_hours(self):
        for form in self:
            form.hours_to_submission = form._hours(form.contact_end, form.submitted_at)
            form.hours_to_check = form._hours(form.submitted_at, form.posted_at)
            form.hours_to_posting = form._hours(form.contact_end, form.posted_at)

    @api.constrains("contact_on", "contact_time")
    def _check_contact_end(self):
        """Refuse a contact that has not taken place yet where its author is."""
        for form in self:
            now = form._author_now()
            if form.contact_on > now.date():
                raise ValidationError(
                    self.env._(
                        "The day of contact lies in the future. Enter the day on which "
                        "you spoke with the client."
                    )
                )
            if form.contact_time and form.contact_end > fields.Datetime.now():
                raise ValidationError(
                    self.env._(
                        "The contact cannot have ended at %(time)s: it is %(now)s now. "
                        "Enter the time at which it ended.",
                        time=format_duration(form.contact_time),
                        now=f"{now:%H:%M}",
                    )
                )

    def _author_now(self):
        """Return this moment on the clock of who spoke with the client."""
        now = fields.Datetime.now().replace(tzinfo=ZoneInfo("UTC"))
        return now.astimezone(ZoneInfo(self.user_id.tz or "UTC"))

    @api.model
    def _hours(self, start, end):
        """Return the hours between two moments; 0 while one is not known yet."""
        if not start or not end:
            return 0
        return max((end - start).total_seconds() / 3600, 0)
