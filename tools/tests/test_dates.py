import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ..cards.dates import days_come_first, read_date
from ..cards.numerals import chinese_number

MARCH_5 = dt.date(2021, 3, 5)


@pytest.mark.parametrize(
    "text",
    [
        "2021年3月5日",
        "2021年03月05号",
        "二〇二一年三月五日",
        "二零二一年三月五日",
        "２０２１年３月５日",
        "２０２１－０３－０５",
        "2021.3.5",
        "2021/3/5",
        "2021-03-05",
        "2021-03-05 00:00:00",
        "2021-03-05T08:30:00Z",
        "20210305",
        "03/05/2021",
        "3-5-2021",
        "5 March 2021",
        "5th of Mar 2021",
        "March 5, 2021",
        "Mar. 5th, 2021",
        "5-Mar-2021",
        "民国110年3月5日",
        "44260",
        "44260.75",
    ],
)
def test_one_day_in_many_spellings(text):
    assert read_date(text).value == MARCH_5


@pytest.mark.parametrize(
    "text",
    ["", "不详", "13/13/2013", "2019年2月30日", "2021-02-29", "5/3/21", "99999", "12",
     "0000-00-00", "1,000万", "hello 5 2021", "2021-3-5-6", "123456789012"],
)  # fmt: skip
def test_what_is_no_date_is_not_guessed(text):
    assert read_date(text) is None


def test_a_month_or_a_year_alone_is_partial():
    assert read_date("2021年3月") == (dt.date(2021, 3, 1), True)
    assert read_date("1998") == (dt.date(1998, 1, 1), True)


def test_the_column_decides_between_day_and_month():
    assert not days_come_first(["01/02/2020", "12/25/2020"], default=True)
    assert days_come_first(["01/02/2020", "25/12/2020"], default=False)
    assert days_come_first(["01/02/2020"], default=True)
    assert read_date("3/5/2021", day_first=True).value == dt.date(2021, 5, 3)
    assert read_date("25/3/2021").value == dt.date(2021, 3, 25)


@given(st.dates(dt.date(1600, 1, 1), dt.date(2150, 1, 1)))
def test_every_day_is_read_back_in_chinese_and_iso(day):
    assert read_date(day.isoformat()).value == day
    assert read_date(f"{day.year}年{day.month}月{day.day}日").value == day


@given(st.dates(dt.date(1930, 1, 1), dt.date(2100, 1, 1)))
def test_every_excel_serial_is_read_back(day):
    serial = (day - dt.date(1899, 12, 30)).days
    assert read_date(str(serial)).value == day


@given(st.text(max_size=40))
def test_no_text_breaks_the_reader(text):
    found = read_date(text)
    assert found is None or found.value.year >= 1600


@pytest.mark.parametrize(
    ("text", "number"),
    [("二十一", 21), ("廿一", 21), ("十二", 12), ("壹仟贰佰万", 12_000_000),
     ("二〇二一", 2021), ("三亿五千万", 350_000_000), ("", None), ("十a", None)],
)  # fmt: skip
def test_chinese_numerals(text, number):
    assert chinese_number(text) == number
