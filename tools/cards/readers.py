# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
"""One reader per kind of file; each gives sheets of numbered rows, bit by bit."""

import csv
import os
import zipfile
from collections.abc import Iterator
from typing import BinaryIO
from xml.etree.ElementTree import ParseError

import openpyxl
import pandas as pd
import xlrd

from . import refusal, sniffing, texts
from .frames import CHUNK, NumberedRow, cell_text, check_height, check_width
from .refusal import FileRefused

_FORMULA_TAGS = tuple(
    tag.encode(code)
    for tag in ("<f>", "<f ", ":f>", ":f ")
    for code in ("utf-8", "utf-16-le", "utf-16-be")
)


class CsvReader:
    """A text file of separated columns, as one sheet."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.encoding = texts.detect_encoding(stream)
        self.sheet_names = [""]
        texts.allow_long_cells()
        texts.refuse_endless_lines(self._text())
        self.delimiter = texts.detect_delimiter(self._sample())
        self._width, self._count = self._measure()

    def _text(self):
        # A fresh wrapper each time; detached, or its end would close the stream.
        return texts.open_text(_Unclosable(self._stream), self.encoding)

    def _sample(self) -> str:
        """Return the first lines whole."""
        text = self._text()
        lines, length = [], 0
        while length < 64 * 1024 and (line := text.readline()):
            lines.append(line)
            length += len(line)
        return "".join(lines)

    def _measure(self) -> tuple[int, int]:
        """Return the number of columns of the widest row, and of the rows."""
        width = number = 0
        lines = texts.LimitedLines(self._text())
        reader = csv.reader(lines, delimiter=self.delimiter, strict=True)
        try:
            for number, row in enumerate(reader, 1):
                lines.start_row(number + 1)
                check_height(number)
                width = max(width, len(check_width(row)))
        except csv.Error as error:
            if "unexpected end" in str(error):
                raise FileRefused("open_quote", row=number + 1) from None
            return refusal.MAX_COLUMNS, number
        return width, number

    def count(self, sheet: int) -> int:
        """Return about how many rows there are, to show the progress by."""
        return self._count

    def rows(self, sheet: int) -> Iterator[NumberedRow]:
        """Yield the rows as pandas reads them, numbered as a spreadsheet shows them."""
        try:
            with self._frames() as frames:
                for frame in frames:
                    for number, *cells in frame.itertuples(name=None):
                        check_height(number + 1)
                        yield number + 1, check_width([cell_text(c) for c in cells])
        except (pd.errors.ParserError, csv.Error):
            raise FileRefused("damaged") from None

    def _frames(self):
        columns = range(max(self._width, 1))
        return pd.read_csv(
            self._text(),
            sep=self.delimiter,
            header=None,
            names=columns,
            usecols=columns,  # else the first ones of a row with an empty tail vanish
            dtype=str,
            na_filter=False,
            skip_blank_lines=False,
            engine="c" if self.delimiter.isascii() else "python",
            chunksize=CHUNK,
        )

    def formulas(self, sheet: int) -> dict[tuple[int, int], str]:
        """Return no formulas: a text file has none, only text that looks like one."""
        return {}


class _Unclosable:
    """The stream without its end, so that closing a text view leaves it open."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def __getattr__(self, name: str):
        return getattr(self._stream, name)

    def close(self) -> None:
        """Stay open."""


class XlsxReader:
    """An Excel workbook, streamed; formulas are never computed."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._values = self._open(data_only=True)
        self.sheet_names = [sheet.title for sheet in self._values.worksheets]
        if len(self.sheet_names) > refusal.MAX_SHEETS:
            raise FileRefused("too_many_sheets", limit=refusal.MAX_SHEETS)
        self._formula_book = (
            self._open(data_only=False) if self._has_formulas() else None
        )

    def _open(self, data_only: bool):
        self._stream.seek(0)
        try:
            return openpyxl.load_workbook(
                self._stream, read_only=True, data_only=data_only, keep_links=False
            )
        except (
            zipfile.BadZipFile,
            ParseError,
            KeyError,
            ValueError,
            TypeError,
            OSError,
        ):
            raise FileRefused("damaged") from None

    def _has_formulas(self) -> bool:
        with zipfile.ZipFile(self._stream) as archive:
            return any(
                sniffing.archive_part_contains(archive, name, _FORMULA_TAGS)
                for name in archive.namelist()
            )

    def _sheet_rows(self, book, sheet: int) -> Iterator[tuple[int, tuple]]:
        worksheet = book.worksheets[sheet]
        # The declared size of a sheet is often wrong, and a way to fill the memory.
        worksheet.reset_dimensions()
        rows = worksheet.iter_rows(max_col=refusal.MAX_COLUMNS + 1, values_only=True)
        try:
            yield from enumerate(rows, 1)
        except (ParseError, zipfile.BadZipFile, ValueError, KeyError, IndexError):
            raise FileRefused("damaged") from None

    def count(self, sheet: int) -> int:
        """Return about how many rows there are, as far as the sheet is right."""
        return min(self._values.worksheets[sheet].max_row or 0, refusal.MAX_ROWS)

    def rows(self, sheet: int) -> Iterator[NumberedRow]:
        """Yield the rows of a sheet, numbered as Excel shows them."""
        filled = 0
        for number, row in self._sheet_rows(self._values, sheet):
            cells = check_width([cell_text(value) for value in row])
            filled += bool(cells)
            check_height(filled)
            yield number, cells

    def formulas(self, sheet: int) -> dict[tuple[int, int], str]:
        """Return the formulas of a sheet by row number and column."""
        if self._formula_book is None:
            return {}
        return {
            (number, column): value
            for number, row in self._sheet_rows(self._formula_book, sheet)
            for column, value in enumerate(row)
            if isinstance(value, str) and value.startswith("=")
        }


class XlsReader:
    """An old Excel workbook; it is small by nature (65,536 rows) and read whole."""

    def __init__(self, stream: BinaryIO) -> None:
        stream.seek(0)
        try:
            with open(os.devnull, "w") as nowhere:
                self._book = xlrd.open_workbook(
                    file_contents=stream.read(), logfile=nowhere, on_demand=True
                )
        # xlrd fails on a damaged file in any way that Python knows.
        except Exception as error:
            encrypted = "encrypted" in str(error).lower()
            raise FileRefused("password" if encrypted else "damaged") from None
        self.sheet_names = self._book.sheet_names()

    def count(self, sheet: int) -> int:
        """Return how many rows there are."""
        return self._book.sheet_by_index(sheet).nrows

    def rows(self, sheet: int) -> Iterator[NumberedRow]:
        """Yield the rows of a sheet, numbered as Excel shows them."""
        try:
            worksheet = self._book.sheet_by_index(sheet)
            for number in range(worksheet.nrows):
                cells = [self._text(cell) for cell in worksheet.row(number)]
                yield number + 1, check_width(cells)
        except FileRefused:
            raise
        except Exception:
            raise FileRefused("damaged") from None

    def _text(self, cell: xlrd.sheet.Cell) -> str:
        if cell.ctype == xlrd.XL_CELL_DATE:
            return cell_text(xlrd.xldate_as_datetime(cell.value, self._book.datemode))
        if cell.ctype == xlrd.XL_CELL_ERROR:
            return xlrd.error_text_from_code.get(cell.value, "#N/A")
        return cell_text(
            bool(cell.value) if cell.ctype == xlrd.XL_CELL_BOOLEAN else cell.value
        )

    def formulas(self, sheet: int) -> dict[tuple[int, int], str]:
        """Return no formulas: xlrd gives the values that Excel had saved."""
        return {}
