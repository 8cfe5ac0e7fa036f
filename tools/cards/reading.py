# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
"""A card file from outside: its sheets, their headings, and their rows in frames."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import BinaryIO

import pandas as pd

from . import frames, headings
from .fields import CARD, OTHER
from .frames import FORMULAS, Cells
from .readers import CsvReader, XlsReader, XlsxReader
from .refusal import FileRefused
from .sniffing import sniff
from .vcards import VcardReader

_READERS = {
    "csv": CsvReader,
    "xlsx": XlsxReader,
    "xls": XlsReader,
    "vcard": VcardReader,
}
SAMPLE = 300


@dataclass(frozen=True)
class Sheet:
    """One sheet: what it holds, where its headings stand, a sample of its rows."""

    number: int
    name: str
    kind: str
    heading_row: int
    headings: Cells
    sample: list[Cells] = field(default_factory=list)


class CardFile:
    """A card file that was found fit to be read."""

    def __init__(self, stream: BinaryIO, filename: str) -> None:
        self.format = sniff(stream, filename)
        self._reader = _READERS[self.format](stream)
        self.sheets = self._recognise()

    def _recognise(self) -> list[Sheet]:
        """Find the headings of each sheet; the first with any holds the cards."""
        sheets: list[Sheet] = []
        for number, name in enumerate(self._reader.sheet_names):
            first = not any(sheet.kind == CARD for sheet in sheets)
            sheets.append(self._sheet(number, name, first))
        if not any(sheet.kind == CARD for sheet in sheets):
            raise FileRefused("no_headings")
        if not any(sheet.sample for sheet in sheets if sheet.kind == CARD):
            raise FileRefused("no_rows")
        return sheets

    def _sheet(self, number: int, name: str, first: bool) -> Sheet:
        fixed = getattr(self._reader, "headings", None)
        top = list(islice(self._reader.rows(number), SAMPLE))
        if fixed:
            sample = [cells for _number, cells in top]
            return Sheet(number, name, CARD, 0, fixed, sample)
        position = headings.find_heading_row([cells for _number, cells in top])
        if position is None:
            return Sheet(number, name, OTHER, 0, [])
        row, titles = top[position]
        sample = [
            cells for _n, cells in top[position + 1 :] if not frames.is_blank(cells)
        ]
        width = max([len(titles), *map(len, sample)])
        titles = [title.strip() for title in titles] + [""] * (width - len(titles))
        kind = headings.sheet_kind(titles, first)
        return Sheet(number, name, kind, row, titles, sample)

    def frames(
        self, sheet: Sheet, after: int = 0, size: int = frames.CHUNK
    ) -> Iterator[pd.DataFrame]:
        """Yield the rows below the headings, in frames indexed by row number.

        `after` skips what was read before: rows up to that number. The formulas of
        the sheet, which are never computed, lie in the attributes of each frame.
        """
        start = max(after, sheet.heading_row)
        formulas = self._reader.formulas(sheet.number)
        below = (
            (number, cells)
            for number, cells in self._reader.rows(sheet.number)
            if number > start and not self._repeats(sheet, cells)
        )
        for frame in frames.in_frames(below, len(sheet.headings), size):
            frame.attrs[FORMULAS] = formulas
            yield frame

    def count(self, sheet: Sheet) -> int:
        """Return about how many rows a sheet has, to show the progress by."""
        return self._reader.count(sheet.number)

    def _repeats(self, sheet: Sheet, cells: Cells) -> bool:
        """Say whether a row repeats the headings, as printed lists do on each page."""
        return [cell.strip() for cell in cells] == [
            heading for heading in sheet.headings[: len(cells)]
        ] and any(cells)


def open_cards(stream: BinaryIO, filename: str) -> CardFile:
    """Open a card file, or raise `FileRefused` with the reason."""
    return CardFile(stream, filename)
