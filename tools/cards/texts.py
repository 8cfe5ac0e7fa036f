# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
"""The encoding and the delimiter of a text file that says neither."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO

from charset_normalizer import from_bytes

from .refusal import MAX_LINE, MAX_RECORD, FileRefused

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What people in an office separate columns with, the usual ones first.
DELIMITERS = ",;\t|；，^~:\x1f"
_RARE_GUESSES = ["big5", "cp1252", "shift_jis", "euc_kr", "cp1251"]
_SAMPLE = 256 * 1024
_EXCEL_HINT = re.compile(r"^sep=([^\r\n\"'])\r?\n", re.IGNORECASE)
_REPLACED = "\ufffd"


def detect_encoding(stream: BinaryIO) -> str:
    """Return the encoding of a text: UTF-8, UTF-16, GB18030 or the best guess."""
    stream.seek(0)
    head = stream.read(_SAMPLE)
    for encoding in _candidates(head):
        broken = _first_bad_byte(stream, encoding)
        if not broken:
            return encoding
        if _is_nearly(head, encoding):
            name = encoding.upper().removesuffix("-SIG")
            raise FileRefused("bad_byte", encoding=name, **broken)
    raise FileRefused("binary")


def _is_nearly(head: bytes, encoding: str) -> bool:
    """Say whether an encoding gives characters but for a few, or is announced."""
    if head.startswith(tuple(bom for bom, _encoding in _BOMS)):
        return True
    text = codecs.getincrementaldecoder(encoding)("replace").decode(head)
    others = [char for char in text if not char.isascii()]
    return len(others) >= 3 * others.count(_REPLACED)


def _candidates(head: bytes) -> Iterator[str]:
    """Yield the encodings that a text may have, the likeliest first."""
    for bom, encoding in _BOMS:
        if head.startswith(bom):
            yield encoding
            return
    if b"\x00" in head:
        little = head[1::2].count(0) >= head[::2].count(0)
        yield "utf-16-le" if little else "utf-16-be"
        return
    yield "utf-8"
    if _reads_as_chinese(head):
        yield "gb18030"
    guess = from_bytes(head, cp_isolation=["gb18030", *_RARE_GUESSES]).best()
    if guess is not None:
        yield guess.encoding
    yield "gb18030"


def _first_bad_byte(stream: BinaryIO, encoding: str) -> dict[str, object]:
    """Return row and byte of the first that is no character, or nothing."""
    decoder = codecs.getincrementaldecoder(encoding)()
    stream.seek(0)
    row = 1
    try:
        while block := stream.read(1 << 20):
            row += decoder.decode(block).count("\n")
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode(encoding, errors="ignore")
        byte = error.object[error.start]
        return {"row": row + before.count("\n"), "byte": f"{byte:02X}"}
    return {}


def _reads_as_chinese(head: bytes) -> bool:
    """Say whether bytes read as GB18030 give everyday Chinese, not accidents.

    Western and Big5 texts decode too, but into rare characters.
    """
    text = head.decode("gb18030", errors="ignore")
    others = [char for char in text if not char.isascii()]
    common = sum(1 for char in others if _in_gb2312(char))
    return common >= 0.9 * len(others)


def _in_gb2312(char: str) -> bool:
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def open_text(stream: BinaryIO, encoding: str) -> io.TextIOWrapper:
    """Open the stream as text from its start; closing is left to the caller."""
    stream.seek(0)
    return io.TextIOWrapper(stream, encoding=encoding, newline="")


def refuse_endless_lines(text: io.TextIOWrapper) -> None:
    """Refuse a file with a line that no spreadsheet ever wrote."""
    number, length = 1, 0
    # Block by block: a file of very many short lines is looked through as fast.
    while block := text.read(MAX_LINE // 4):
        if "\x00" in block:
            raise FileRefused("binary")
        first, *others = block.replace("\r", "\n").split("\n")
        if length + len(first) >= MAX_LINE:
            raise FileRefused("endless_line", row=number)
        length = len(others[-1]) if others else length + len(first)
        number += max(block.count("\n"), block.count("\r"))


def allow_long_cells() -> None:
    """Let cells be as long as rows may be: the limit of `csv` is the whole process's.

    It is only ever raised, since others in the process may rely on it as well.
    """
    if csv.field_size_limit() < MAX_RECORD:
        csv.field_size_limit(MAX_RECORD)


class LimitedLines:
    """The lines of a text for `csv`; refuses a row that goes on for too many of them.

    That is a quotation mark that was opened by mistake, or a cell like a book.
    """

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text
        self.start_row(1)

    def start_row(self, number: int) -> None:
        """Begin to count the characters of a row."""
        self._row, self._length = number, 0

    def __iter__(self) -> Iterator[str]:
        for line in self._text:
            self._length += len(line)
            if self._length > MAX_RECORD:
                raise FileRefused("endless_row", row=self._row, limit=MAX_RECORD)
            yield line


def detect_delimiter(sample: str) -> str:
    """Return the character that splits most lines into the same number of columns."""
    hint = _EXCEL_HINT.match(sample)
    if hint:
        return hint[1]
    best, best_score = ",", (0, 0)
    for delimiter in DELIMITERS:
        widths = Counter(len(row) for row in _records(sample, delimiter))
        widths.pop(0, None)
        widths.pop(1, None)
        if not widths:
            continue
        width, lines = max(widths.items(), key=lambda item: (item[1], item[0]))
        if (lines, width) > best_score:
            best, best_score = delimiter, (lines, width)
    return best


def _records(sample: str, delimiter: str) -> list[list[str]]:
    lines = io.StringIO(sample, newline="")
    try:
        return list(csv.reader(lines, delimiter=delimiter))
    except csv.Error:
        return []
