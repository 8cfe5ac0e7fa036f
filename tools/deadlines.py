# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
"""Days by which the law wants an answer.

A period in months ends on the day of the last month that has the same number, or on
the last day of a month that has none (Regulation 1182/71, Art. 3(2)(c)); if nobody
works on that day, on the next one on which somebody does (Art. 3(4)). Days on which a
clock stood still are added before that.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

SATURDAY = 5


@dataclass(frozen=True)
class Period:
    """How long somebody has: months, then days."""

    months: int = 0
    days: int = 0

    def __add__(self, other: "Period") -> "Period":
        return Period(self.months + other.months, self.days + other.days)


@dataclass(frozen=True)
class Stop:
    """From the first to the last day on which a clock stood still."""

    first: date
    last: date


def days_stopped(stops: Collection[Stop]) -> int:
    """Return on how many days a clock stood still; a day in two stops counts once."""
    stood: set[date] = set()
    for stop in stops:
        length = (stop.last - stop.first).days
        stood.update(stop.first + timedelta(days=n) for n in range(length))
    return len(stood)


def next_working_day(day: date, holidays: Collection[date] = ()) -> date:
    """Return `day`, or the first day after it that is no weekend and no holiday."""
    while day.weekday() >= SATURDAY or day in holidays:
        day += timedelta(days=1)
    return day


def last_day(
    start: date,
    period: Period,
    stopped: int = 0,
    holidays: Collection[date] = (),
    to_working_day: bool = True,
) -> date:
    """Return the last day of a period that began with an event on `start`.

    The day of the event itself is not counted.
    """
    day = start + relativedelta(months=period.months)
    day += timedelta(days=period.days + stopped)
    return next_working_day(day, holidays) if to_working_day else day
