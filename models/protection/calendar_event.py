from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL


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
        return (
            Domain("user_id", "=", user.id)
            | Domain("partner_ids", "in", user.partner_id.ids)
            | self._domain_no_contact_in(~Partner._domain_law_open())
        )

    @api.model
    def _domain_no_contact_in(self, partners):
        """Return the domain of events with and about none of these contacts.

        SQL: looked up event by event. What the ORM writes for "not any" has PostgreSQL
        read all contacts first, though a meeting has a handful.
        """

        def condition(model, alias, search):
            Partner = model.env["res.partner"].sudo().with_context(active_test=False)
            query = Partner._search(partners)
            query.add_where(
                SQL(
                    """
                    %s = ANY(ARRAY(
                        SELECT res_partner_id FROM calendar_event_res_partner_rel
                         WHERE calendar_event_id = %s
                         UNION ALL SELECT %s
                    ))
                    """,
                    SQL.identifier(query.table, "id"),
                    SQL.identifier(alias, "id"),
                    model._field_to_sql(alias, "law_subject_id", search),
                    to_flush=model._fields["partner_ids"],
                )
            )
            return SQL("NOT EXISTS (%s)", query.select(SQL("1")))

        return Domain.custom(to_sql=condition)
