"""Files of every kind, made here; honest ones are read and hostile ones refused."""

import csv
import datetime as dt
import io
import time
import zipfile

import openpyxl
import pytest
import xlwt
from hypothesis import given, settings
from hypothesis import strategies as st

from ..cards import refusal
from ..cards.bad_rows import write_bad_rows
from ..cards.cells import Options
from ..cards.fields import CARD
from ..cards.reading import open_cards
from ..cards.refusal import FileRefused
from ..cards.tables import options_for, read_frame

HEADINGS = ["客户名称", "联系电话", "成立日期"]
ROWS = [["客户甲", "010-65529988", "2021年3月5日"], ["Client B; Ltd", "", "1998-04-13"]]


def _opened(content, filename):
    return open_cards(io.BytesIO(content), filename)


def _refused(content, filename):
    with pytest.raises(FileRefused) as caught:
        opened = _opened(content, filename)
        for sheet in opened.sheets:
            list(opened.frames(sheet))
    return caught.value.code


def _cells(opened):
    (sheet,) = [sheet for sheet in opened.sheets if sheet.kind == CARD]
    return [row for frame in opened.frames(sheet) for row in frame.values.tolist()]


def _csv(rows, delimiter=",", encoding="utf-8"):
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode(encoding)


def _xlsx(rows, change=None):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if change:
        change(book)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _repacked(content, parts):
    """Return a workbook with some of its parts replaced, added or, if None, gone."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, part in parts.items():
            if part is not None:
                new.writestr(name, part)
    return target.getvalue()


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32"],
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", "^"])
def test_text_in_any_encoding_with_any_delimiter(encoding, delimiter):
    content = _csv([HEADINGS, *ROWS], delimiter, encoding)
    assert _cells(_opened(content, "cards.csv")) == ROWS


def test_western_and_traditional_chinese_code_pages():
    western = _csv([["Client", "City"], ["Müller & Söhne GmbH", "Köln"]], ";", "cp1252")
    assert _cells(_opened(western, "a.csv")) == [["Müller & Söhne GmbH", "Köln"]]
    rows = [["臺灣積體電路製造股份有限公司", "新竹科學園區力行六路八號"]] * 20
    taiwan = _csv([["客戶名稱", "地址"], *rows], ",", "big5")
    assert _cells(_opened(taiwan, "a.csv"))[0] == rows[0]


def test_quoted_cells_keep_delimiters_and_line_breaks():
    rows = [["客户甲", 'a, "b"\nc', "x"]]
    assert _cells(_opened(_csv([HEADINGS, *rows]), "a.csv")) == rows


def test_the_delimiter_that_excel_announces_is_believed():
    content = b"sep=;\r\n" + _csv([HEADINGS, *ROWS], ";")
    opened = _opened(content, "a.csv")
    assert _cells(opened) == ROWS
    assert opened.sheets[0].heading_row == 2


def test_rows_are_numbered_as_a_spreadsheet_shows_them():
    rows = [["title"], [], HEADINGS, ROWS[0], ["", "　", ""], HEADINGS, ROWS[1]]
    for content, name in ((_csv(rows), "a.csv"), (_xlsx(rows), "a.xlsx")):
        opened = _opened(content, name)
        (frame,) = opened.frames(opened.sheets[0])
        assert list(frame.index) == [4, 7]
        (rest,) = opened.frames(opened.sheets[0], after=4)
        assert list(rest.index) == [7]


def test_an_old_workbook():
    book = xlwt.Workbook()
    sheet = book.add_sheet("客户")
    dated = xlwt.easyxf(num_format_str="YYYY-MM-DD")
    for number, row in enumerate([HEADINGS, *ROWS, ["客户丙", 13800000000]]):
        for column, value in enumerate(row):
            sheet.write(number, column, value)
    sheet.write(3, 2, dt.date(2021, 3, 5), dated)
    target = io.BytesIO()
    book.save(target)
    assert _cells(_opened(target.getvalue(), "a.xls"))[2] == [
        "客户丙",
        "13800000000",
        "2021-03-05",
    ]


def test_rows_come_in_frames_of_bounded_size():
    rows = [HEADINGS] + [[f"Client {n}", "", ""] for n in range(2500)]
    opened = _opened(_csv(rows), "a.csv")
    assert [len(f) for f in opened.frames(opened.sheets[0])] == [1000, 1000, 500]


def test_formulas_are_never_computed():
    def add(book):
        book.active.append(['=HYPERLINK("http://example.com","x")', "=1+1", "2021-3-5"])

    opened = _opened(_xlsx([HEADINGS, ROWS[0]], add), "a.xlsx")
    (frame,) = opened.frames(opened.sheets[0])
    mapping = {0: "name", 1: "phone", 2: "registered_on"}
    bad = list(read_frame(frame, CARD, mapping, Options()))[1]
    assert bad.cells[:2] == ["", ""]
    codes = {(problem.code, problem.column) for problem in bad.row.problems}
    assert codes == {("formula", "name"), ("formula", "phone"), ("no_name", "name")}


def test_text_that_looks_like_a_formula_stays_text_and_is_told():
    content = _csv([HEADINGS, ["=cmd|' /C calc'!A0", "+86 13087118447", "@x"]])
    opened = _opened(content, "a.csv")
    (frame,) = opened.frames(opened.sheets[0])
    (reading,) = read_frame(frame, CARD, {0: "name", 1: "phone"}, Options())
    assert [p.code for p in reading.row.problems] == ["formula_name"]
    rows = [HEADINGS, ["甲公司", "+86 13087118447", "=cmd|' /C calc'!A0"]]
    opened = _opened(_csv(rows), "a.csv")
    (frame,) = opened.frames(opened.sheets[0])
    columns = {0: "name", 1: "phone", 2: "note"}
    (reading,) = read_frame(frame, CARD, columns, Options())
    assert reading.row.values["note"].startswith("=cmd")
    assert [p.code for p in reading.row.problems] == ["formula_text"]


def test_bad_rows_are_written_so_that_nothing_in_them_runs():
    cells = ["=cmd|' /C calc'!A0", "+1", "plain"]
    content = write_bad_rows(
        [("a/b", HEADINGS, [(cells, "row 4: the name is missing")])], "Problem"
    )
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert [cell.value for cell in sheet[2]] == [*cells, "row 4: the name is missing"]
    assert {cell.data_type for cell in sheet[2]} == {"s"}
    assert [cell.quotePrefix for cell in sheet[2]][:3] == [True, True, False]


def test_sheets_of_bad_rows_have_names_of_their_own():
    names = ["Li's cards", "Li s cards", "LI S CARDS", "x" * 40, "x" * 41, "", "Cards"]
    content = write_bad_rows([(name, HEADINGS, []) for name in names], "Problem")
    titles = openpyxl.load_workbook(io.BytesIO(content)).sheetnames
    assert titles[:3] == ["Li s cards", "Li s cards (2)", "LI S CARDS (3)"]
    assert len({title.casefold() for title in titles}) == len(names)
    assert max(map(len, titles)) <= 31


def test_a_cell_too_long_for_excel_is_cut_among_the_bad_rows():
    cell = "x" * (refusal.MAX_CELL + 1)
    content = write_bad_rows([("a", HEADINGS, [([cell], "too long")])], "Problem")
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet["A2"].value == cell[:-1]


def test_units_and_the_order_of_dates_come_from_the_sheet():
    content = _csv(
        [["Client", "资本（万元）", "Incorporated"], ["A", "300", "31/12/2020"]]
    )
    sheet = _opened(content, "a.csv").sheets[0]
    mapping = {0: "name", 1: "registered_capital", 2: "registered_on"}
    options = options_for(sheet, mapping, country="US")
    assert options.units["registered_capital"] == "万元"
    assert options.day_first == {"registered_on"}


VCARDS = """BEGIN:VCARD
VERSION:4.0
FN:Simon Example
ORG:Example\\, Inc.;Research
TITLE:General Manager
TEL;VALUE=uri;TYPE="work,voice":tel:+1-418-656-9254;ext=102
item1.TEL;TYPE=cell:+1 418 262 6501
EMAIL:simon@example.com
PHOTO:data:image/jpeg;base64,AAAA
 BBBB
