from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ..deadlines import Period, Stop, days_stopped, last_day, next_working_day

MONTH = Period(months=1)


@pytest.mark.parametrize(
    ("start", "due"),
    [
        (date(2026, 3, 5), date(2026, 4, 6)),  # 5 April is a Sunday
        (date(2026, 9, 3), date(2026, 10, 5)),  # 3 October is a Saturday
        (date(2026, 8, 31), date(2026, 9, 30)),  # September has no 31st
        (date(2026, 1, 31), date(2026, 3, 2)),  # 28 February is a Saturday
        (date(2028, 1, 31), date(2028, 2, 29)),
        (date(2026, 12, 15), date(2027, 1, 15)),
    ],
)
def test_a_month_ends_on_the_same_number_or_at_the_end_of_the_month(start, due):
    assert last_day(start, MONTH) == due


def test_a_holiday_moves_the_end_to_the_next_working_day():
    assert last_day(date(2026, 11, 25), MONTH, holidays={date(2026, 12, 25)}) == date(
        2026, 12, 28
    )


def test_days_run_on_the_calendar_where_the_law_does_not_look_at_working_days():
    period = Period(days=15)
    assert last_day(date(2026, 3, 6), period, to_working_day=False) == date(2026, 3, 21)


def test_two_more_months_are_counted_from_the_start():
    longer = MONTH + Period(months=2)
    assert last_day(date(2026, 11, 30), longer) == date(2027, 3, 1)


def test_a_stop_moves_the_end_by_its_days():
    stops = [Stop(date(2026, 3, 6), date(2026, 3, 10))]
    assert days_stopped(stops) == 4
    assert last_day(date(2026, 3, 5), MONTH, days_stopped(stops)) == date(2026, 4, 9)


def test_a_day_in_two_stops_counts_once():
    stops = [
        Stop(date(2026, 3, 6), date(2026, 3, 10)),
        Stop(date(2026, 3, 8), date(2026, 3, 12)),
    ]
    assert days_stopped(stops) == 6


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 90))
def test_the_end_is_a_working_day_and_never_before_the_start(start, stopped):
    due = last_day(start, MONTH, stopped)
    assert due == next_working_day(due)
    assert due >= start
