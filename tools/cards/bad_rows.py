# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
"""The rows that were left out, as a workbook to correct and import again."""

import io
from collections.abc import Iterable, Sequence

import xlsxwriter

from . import refusal

_LONGEST_NAME = 31
_LOOKS_LIKE_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_bad_rows(
    sheets: Iterable[tuple[str, Sequence[str], Iterable[tuple[Sequence[str], str]]]],
    problem_heading: str,
) -> bytes:
    """Return a workbook with the original cells of bad rows and what is wrong.

    Every cell is written as text and, where it could be taken for a formula, marked
    so that Excel keeps it as text when somebody edits it.

    :param sheets: for each sheet its name, its headings, its rows with their problem
    :param problem_heading: the heading of the added column
    """
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"constant_memory": True, "in_memory": True})
    styles = {
        "heading": book.add_format({"bold": True, "text_wrap": True}),
        "problem": book.add_format({"font_color": "#9C0006", "text_wrap": True}),
        "quoted": book.add_format({"quote_prefix": True}),
    }
    taken: set[str] = set()
    for name, headings, rows in sheets:
        worksheet = book.add_worksheet(_sheet_name(name, taken))
        worksheet.freeze_panes(1, 0)
        worksheet.set_column(0, len(headings), 18)
        worksheet.set_column(len(headings), len(headings), 60)
        for column, heading in enumerate([*headings, problem_heading]):
            worksheet.write_string(0, column, heading, styles["heading"])
        for line, (cells, problem) in enumerate(rows, 1):
            for column, cell in enumerate(cells):
                quoted = cell.startswith(_LOOKS_LIKE_FORMULA)
                worksheet.write_string(
                    line,
                    column,
                    cell[: refusal.MAX_CELL],
                    styles["quoted"] if quoted else None,
                )
            told = problem[: refusal.MAX_CELL]
            worksheet.write_string(line, len(headings), told, styles["problem"])
    book.close()
    return target.getvalue()


def _sheet_name(name: str, taken: set[str]) -> str:
    """Return a name that Excel takes, unlike those `taken` in more than capitals."""
    plain = "".join(" " if char in "[]:*?/\\'" else char for char in name).strip()
    found, number = plain[:_LONGEST_NAME].strip() or "Cards", 1
    while found.casefold() in taken:
        number += 1
        found = f"{plain[: _LONGEST_NAME - 5].strip()} ({number})"
    taken.add(found.casefold())
    return found