NOTE:first line\\nsecond
  line
END:VCARD
BEGIN:VCARD
VERSION:3.0
this line is damaged
N:Zhang;San;;;
FN:Zhang San
TEL:010-65529988
END:VCARD
BEGIN:VCARD
VERSION:4.0
KIND:org
FN:Example GmbH
END:VCARD
"""


def test_address_cards_of_both_versions():
    rows = _cells(_opened(VCARDS.encode(), "a.vcf"))
    assert rows[0][:9] == [
        "Example, Inc.",
        "单位 organisation",
        "Simon Example",
        "General Manager",
        "+1-418-656-9254 ext. 102",
        "",
        "",
        "+1 418 262 6501",
        "simon@example.com",
    ]
    assert rows[1][:5] == ["Zhang San", "个人 individual", "", "", "010-65529988"]
    assert rows[2][:3] == ["Example GmbH", "单位 organisation", ""]


@pytest.mark.parametrize(
    "content", [b"", b"   \r\n\r\n", b"\xef\xbb\xbf", b"\x00" * 50]
)
def test_an_empty_file_is_refused(content):
    assert _refused(content, "a.csv") == "empty"


def test_a_file_with_headings_only_is_refused():
    assert _refused(_csv([HEADINGS]), "a.csv") == "no_rows"
    assert _refused(_csv([["just one line of text"]]), "a.csv") == "no_headings"


@pytest.mark.parametrize(
    ("filename", "code"),
    [("a.xlsx", "wrong_extension"), ("a.xls", "wrong_extension"),
     ("a.vcf", "wrong_extension"), ("a.exe", "unknown_type"), ("a", "unknown_type")],
)  # fmt: skip
def test_a_name_that_promises_something_else_is_refused(filename, code):
    assert _refused(_csv([HEADINGS, *ROWS]), filename) == code


def test_a_workbook_under_another_name_is_refused():
    content = _xlsx([HEADINGS, *ROWS])
    assert _refused(content, "a.csv") == "wrong_extension"
    assert _refused(_repacked(content, {})[:400], "a.xlsx") == "damaged"


def test_an_archive_that_is_no_workbook_is_refused():
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("readme.txt", "hello")
    assert _refused(target.getvalue(), "a.xlsx") == "wrong_extension"


def test_a_web_page_under_the_name_of_a_workbook_is_refused():
    assert _refused(b"<html><table><tr><td>x", "a.xls") == "web_page"


@pytest.mark.parametrize(
    "content", [bytes(range(256)) * 40, b"name,phone\nx\x00y,1\n" * 9]
)
def test_binary_junk_is_refused(content):
    assert _refused(content, "a.csv") == "binary"


def test_a_zip_bomb_is_refused_before_it_unpacks():
    content = _repacked(
        _xlsx([HEADINGS]), {"xl/worksheets/sheet1.xml": b"0" * (60 * refusal.MEBIBYTE)}
    )
    assert len(content) < refusal.MEBIBYTE
    assert _refused(content, "a.xlsx") == "bomb"


@pytest.mark.parametrize("code", ["utf-8", "utf-16"])
def test_entities_are_refused(code):
    evil = (
        f'<?xml version="1.0" encoding="{code}"?>'
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
    ).encode(code)
    content = _repacked(_xlsx([HEADINGS, *ROWS]), {"xl/sharedStrings.xml": evil})
    assert _refused(content, "a.xlsx") == "entities"


def _moved(content, change=lambda sheet: sheet):
    """Return a workbook whose sheet lies under a name of its own."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {
            name: archive.read(name).replace(b"sheet1.xml", b"sheet1.dat")
            for name in ("xl/_rels/workbook.xml.rels", "[Content_Types].xml")
        }
        sheet = archive.read("xl/worksheets/sheet1.xml")
    parts |= {
        "xl/worksheets/sheet1.dat": change(sheet),
        "xl/worksheets/sheet1.xml": None,
    }
    return _repacked(content, parts)


