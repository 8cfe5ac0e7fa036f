from odoo import api, fields, models
from odoo.fields import Domain


class CalendarEvent(models.Model):
    """A meeting with a client's people, or about the client, is walled with them.

    Whoever takes part knows of it; whoever does not learns nothing.
    """

    _inherit = "calendar.event"

    law_subject_id = fields.Many2one(
        "res.partner",
        compute="_compute_law_subject_id",
        store=True,
        index="btree_not_null",
        ondelete="set null",
        groups=fields.NO_ACCESS,
        help="The contact of the record to which the meeting was planned.",
    )
    law_open = fields.Boolean(
        "Open to Me",
        compute="_compute_law_open",
        search="_search_law_open",
        groups=fields.NO_ACCESS,
    )

    @api.depends("res_model", "res_id", "opportunity_id.partner_id")
    def _compute_law_subject_id(self):
        """The record is a contact, or has one: an opportunity, a client, a need."""
        self.law_subject_id = False
        for model, events in self.grouped("res_model").items():
            if model not in self.env:
                continue
            records = self.env[model].sudo().browse(events.mapped("res_id")).exists()
            subjects = {record.id: self._law_partner_of(record) for record in records}
            for event in events:
                event.law_subject_id = subjects.get(event.res_id)
        for event in self:
            event.law_subject_id = event.opportunity_id.partner_id or (
                event.law_subject_id
            )

    @api.model
    def _law_partner_of(self, record):
        """Return the contact whom a record is about, if there is one."""
        if record._name == "res.partner":
            return record
        for name in ("partner_id", "client_id"):
            field = record._fields.get(name)
            if field and field.comodel_name == "res.partner":
                return record[name]
            if field and field.comodel_name == "law.client":
                return record[name].partner_id
        return self.env["res.partner"]

    @api.depends("user_id", "partner_ids.law_open", "law_subject_id.law_open")
    @api.depends_context("uid", "allowed_company_ids", "tz")
    def _compute_law_open(self):
        """Asked of the database, as the attendees must not get into the cache.

        There the user would find those whom he or she does not see, and stumble.
        """
        events = self._origin.sudo()  # the answer, and no data
        seen = set(
            events.with_context(active_test=False)._search(
                Domain("id", "in", events.ids) & self._search_law_open("in", [True])
            )
        )
        for event in self:
            event.law_open = not event._origin or event._origin.id in seen

    def _search_law_open(self, operator, value):
        if operator != "in":
            return NotImplemented
        user, Partner = self.env.user, self.env["res.partner"]
        if not Partner._law_lock_applies():
            return Domain.TRUE
        seen = Partner._domain_law_open(few=True)  # those of an event are few
        return (
            Domain("user_id", "=", user.id)
            | Domain("partner_ids", "in", user.partner_id.ids)
            | (
                Domain("partner_ids", "not any", ~seen)
                & (
                    Domain("law_subject_id", "=", False)
                    | Domain("law_subject_id", "any", seen)
                )
            )
        )
