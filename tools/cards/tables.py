# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
"""Rows of a sheet, read by what the user said its columns mean."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from .cells import Options
from .dates import days_come_first
from .fields import CARD
from .frames import FORMULAS
from .headings import unit_of
from .problems import Problem
from .reading import Sheet
from .rows import ReadRow, read_card, read_person

# Where Chinese characters say nothing about the country.
_HAN_COUNTRIES = {"CN", "HK", "MO", "TW", "SG", "JP", "MY"}
_HAN = re.compile(r"[\u4e00-\u9fff]")
# Where 03/04/2021 is the 4th of March.
_MONTH_FIRST = {"US", "PH", "FM", "MH", "PW"}
_DATES = ("registered_on", "client_since", "birth_date")


class NumberedReading(NamedTuple):
    """A row as it stands in the file, under its number there, and what it says."""

    number: int
    cells: list[str]
    row: ReadRow


def country_of(sheets: Sequence[Sheet], default: str) -> str:
    """Return the country whose numbers a file probably holds: `default`, or China.

    Cards in Chinese come from China, also at a firm whose company is elsewhere.
    """
    rows = [cells for sheet in sheets for cells in sheet.sample]
    chinese = sum(bool(_HAN.search("".join(cells))) for cells in rows)
    if default not in _HAN_COUNTRIES and 2 * chinese > len(rows):
        return "CN"
    return default


def options_for(sheet: Sheet, mapping: Mapping[int, str], **given: object) -> Options:
    """Return the options of a sheet: units from its headings, the order of its dates.

    :param mapping: what each column means, by its position
    :param given: `country`, `currency` and `today` of the import
    """
    columns = {meaning: position for position, meaning in mapping.items()}
    default = given.get("country") not in _MONTH_FIRST
    day_first = frozenset(
        name
        for name in _DATES
        if name in columns and days_come_first(_column(sheet, columns[name]), default)
    )
    headings = {name: sheet.headings[position] for name, position in columns.items()}
    units = {name: unit_of(heading) for name, heading in headings.items()}
    return Options(day_first=day_first, units=units, headings=headings, **given)


def _column(sheet: Sheet, position: int) -> Sequence[str]:
    return [cells[position] for cells in sheet.sample if position < len(cells)]


def read_frame(
    frame: pd.DataFrame, kind: str, mapping: Mapping[int, str], options: Options
) -> Iterator[NumberedReading]:
    """Yield what each row of a frame says."""
    read = read_card if kind == CARD else read_person
    formulas = frame.attrs.get(FORMULAS, {})
    for number, *cells in frame.itertuples(name=None):
        meant = {name: cells[position] for position, name in mapping.items()}
        row = read(meant, options)
        for position, name in mapping.items():
            if formula := formulas.get((number, position)):
                code = "formula_value" if cells[position] else "formula"
                row.problems.append(Problem(code, name, formula[:200]))
        yield NumberedReading(number, cells, row)
