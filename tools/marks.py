"""Marks on files that leave the firm: put in, and found again.

A mark names a row of the access log: its number, and the first characters of its hash,
so that nobody invents one. It is put where each kind of file keeps it without harm:

- a workbook: in its properties, and on a sheet of its own, which importing the first
  sheet again does not meet;
- a CSV: as the heading of an empty column at the end. An import leaves a column that it
  does not know alone, while a line more would be a record more;
- a PDF: at the foot of each page, and in its properties;
- a web page: at its end; a business card: as a property that programs pass over.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from xml.sax.saxutils import escape

HASH_LENGTH = 12
MARK = re.compile(rf"LAW-(\d{{1,9}})-([0-9a-f]{{{HASH_LENGTH}}})")
SHEET = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>{text}</t></is></c></row>'
    "</sheetData></worksheet>"
)
SHEET_PATH = "xl/worksheets/mark.xml"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET_RELATION = f"{RELATIONS}/worksheet"
LONGEST_LOOK = 200


def mark_of(number: int, row_hash: str) -> str:
    """Return the mark that names a row of the log."""
    return f"LAW-{number}-{row_hash[:HASH_LENGTH]}"


def read_mark(text: str) -> tuple[int, str] | None:
    """Return (number, start of the hash) of the first mark in a text, or None."""
    found = MARK.search(text or "")
    return (int(found[1]), found[2]) if found else None


# === PUT IN ===
def mark_csv(content: str, mark: str) -> str:
    """Return a CSV with the mark as heading of an empty last column."""
    source = csv.reader(io.StringIO(content))
    marked = io.StringIO()
    writer = csv.writer(marked, quoting=csv.QUOTE_ALL)
    for line, row in enumerate(source):
        writer.writerow([*row, "" if line else mark])
    return marked.getvalue()


def mark_xlsx(content: bytes, mark: str) -> bytes:
    """Return a workbook with the mark in its properties and on a last sheet."""
    edits = {
        "docProps/core.xml": lambda xml: _before(
            xml, "</cp:coreProperties>", f"<cp:keywords>{escape(mark)}</cp:keywords>"
        ),
        "[Content_Types].xml": lambda xml: _before(
            xml,
            "</Types>",
            f'<Override PartName="/{SHEET_PATH}" ContentType="{SHEET_TYPE}"/>',
        ),
        "xl/workbook.xml": lambda xml: _before(
            xml,
            "</sheets>",
            f'<sheet xmlns:r="{RELATIONS}" name="{escape(mark)}" sheetId="9999" '
            'r:id="rIdMark"/>',
        ),
        "xl/_rels/workbook.xml.rels": lambda xml: _before(
            xml,
            "</Relationships>",
            f'<Relationship Id="rIdMark" Type="{SHEET_RELATION}" '
            'Target="worksheets/mark.xml"/>',
        ),
    }
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as marked:
            for item in source.infolist():
                data = source.read(item)
                if item.filename in edits:
                    data = edits[item.filename](data.decode()).encode()
                marked.writestr(item, data)
            marked.writestr(SHEET_PATH, SHEET.format(text=escape(mark)))
    return target.getvalue()


def _before(xml: str, end: str, more: str) -> str:
    head, found, tail = xml.rpartition(end)
    if not found:
        raise ValueError(f"{end} is missing: this is no workbook of ours")
    return head + more + found + tail


def mark_html(content: bytes, mark: str) -> bytes:
    """Return a web page with the mark at its end."""
    line = f'<p style="color:#777;font-size:8px">{escape(mark)}</p>'.encode()
    head, body, tail = content.rpartition(b"</body>")
    return head + line + body + tail if body else content + line


def mark_vcard(content: bytes, mark: str) -> bytes:
    """Return a business card with the mark as a property of its own."""
    head, end, tail = content.rpartition(b"END:VCARD")
    return head + f"X-LAW-MARK:{mark}\r\n".encode() + end + tail


# === FIND ===
def find_mark(content: bytes) -> tuple[int, str] | None:
    """Return the mark in a file of any of these kinds but PDF, or None."""
    for text in _texts(content):
        found = read_mark(text)
        if found:
            return found
    return None


def _texts(content):
    """Yield the texts in a file in which a mark may be."""
    yield content.decode("utf-8", errors="ignore")
    if content.startswith(b"PK"):
        yield from _zipped(content)


def _zipped(content):
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as files:
            for name in files.namelist()[:LONGEST_LOOK]:
                yield name
                yield files.read(name).decode("utf-8", errors="ignore")
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError):
        return
