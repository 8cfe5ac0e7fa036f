import time

import pytest

from ..cards.amounts import read_amount
from ..cards.cells import Options
from ..cards.dates import days_come_first, read_date
from ..cards.headings import guess, unit_of
from ..cards.rows import read_card, read_person
from ..names import NAME_LENGTH, fold, name_key, readable_name
from ..registration import NUMBER_LENGTH, registration_key


def _read(**cells):
    return read_card({"name": "客户甲", **cells}, Options())


def _codes(row):
    return [problem.code for problem in row.problems]


LONG = 32_000


@pytest.mark.parametrize(
    "text",
    [", " * 16_000, "a," * 16_000, "1 " * 16_000, "1," * 16_000 + "x", "1" * LONG,
     "(" * LONG, "<@" * 16_000, "9" * LONG, "二" * LONG, "T" * LONG, "1" + " " * LONG,
     "张三、" * 10_000, "公司" * 16_000],
)  # fmt: skip
def test_no_cell_takes_long_to_read(text):
    start = time.monotonic()
    for column in (
        "name", "email", "phone", "mobile", "registered_capital", "registered_on",
        "employee_count", "registration_number", "industry", "country", "street",
        "owner", "contact", "hobby", "alias",
    ):  # fmt: skip
        _read(**{column: text})
    for column in ("client_name", "person_name", "role", "share"):
        read_person({column: text}, Options())
    for function in (guess, unit_of, name_key, fold, read_date, read_amount):
        function(*[text, "card"][: 2 if function is guess else 1])
    days_come_first([text], True)
    assert time.monotonic() - start < 5


@pytest.mark.parametrize(
    ("column", "length"),
    [("name", 301), ("alias", 301), ("ref", 301), ("owner", 301), ("street", 301),
     ("registration_number", 101), ("phone", 1001), ("email", 1001),
     ("registered_on", 101), ("cooperation_note", 32_768)],
)  # fmt: skip
def test_what_is_too_long_is_an_error_of_its_row(column, length):
    row = _read(**{column: "甲" * length})
    assert "too_long" in _codes(row)
    assert not row.good
    assert int(row.problems[0].details["limit"]) == length - 1


def test_a_name_as_long_as_a_name_may_be_is_taken():
    row = _read(name="甲" * NAME_LENGTH)
    assert row.good
    assert row.values["name"] == "甲" * NAME_LENGTH


def test_keys_fit_into_an_index_however_long_the_name():
    for text in ("甲乙" * 5000, "\ufdfa" * 5000, "a b" * 5000):
        assert 0 < len(name_key(text)) <= NAME_LENGTH
    assert len(registration_key("9A" * 5000)) == NUMBER_LENGTH


@pytest.mark.parametrize(
    ("text", "addresses"),
    [("a@b.com", ("a@b.com", [])),
     ("a@b.com, c@d.com", ("a@b.com", ["c@d.com"])),
     ("a@b.com；c@d.com、e@f.com", ("a@b.com", ["c@d.com", "e@f.com"])),
     ("a@b.com / c@d.com", ("a@b.com", ["c@d.com"])),
     ("a@b.com or c@d.com", ("a@b.com", ["c@d.com"])),
     ("a@b.com 或 c@d.com", ("a@b.com", ["c@d.com"])),
     ("张三<a@b.com>,", ("a@b.com", [])),
     ("john.or@b.com", ("john.or@b.com", []))],
)  # fmt: skip
def test_several_addresses_in_one_cell(text, addresses):
    row = _read(email=text)
    assert row.good
    assert row.values["email"] == addresses[0]
    assert row.values.get("note", "") == "\n".join(addresses[1])


@pytest.mark.parametrize("text", ["a@b.com foo", "nobody", "a@b", ", ,"])
def test_what_is_no_address_is_told(text):
    assert _codes(_read(email=text)) == ["bad_email"] * bool(text.strip(", "))


@pytest.mark.parametrize(
    ("text", "count"),
    [("120人", 120), ("1,00,000", 100_000), ("999999999", 999_999_999)],
)
def test_counts(text, count):
    assert _read(employee_count=text).values["employee_count"] == count


@pytest.mark.parametrize("text", ["9" * 10, "9" * 900, "9," * 400, "二" * 900])
def test_a_number_without_end_is_no_number(text):
    assert _codes(_read(employee_count=text)) == ["bad_number"]
    assert _codes(_read(registered_capital=text)) == ["bad_amount"] * (len(text) > 10)
    assert not _read(registered_on=text).good


@pytest.mark.parametrize(
    "name", ["\u200b\u200b", "\u202e", "\u2066\ufeff", "\u3164", "\x07", "\u00ad"]
)
def test_a_name_that_nobody_sees_is_missing(name):
    assert readable_name(name) == ""
    assert "no_name" in _codes(_read(name=name))
    assert "no_person" in _codes(read_person({"person_name": name}, Options()))


def test_what_nobody_sees_in_a_name_is_left_out_and_told():
    row = _read(name="\u202e海星\u200b公司", contact="张\u200b三")
    assert row.good
    assert row.values["name"] == "海星公司"
    assert row.values["people"][0]["name"] == "张三"
    assert _codes(row) == ["invisible", "invisible"]


@pytest.mark.parametrize("name", ["客户 甲", "O'Neil & Söhne GmbH", "한국 주식회사"])
def test_an_ordinary_name_stays_as_it_is(name):
    assert readable_name(f" {name}\t") == name
