# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
"""Rows of cells as pandas frames: text cells, the user's row numbers as index."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from itertools import islice

import pandas as pd

from . import refusal
from .refusal import FileRefused

CHUNK = 1000
# Cells of a frame that were formulas: (row number, column) -> the formula.
FORMULAS = "formulas"

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|_x000[0-9A-Fa-f]_")

Cells = list[str]
NumberedRow = tuple[int, Cells]


def cell_text(value: object) -> str:
    """Return a cell as a person would type it: 13800000000, 2021-03-05, 0.5."""
    if (
        value is None
        or value is pd.NaT
        or (isinstance(value, float) and value != value)
    ):
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, dt.datetime):
        midnight = value.time() == dt.time()
        return value.date().isoformat() if midnight else value.isoformat(" ")
    if isinstance(value, dt.date):
        return value.isoformat()
    # One more than is taken, for the row to tell that it is too long.
    return _CONTROL.sub("", str(value)[: refusal.MAX_CELL + 1])


def is_blank(cells: Iterable[str]) -> bool:
    """Say whether a row holds nothing but spaces, wide ones included."""
    return not any(cell.strip() for cell in cells)


def check_width(cells: Cells) -> Cells:
    """Return the row without its empty tail; refuse one of too many columns."""
    width = len(cells)
    while width and not cells[width - 1].strip():
        width -= 1
    if width > refusal.MAX_COLUMNS:
        raise FileRefused("too_many_columns", columns=width, limit=refusal.MAX_COLUMNS)
    return cells[:width]


def check_height(number: int) -> None:
    """Refuse a file of more rows than one import takes."""
    if number > refusal.MAX_ROWS:
        raise FileRefused("too_many_rows", limit=refusal.MAX_ROWS)


def in_frames(
    rows: Iterable[NumberedRow], width: int, size: int = CHUNK
) -> Iterator[pd.DataFrame]:
    """Gather numbered rows into frames of `size` rows, blank rows left out."""
    filled = (row for row in rows if not is_blank(row[1]))
    while chunk := list(islice(filled, size)):
        cells = [(row + [""] * (width - len(row)))[:width] for _number, row in chunk]
        numbers = [number for number, _row in chunk]
        yield pd.DataFrame(cells, index=numbers, columns=range(width), dtype=object)
