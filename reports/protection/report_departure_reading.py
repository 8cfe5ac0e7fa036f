from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...models.client.listed import listed
from ...models.protection.kinds import kind_name

DAYS = 90
SHOWN = 300
NAMED = 4
# Kinds of reading in the report, and the actions of the log that they count.
COUNTS = """
    COUNT(*) FILTER (WHERE log.action = 'open') AS opened,
    COUNT(*) FILTER (WHERE log.action = 'print') AS printed,
    COUNT(*) FILTER (WHERE log.action = 'export') AS exported,
    COUNT(*) FILTER (WHERE log.action IN ('list', 'group', 'bulk')) AS listed
"""


class ReportDeparture(models.AbstractModel):
    """What the person who leaves read, printed and exported, from the access log.

    The log is read for this one person and the reader's companies; a client behind a
    wall from the reader is counted and not named.
    """

    _inherit = "report.law_firm_client.report_departure"

    @api.model
    def _reading(self, departure):
        """Return what the pages say of the last 90 days."""
        clients = self._by_client(departure)
        names = self._client_names([row["client"] for row in clients])
        alerts = self._alerts(departure)
        days = self._by_day(departure)
        unusual = {alert.day for alert in alerts}
        for day in days:
            day["unusual"] = day["date"] in unusual
        days.sort(key=lambda day: (not day["unusual"], -day["clients"], day["date"]))
        taken = {
            action: self._rows_of(departure, action) for action in ("export", "print")
        }
        return {
            "days": days,
            "clients": [
                {**row, "name": names[row["client"]]}
                for row in clients[:SHOWN]
                if row["client"] in names
            ],
            "hidden": sum(row["client"] not in names for row in clients),
            "unusual": [alert.reason.splitlines() for alert in alerts],
            "exports": taken["export"],
            "prints": taken["print"],
            "shown": SHOWN,
            "glance": self._glance(departure, days, clients),
        }

    @api.model
    def _since(self):
        return fields.Datetime.now() - timedelta(days=DAYS)

    @api.model
    def _where(self, departure):
        """Return SQL for the log's rows of this person in the time of the report.

        Where the person was refused, or stopped, nothing was read.
        """
        return SQL(
            "log.user_number = %s AND log.moment >= %s AND log.company_id IN %s"
            " AND log.action NOT IN ('refused', 'stopped')",
            departure.user_id.id,
            self._since(),
            tuple(self.env.companies.ids),
        )

    @api.model
    def _query(self, query, departure, **parts):
        """Return the rows of a query of the log as dicts.

        SQL: the log is read for one person, by whoever handles the departure, and the
        clients lie in JSON.
        """
        self.env.cr.execute(SQL(query, where=self._where(departure), **parts))
        return self.env.cr.dictfetchall()

    @api.model
    def _by_day(self, departure):
        rows = self._query(
            """
            SELECT (log.moment AT TIME ZONE 'UTC' AT TIME ZONE %(tz)s)::date AS date,
                   %(counts)s,
                   (SELECT COUNT(DISTINCT number) FROM (
                        SELECT jsonb_array_elements_text(one)
                        FROM unnest(array_agg(log.client_ids)) one) client (number)
                   ) AS clients
            FROM law_access_log log WHERE %(where)s GROUP BY 1
            """,
            departure,
            tz=self.env.user.tz or "UTC",
            counts=SQL(COUNTS),
        )
        return [{**row, "day": self._day(row["date"])} for row in rows]

    @api.model
    def _day(self, date):
        return self.env["ir.qweb.field.date"].value_to_html(date, {})

    @api.model
    def _by_client(self, departure):
        return self._query(
            """
            SELECT client.number::integer AS client, %(counts)s,
                   MAX(log.moment) AS last
            FROM law_access_log log
            CROSS JOIN LATERAL jsonb_array_elements_text(log.client_ids)
                       AS client (number)
            WHERE %(where)s
            GROUP BY 1
            ORDER BY exported DESC, printed DESC, opened DESC, listed DESC, 1
            """,
            departure,
            counts=SQL(COUNTS),
        )

    @api.model
    def _client_names(self, numbers):
        """Return {id: name} of the clients that the reader may see today."""
        clients = self.env["law.client"].with_context(active_test=False)
        seen = clients.search([("id", "in", numbers)])
        return {client.id: client.name for client in seen}

    @api.model
    def _rows_of(self, departure, action):
        """Return the rows of one action, newest first, with what was taken."""
        rows = self._query(
            """
            SELECT log.moment, log.client_ids, log.record_count AS records, log.detail,
                   log.model
            FROM law_access_log log WHERE %(where)s AND log.action = %(action)s
            ORDER BY log.id DESC LIMIT %(limit)s
            """,
            departure,
            action=action,
            limit=SHOWN,
        )
        numbers = {number for row in rows for number in row["client_ids"] or ()}
        names = self._client_names(list(numbers))
        return [self._taken(row, names) for row in rows]

    @api.model
    def _taken(self, row, names):
        """Return in words what one row of the log took away."""
        numbers = row["client_ids"] or []
        seen = [names[number] for number in numbers if number in names]
        rest = len(numbers) - min(len(seen), NAMED)
        words = seen[:NAMED] + (
            [self.env._("%(count)s more", count=rest)] if rest else []
        )
        whole = len(seen) == len(numbers)
        return {
            "moment": self._moment(row["moment"]),
            "clients": listed(self.env, words),
            "records": row["records"],
            "detail": self._detail(row) if whole else self.env._("(restricted)"),
            "model": kind_name(self.env, row["model"]),
        }

    @api.model
    def _detail(self, row):
        """Return what a row says of itself; a paper is called by its name."""
        detail = row["detail"] or ""
        name, bracket, _rest = detail.partition(" (")
        paper = bracket and self.env["ir.actions.report"].sudo().search(  # its name
            [("report_name", "=", name)], limit=1
        )
        return paper.name if paper else detail

    @api.model
    def _alerts(self, departure):
        return (
            self.env["law.access.alert"]
            .sudo()
            .search(  # this one person's only
                Domain("user_number", "=", departure.user_id.id)
                & Domain("company_id", "in", self.env.companies.ids)
                & Domain("day", ">=", self._since().date())
            )
        )

    @api.model
    def _glance(self, departure, days, clients):
        """Return the figures that are taken in at once."""

        def total(name):
            return sum(day[name] for day in days)

        return [
            (self.env._("Days with reading"), len(days)),
            (self.env._("Clients"), len(clients)),
            (self.env._("Opened"), total("opened")),
            (self.env._("Printed"), total("printed")),
            (self.env._("Exported"), total("exported")),
        ]
