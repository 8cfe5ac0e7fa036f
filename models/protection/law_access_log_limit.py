from datetime import timedelta

from odoo import SUPERUSER_ID, api, models
from odoo.tools import SQL

from .door import way_in

READING = ("open", "bulk", "list", "group", "file")
# A number that was told is no row that was read, but whoever is frozen asks for none.
ASKING = (*READING, "count")
# A frozen person works on the screen until the last day, and takes nothing along.
FROZEN_ROWS = 200
FROZEN_PART = 5
SCREEN = ("/web/", "/mail/", "/odoo/", "/report/", "/my/", "/discuss/", "/html_editor/")

AMOUNTS = """
    SELECT (SELECT law_exports_frozen FROM res_users WHERE id = %(user)s),
           COALESCE(SUM(record_count) FILTER (WHERE moment > %(hour)s), 0),
           COALESCE(SUM(record_count), 0)
    FROM law_access_log
    WHERE user_number = %(user)s AND moment > %(day)s AND action IN %(reading)s
"""


class LawAccessLog(models.Model):
    """Reading in bulk has a limit, counted from the log itself (S62).

    So there is no second truth beside the log, and a program that reads row by row
    counts as one that reads all at once. What was stopped does not count: small screens
    go on working.
    """

    _inherit = "law.access.log"

    @api.model
    def _limits_that_hold(self, rows):
        """Return how many rows the reader may read in an hour and in a day, if any."""
        if self.env.su or any(row["action"] not in ASKING for row in rows):
            return None
        return self.env["law.export.policy"]._reading_limits()

    @api.model
    def _is_at_limit(self, names):
        """Whether so many names, which have no row yet, are too many for the reader."""
        if self.env.su:
            return False
        limits = self.env["law.export.policy"]._reading_limits()
        row = {"action": "list", "moment": self._now(), "record_count": names}
        row["path"] = way_in()["path"]
        return bool(self._too_much(self.env.cr, [row], *limits))

    @api.model
    def _too_much(self, cr, rows, hour_limit, day_limit):
        """Return (reason, limit, rows left) if these are too many for the reader."""
        now, fresh = rows[0]["moment"], self._rows_read(rows)
        cr.execute(
            SQL(
                AMOUNTS,
                user=self.env.uid,
                hour=now - timedelta(hours=1),
                day=now - timedelta(days=1),
                reading=READING,
            )
        )
        frozen, in_hour, in_day = cr.fetchone()
        if frozen:
            hour_limit //= FROZEN_PART
            day_limit //= FROZEN_PART
            way = rows[0]["path"]
            if fresh > FROZEN_ROWS or way and not way.startswith(SCREEN):
                return "frozen", FROZEN_ROWS, 0
        if fresh + in_hour > hour_limit:
            return "hour", hour_limit, hour_limit - in_hour
        if fresh + in_day > day_limit:
            return "day", day_limit, day_limit - in_day
        return None

    @api.model
    def _rows_read(self, rows):
        """Return how many rows of clients' data these rows of the log are."""
        return sum(row["record_count"] for row in rows if row["action"] in READING)

    @api.model
    def _stopped_text(self, rows, reason, limit, left):
        """Return why the reading was stopped, and what to do."""
        names = self.env["law.export.policy"]._whom_to_ask()
        if reason == "frozen":
            return self.env._(
                "You read clients on the screen only at present, a page at a time, and "
                "not by other programs. Ask %(names)s.",
                names=names,
            )
        spans = {"hour": self.env._("an hour"), "day": self.env._("24 hours")}
        said = {"limit": limit, "span": spans[reason], "names": names, "left": left}
        if left > 1:
            return self.env._(
                "This would be more of the clients' data than your role may read: "
                "%(limit)s rows in %(span)s, of which %(left)s are left. It is in the "
                "access log, and the auditor is told. Choose %(left)s rows at most or "
                "go on later; if your work needs more, ask %(names)s.",
                **said,
            )
        return self.env._(
            "This would be more of the clients' data than your role may read: "
            "%(limit)s rows in %(span)s, and you have read them. It is in the access "
            "log, and the auditor is told. Go on later; if your work needs more now, "
            "ask %(names)s.",
            **said,
        )

    @api.model
    def _alert_auditors(self, cr, rows, written):
        """Tell the auditors, in the log's own transaction, so that it stays."""
        env = api.Environment(cr, SUPERUSER_ID, {})
        for row, (number, _hash) in zip(rows, written, strict=True):
            env["law.access.alert"]._note_at_once(row, number, "stopped")