def test_entities_are_refused_in_a_part_of_any_name():
    doctype = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><worksheet'
    content = _xlsx([HEADINGS, *ROWS])
    assert _cells(_opened(_moved(content), "a.xlsx")) == ROWS
    evil = _moved(content, lambda sheet: sheet.replace(b"<worksheet", doctype, 1))
    assert _refused(evil, "a.xlsx") == "entities"


def test_formulas_are_told_in_a_sheet_of_any_name():
    opened = _opened(_moved(_xlsx([HEADINGS, ["A", "=1+1", ""]])), "a.xlsx")
    (frame,) = opened.frames(opened.sheets[0])
    (reading,) = read_frame(frame, CARD, {0: "name", 1: "phone"}, Options())
    assert [p.code for p in reading.row.problems] == ["formula"]


def test_ten_thousand_columns_are_refused():
    row = ["x"] * 10_000
    assert _refused(_csv([row, row]), "a.csv") == "too_many_columns"
    assert _refused(_xlsx([HEADINGS, row]), "a.xlsx") == "too_many_columns"


def test_too_many_rows_are_refused(monkeypatch):
    monkeypatch.setattr(refusal, "MAX_ROWS", 100)
    rows = [HEADINGS] + [["x", "", ""]] * 101
    assert _refused(_csv(rows), "a.csv") == "too_many_rows"
    assert _refused(_xlsx(rows), "a.xlsx") == "too_many_rows"


