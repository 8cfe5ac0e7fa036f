import csv
import io
import zipfile

import openpyxl
import pytest

from ..marks import (
    find_mark,
    mark_csv,
    mark_html,
    mark_of,
    mark_vcard,
    mark_xlsx,
    read_mark,
)

MARK = mark_of(123, "0a1b2c3d4e5f" + "9" * 52)
KNOWN = (123, "0a1b2c3d4e5f")


def _workbook():
    content = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.append(["name", "市"])
    book.active.append(["A & B", "上海"])
    book.save(content)
    return content.getvalue()


def test_a_mark_is_number_and_start_of_the_hash():
    assert MARK == "LAW-123-0a1b2c3d4e5f"
    assert read_mark(f"see {MARK}.") == KNOWN


@pytest.mark.parametrize("text", ["", None, "LAW-12", "LAW-x-0a1b2c3d4e5f"])
def test_other_texts_are_none(text):
    assert read_mark(text) is None


def test_a_csv_keeps_its_lines_and_has_one_heading_more():
    text = '"name","note"\r\n"A, B","one\ntwo"\r\n"上海",""\r\n'
    marked = mark_csv(text, MARK)
    assert list(csv.reader(io.StringIO(marked))) == [
        ["name", "note", MARK],
        ["A, B", "one\ntwo", ""],
        ["上海", "", ""],
    ]
    assert find_mark(marked.encode()) == KNOWN


def test_a_workbook_keeps_its_first_sheet():
    content = mark_xlsx(_workbook(), MARK)
    book = openpyxl.load_workbook(io.BytesIO(content))
    first, last = book.worksheets
    rows = [list(row) for row in first.iter_rows(values_only=True)]
    assert rows == [["name", "市"], ["A & B", "上海"]]
    assert (last.title, last["A1"].value) == (MARK, MARK)
    assert book.properties.keywords == MARK
    assert find_mark(content) == KNOWN


def test_what_is_no_workbook_is_not_marked():
    with pytest.raises(ValueError, match="no workbook"):
        mark_xlsx(_broken(), MARK)


def _broken():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as files:
        files.writestr("xl/workbook.xml", "<workbook/>")
    return content.getvalue()


def test_a_page_and_a_card():
    page = mark_html(b"<html><body>A</body></html>", MARK)
    assert page.endswith(b"</body></html>")
    card = mark_vcard(b"BEGIN:VCARD\r\nFN:A\r\nEND:VCARD\r\n", MARK)
    assert card.endswith(b"END:VCARD\r\n")
    assert find_mark(page) == find_mark(card) == KNOWN
