from psycopg2.errors import ReadOnlySqlTransaction

from odoo import api, fields, models
from odoo.fields import Domain

from .kinds import kind_name
from .law_export_gate import ExportToBeAsked
from .law_export_request import ASKED


class LawExportRequest(models.Model):
    """How a request is used up by the one file that it lets leave."""

    _inherit = "law.export.request"

    @api.model
    def _use(self, way, records, names, rows, company):
        """Return the request by which this file leaves, used up by that.

        :raises ExportToBeAsked: when there is none
        """
        # sudo: the person's own requests, whatever rules hide
        approved = self.sudo().search(
            Domain("user_id", "=", self.env.uid)
            & Domain("company_id", "=", company.id)
            & Domain("way", "=", way)
            & Domain("model", "=", records._name)
            & Domain("state", "=", "approved")
            & Domain("valid_until", ">", fields.Datetime.now())
            & Domain("rows", ">=", rows),
            order="rows, id",
        )
        for request in approved:
            named = request._named()
            if not named or set(names) <= named:
                if self.env.cr.readonly:
                    # Odoo then begins the call anew on the primary database.
                    raise ReadOnlySqlTransaction("A request to export is used up.")
                request._move("used", used_on=fields.Datetime.now())
                return request
        raise self._to_be_asked(way, records, names, rows, company)

    @api.model
    def _to_be_asked(self, way, records, names, rows, company):
        """Return the exception by which the screen, or a program, knows what to do."""
        context = {
            "way": way,
            "model": records._name,
            "kind": kind_name(self.env, records._name),
            "records": len(records),
            "rows": rows,
            "field_names": sorted(set(names)),
            "second": way == "print"
            or rows + self._rows_approved_alone(company)
            > self.env["law.export.policy"]._approval_above(way, company),
        }
        return ExportToBeAsked(
            self.env._(
                "Say first what the file is for: Clients, Protection, Ask to Export "
                "(%(kind)s, %(rows)s rows). A program calls 'ask' of "
                "law.export.request with model, purpose, rows and field_names, and "
                "then exports.",
                kind=kind_name(self.env, records._name),
                rows=rows,
            ),
            context,
        )

    def _said(self):
        """Return the request in one line, as the log keeps it."""
        return "\n".join(f"{request.name}: {request.purpose}" for request in self)

    def _left(self, number):
        """Note by which row of the log the file left."""
        if self:
            self._stamp({"log_number": number})

    @api.model
    def _cron_expire(self):
        """End the requests whose time is over."""
        for request in self.search(
            [
                ("state", "in", ("asked", "approved")),
                ("valid_until", "<", fields.Datetime.now()),
            ]
        ):
            request._move("expired")
            request.activity_unlink([ASKED])