def test_a_file_that_is_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(refusal, "MAX_FILE_BYTES", 1000)
    assert _refused(b"a,b\n" * 1000, "a.csv") == "too_large"


def test_an_endless_line_is_refused():
    assert _refused(b"a,b\n" + b"x" * (2 * refusal.MEBIBYTE), "a.csv") == "endless_line"


def test_a_quotation_mark_that_never_closes_is_refused():
    assert _refused(b'name,phone\n"A Ltd,1\nB,2\n', "a.csv") == "open_quote"


@pytest.mark.parametrize("lines", [1, 100_000])
def test_a_row_like_a_book_is_refused_at_once(lines):
    line = "x" * (1_300_000 // lines) + "\n"
    for cell in (f'"{line * lines}"', f'"{line * lines}'):
        content = f"name,note\nA Ltd,1\nB Ltd,{cell}\n".encode()
        code = "endless_row" if lines > 1 else "endless_line"
        start = time.monotonic()
        assert _refused(content, "a.csv") == code
        assert time.monotonic() - start < 5


@pytest.mark.parametrize("limit", [1000, 131_072, 500 * refusal.MEBIBYTE])
def test_a_long_cell_is_a_row_error_whatever_the_process_allows(limit):
    before = csv.field_size_limit(limit)
    try:
        for delimiter in (",", "；"):
            rows = [HEADINGS, [f"A{'x' * 200_000}", "", ""], ROWS[0]]
            opened = _opened(_csv(rows, delimiter), "a.csv")
            (frame,) = opened.frames(opened.sheets[0])
            long, good = read_frame(frame, CARD, {0: "name"}, Options())
            assert "too_long" in [p.code for p in long.row.problems]
            assert good.row.good
    finally:
        csv.field_size_limit(before)


def test_empty_cells_at_the_end_of_all_rows_move_nothing():
    content = "客户名称,电话,,\n客户甲,1,,\n客户乙\n".encode()
    assert _cells(_opened(content, "a.csv")) == [["客户甲", "1"], ["客户乙", ""]]


@pytest.mark.parametrize("hint", [b"sep=\r\n", b'sep="\n', b"sep='\n", b"sep=\r\r\n"])
def test_a_separator_that_cannot_be_one_is_not_believed(hint):
    assert _cells(_opened(hint + _csv([HEADINGS, *ROWS]), "a.csv")) == ROWS


@pytest.mark.parametrize(
    ("before", "after", "encoding"),
    [("utf-8", b"\xff\n", "UTF-8"), ("utf-8-sig", b"\xff\n", "UTF-8"),
     ("gb18030", b"\xff\n", "GB18030")],
)  # fmt: skip
def test_a_bad_byte_is_told_with_its_row_and_the_encoding(before, after, encoding):
    content = _csv([HEADINGS, *ROWS], encoding=before) + after
    with pytest.raises(FileRefused) as caught:
        _opened(content, "a.csv")
    assert caught.value.code == "bad_byte"
    assert caught.value.details == {"encoding": encoding, "row": 4, "byte": "FF"}


@pytest.mark.parametrize(
    ("start", "kind"),
    [(b"%PDF-1.7\n", "PDF"), (b"{\\rtf1", "RTF"), (b"\x89PNG\r\n\x1a\n", "PNG")],
)
def test_a_document_under_another_name_is_told_by_its_kind(start, kind):
    for name in ("a.csv", "a.xlsx", "a.pdf"):
        with pytest.raises(FileRefused) as caught:
            _opened(start + bytes(range(256)), name)
        assert (caught.value.code, caught.value.details["found"]) == ("document", kind)


def test_a_file_with_a_password_is_refused():
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
    content = ole + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 600
    assert _refused(content, "a.xls") == "password"
    assert _refused(ole + b"\x00" * 600, "a.xls") == "damaged"


def test_a_declared_size_without_end_is_not_believed():
    content = _xlsx([HEADINGS, *ROWS])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    sheet = sheet.replace(b'ref="A1:C3"', b'ref="A1:XFD1048576"')
    opened = _opened(_repacked(content, {"xl/worksheets/sheet1.xml": sheet}), "a.xlsx")
    assert _cells(opened) == ROWS


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=600), st.sampled_from(["a.csv", "a.xlsx", "a.xls", "a.vcf"]))
def test_no_bytes_break_the_reader(content, filename):
    for start in (
        b"",
        b"PK\x03\x04",
        b"BEGIN:VCARD\n",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    ):
        try:
            opened = _opened(start + content, filename)
            for sheet in opened.sheets:
                list(opened.frames(sheet))
        except FileRefused:
            continue
