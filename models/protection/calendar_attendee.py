from odoo import api, fields, models
from odoo.fields import Domain


class CalendarAttendee(models.Model):
    """Who takes part is shown by name; the address, to whoever sees the contact."""

    _inherit = "calendar.attendee"

    email = fields.Char(
        related=None,
        compute="_compute_law_address",
        search="_search_email",
        compute_sudo=False,
    )
    phone = fields.Char(
        related=None,
        compute="_compute_law_address",
        search="_search_phone",
        compute_sudo=False,
    )

    @api.depends("partner_id.email", "partner_id.phone")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_law_address(self):
        seen = self.partner_id if self.env.su else self.partner_id._law_seen()
        for attendee in self:
            partner = attendee.partner_id
            attendee.email = partner in seen and partner.email
            attendee.phone = partner in seen and partner.phone

    def _search_email(self, operator, value):
        return Domain("partner_id", "any", Domain("email", operator, value))

    def _search_phone(self, operator, value):
        return Domain("partner_id", "any", Domain("phone", operator, value))

    def _compute_mail_tz(self):
        """The time zone goes into the invitation, and tells nothing else."""
        return super(CalendarAttendee, self.sudo())._compute_mail_tz()

    def _notify_attendees(self, mail_template, notify_author=False, force_send=False):
        """Invite also those whose address the user does not see.

        As superuser: the texts are the firm's templates, and go to the attendees.
        """
        return super(CalendarAttendee, self.sudo())._notify_attendees(
            mail_template and mail_template.sudo(), notify_author, force_send
        )
