# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
"""Dates as offices write them, in Chinese and English."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from .numerals import CHARACTERS, arabic

EARLIEST = dt.date(1600, 1, 1)
# Excel counts days from here; 10,000 is in 1927, 80,000 in 2119.
_EXCEL_EPOCH = dt.date(1899, 12, 30)
_SERIAL = re.compile(r"^([1-7]\d{4})(?:\.\d+)?$")
_YEARS_OF_REPUBLIC = 1911
# No date is written longer, with the time of the day.
_LONGEST = 100

_TIME = re.compile(r"[T\s]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[AP]M|Z)?$", re.I)
_YEAR_FIRST = re.compile(
    r"^(\d{4})\s*[-./\\年,\s]\s*(\d{1,2})\s*[-./\\月,\s]\s*(\d{1,2})日?$"
)
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
_YEAR_LAST = re.compile(r"^(\d{1,2})\s*[-./\\\s]\s*(\d{1,2})\s*[-./\\\s]\s*(\d{4})$")
_REPUBLIC = re.compile(r"^民国(\d{1,3})年(\d{1,2})月(\d{1,2})日?$")
_MONTH_ONLY = re.compile(r"^(\d{4})\s*[-./年]\s*(\d{1,2})月?$")
_YEAR_ONLY = re.compile(r"^(1[6-9]\d\d|20\d\d)年?$")
_NUMERAL_DATE = re.compile(rf"[{CHARACTERS}](?=[年月日{CHARACTERS}])")
_MONTHS = {
    name: number
    for number, names in enumerate(
        "jan january|feb february|mar march|apr april|may|jun june|jul july|"
        "aug august|sep sept september|oct october|nov november|dec december".split(
            "|"
        ),
        1,
    )
    for name in names.split()
}
_DAY_MONTH = re.compile(
    r"^(\d{1,2})(?:st|nd|rd|th)?[\s\-/.]*(?:of\s+)?([a-z]+)[\s\-/.,]*(\d{4})$"
)
_MONTH_DAY = re.compile(
    r"^([a-z]+)[\s\-/.]*(\d{1,2})(?:st|nd|rd|th)?[\s\-/.,]+(\d{4})$"
)


class ReadDate(NamedTuple):
    """A date that was read; `partial` when the month or the day was not given."""

    value: dt.date
    partial: bool = False


def read_date(text: str, day_first: bool = False) -> ReadDate | None:
    """Return the date that a text means, or None if it means none.

    `day_first` decides 03/04/2021, which a month above 12 decides by itself.
    """
    if len(text) > _LONGEST:
        return None
    plain = unicodedata.normalize("NFKC", text).strip().replace("號", "日")
    plain = _TIME.sub("", plain.replace("号", "日")).lower()
    if _NUMERAL_DATE.search(plain):
        plain = arabic(plain)
    found = _read(plain, day_first)
    return found if found and found.value >= EARLIEST else None


def _read(plain: str, day_first: bool) -> ReadDate | None:
    if serial := _SERIAL.match(plain):
        return ReadDate(_EXCEL_EPOCH + dt.timedelta(days=int(serial[1])))
    if match := _YEAR_FIRST.match(plain) or _COMPACT.match(plain):
        return _date(match[1], match[2], match[3])
    if match := _YEAR_LAST.match(plain):
        first, second, year = match.groups()
        as_month_first = _date(year, first, second)
        as_day_first = _date(year, second, first)
        if day_first:
            return as_day_first or as_month_first
        return as_month_first or as_day_first
    if match := _REPUBLIC.match(plain):
        return _date(int(match[1]) + _YEARS_OF_REPUBLIC, match[2], match[3])
    if match := _DAY_MONTH.match(plain):
        return _date(match[3], _MONTHS.get(match[2], 0), match[1])
    if match := _MONTH_DAY.match(plain):
        return _date(match[3], _MONTHS.get(match[1], 0), match[2])
    return _read_partial(plain)


def _read_partial(plain: str) -> ReadDate | None:
    if match := _MONTH_ONLY.match(plain):
        found = _date(match[1], match[2], 1)
    elif match := _YEAR_ONLY.match(plain):
        found = _date(match[1], 1, 1)
    else:
        return None
    return found and found._replace(partial=True)


def _date(year, month, day) -> ReadDate | None:
    try:
        return ReadDate(dt.date(int(year), int(month), int(day)))
    except ValueError:
        return None


def days_come_first(texts: Iterable[str], default: bool) -> bool:
    """Say whether a column writes 31/12/2021 rather than 12/31/2021.

    The dates that can be read in one way only decide; without any, the default.
    """
    votes = 0
    for text in texts:
        plain = unicodedata.normalize("NFKC", text[:_LONGEST]).strip()
        match = _YEAR_LAST.match(plain)
        if match:
            votes += (int(match[1]) > 12 >= int(match[2])) - (
                int(match[2]) > 12 >= int(match[1])
            )
    return votes > 0 if votes else default
