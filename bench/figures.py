# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
"""Measuring: how long, how many queries, how much memory."""

import time
from pathlib import Path

# What takes so long is done once; what is shorter, more often.
LONG, SHORT = 5.0, 0.5


class Run:
    """One bench on one side: its database, its people, its size, its figures."""

    def __init__(self, env, people, rows, *, once=False):
        self.env, self.people, self.rows, self.once = env, people, rows, once
        self.figures = []

    def as_user(self, who):
        """Return the environment of one of the people, as in a request of theirs."""
        user = self.people[who]
        context = {"lang": user.lang, "allowed_company_ids": user.company_id.ids}
        return self.env(user=user.id, context=context)

    def ours(self, what, work, **options):
        """Measure the addon's way."""
        return self._measure("ours", what, work, **options)

    def stock(self, what, work, **options):
        """Measure Odoo's own way."""
        return self._measure("stock", what, work, **options)

    def sql(self, what, query, **values):
        """Measure a bare query that returns the same rows."""

        def fetch():
            self.env.cr.execute(query, values)
            return self.env.cr.fetchall()

        return self.limit(what, fetch)

    def limit(self, what, work, **options):
        """Measure what PostgreSQL allows at most."""
        return self._measure("sql", what, work, **options)

    def count(self, what, number, wanted=None):
        """Note a number that was counted, not timed, and what it must be, if any."""
        figure = {"side": "ours", "what": what, "count": number, "wanted": wanted}
        self.figures.append(figure)

    def _measure(self, side, what, work, *, size=None, repeat=True):
        """Do the work until its time is known well enough; return its last result."""
        seconds, result = [], None
        if repeat and not self.once:
            self._once(work)  # what Odoo caches for the next request is warm now
        while not seconds or (repeat and len(seconds) < self._times(seconds[0])):
            result, spent, queries, peak = self._once(work)
            seconds.append(spent)
        figure = {"side": side, "what": what, "size": size or self.rows}
        self.figures.append(
            {**figure, "seconds": seconds, "queries": queries, "peak_mb": peak}
        )
        return result

    def _once(self, work):
        self.env.flush_all()
        self.env.invalidate_all()
        _forget_peak()
        queries, start = self.env.cr.sql_log_count, time.perf_counter()
        result = work()
        self.env.flush_all()
        spent = time.perf_counter() - start
        return result, spent, self.env.cr.sql_log_count - queries, _peak_mb()

    def _times(self, seconds):
        if self.once or seconds > LONG:
            return 1
        return 3 if seconds > SHORT else 9


def _forget_peak():
    """Let the process's highest memory use begin anew."""
    Path("/proc/self/clear_refs").write_text("5")


def _peak_mb():
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) // 1024
