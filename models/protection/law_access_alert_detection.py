from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

from .law_access_alert import AT_ONCE

DAYS_BACK = 28
OWN_DAYS = 5
PEERS = 3
# Whoever has neither a past nor colleagues is unusual from so many times the minimum.
ALONE = 5
FIGURES = (
    "figure",
    "own_days",
    "own_average",
    "own_most",
    "peer_count",
    "peer_average",
    "peer_most",
    "first_row",
    "last_row",
)
KEY = ("company_id", "user_number", "day", "measure")

# How many different clients each person read, by day of the company's own clock.
READING = """
    SELECT log.company_id, log.user_number, measure.name AS measure,
           (log.moment AT TIME ZONE 'UTC' AT TIME ZONE COALESCE(calendar.tz, 'UTC')
           )::date AS day,
           (array_agg(log.user_name ORDER BY log.id DESC))[1] AS user_name,
           (array_agg(log.role ORDER BY log.id DESC))[1] AS role,
           COUNT(DISTINCT client.id) AS figure,
           MIN(log.id) AS first_row, MAX(log.id) AS last_row
    FROM law_access_log log
    JOIN (VALUES %(measures)s) measure (action, name) ON measure.action = log.action
    JOIN res_company company ON company.id = log.company_id
    LEFT JOIN resource_calendar calendar ON calendar.id = company.resource_calendar_id
    CROSS JOIN LATERAL jsonb_array_elements_text(log.client_ids) client (id)
    WHERE log.moment >= %(since)s
    GROUP BY log.company_id, log.user_number, measure.name, 4
"""
UNUSUAL = """
    WITH reading AS (%(reading)s)
    SELECT now.company_id, now.user_number, now.day, now.measure, now.user_name,
           now.role, now.figure, own.days, own.average, own.most,
           peers.people, peers.average, peers.most, now.first_row, now.last_row
    FROM reading now
    JOIN res_company company ON company.id = now.company_id
    CROSS JOIN LATERAL (
        SELECT COUNT(*) AS days, COALESCE(AVG(figure), 0) AS average,
               COALESCE(MAX(figure), 0) AS most
        FROM reading past
        WHERE past.company_id = now.company_id AND past.user_number = now.user_number
          AND past.measure = now.measure
          AND past.day BETWEEN now.day - %(back)s AND now.day - 1
    ) own
    CROSS JOIN LATERAL (
        SELECT COUNT(DISTINCT user_number) AS people,
               COALESCE(AVG(figure), 0) AS average, COALESCE(MAX(figure), 0) AS most
        FROM reading other
        WHERE other.company_id = now.company_id AND other.user_number <> now.user_number
          AND other.measure = now.measure AND other.role IS NOT DISTINCT FROM now.role
          AND other.day BETWEEN now.day - %(back)s AND now.day
    ) peers
    WHERE now.day >= %(first_day)s
      AND now.figure > company.law_reading_minimum
      AND (own.days >= %(own_days)s AND now.figure > own.most
               AND now.figure > company.law_reading_factor * own.average
           OR peers.people >= %(peers)s AND now.figure > peers.most
               AND now.figure > company.law_reading_factor * peers.average
           OR own.days < %(own_days)s AND peers.people < %(peers)s
               AND now.figure > %(alone)s * company.law_reading_minimum)
      AND NOT EXISTS (
          SELECT FROM law_access_alert explained
          WHERE explained.company_id = now.company_id
            AND explained.user_number = now.user_number
            AND explained.measure = now.measure
            AND explained.state = 'closed' AND explained.verdict = 'expected'
            AND explained.quiet_until >= now.day
            AND now.figure <= explained.figure * 1.5
      )
"""


class LawAccessAlert(models.Model):
    _inherit = "law.access.alert"

    @api.model
    def _cron_detect(self):
        """Look at yesterday and today, and tell the auditors what is new.

        One query for all people: a person's day is compared with the own four weeks
        before and with those of colleagues in the same role. Unusual is more than the
        most so far *and* more than so many times the average, of either of the two.
        """
        first_day = fields.Date.today() - timedelta(days=1)
        known = {
            tuple(alert[name] for name in KEY): alert
            for alert in self.search([("day", ">=", first_day)])
        }
        fresh = []
        for values in self._find_unusual(first_day):
            key = tuple(self._converted(name, values[name]) for name in KEY)
            if key not in known:
                fresh.append(values)
            elif known[key].state == "open":
                known[key].write({name: values[name] for name in FIGURES})
        self.create(fresh)._tell_auditors()

    @api.model
    def _converted(self, name, value):
        """Return a value of the query as a record has it."""
        return self.env["res.company"].browse(value) if name == "company_id" else value

    @api.model
    def _find_unusual(self, first_day):
        """Return the values of an alert for each unusual reading since `first_day`."""
        self.env.flush_all()  # the query reads settings, clocks and closed alerts
        measures = SQL(", ").join(
            SQL("(%s, %s)", action, measure)
            for measure, actions in self._actions().items()
            for action in actions
            if measure not in AT_ONCE
        )
        # The day before the window starts: the company's clock is not UTC.
        since = first_day - timedelta(days=DAYS_BACK + 1)
        rows = self.env.execute_query(
            SQL(
                UNUSUAL,
                reading=SQL(READING, measures=measures, since=since),
                back=DAYS_BACK,
                first_day=first_day,
                own_days=OWN_DAYS,
                peers=PEERS,
                alone=ALONE,
            )
        )
        names = (*KEY, "user_name", "role", *FIGURES)
        return [dict(zip(names, row, strict=True)) for row in rows]

    def _tell_auditors(self):
        """Give each auditor of the company an activity on the alert."""
        auditors = self.env.ref("law_firm_client.group_auditor").all_user_ids
        for alert in self:
            for auditor in auditors.filtered(
                lambda user, company=alert.company_id: company in user.company_ids
            ):
                alert.activity_schedule(
                    "law_firm_client.activity_unusual_reading",
                    user_id=auditor.id,
                    summary=self.env._("Unusual reading: %s", alert.user_name),
                )
