import pytest

from ..cards.fields import CARD, OTHER, PERSON
from ..cards.headings import (
    find_heading_row,
    fingerprint,
    recognise,
    sheet_kind,
    unit_of,
)


def _meanings(headings, kind=CARD):
    return [found and found.field for found in recognise(headings, kind)]


def test_headings_in_chinese_english_and_both():
    assert _meanings(
        [
            "客户名称 Client",
            "統一社會信用代碼",
            "Legal Rep.",
            "成立 日期",
            "手机／Mobile",
        ]
    ) == [
        "name",
        "registration_number",
        "legal_representative",
        "registered_on",
        "mobile",
    ]


def test_a_slip_of_the_pen_is_forgiven():
    assert _meanings(["E-Mail Adress", "Registraton Number"]) == [
        "email",
        "registration_number",
    ]


def test_no_meaning_is_given_twice_and_the_surer_wins():
    assert _meanings(["Mailing city", "City", "客户名称", "公司"]) == [
        None,
        "city",
        "name",
        None,
    ]


def test_the_phone_of_somebody_else_is_left_to_the_user():
    assert _meanings(["法定代表人电话", "序号", "LOCATION_END_DATE", ""]) == [None] * 4


def test_the_unit_in_a_heading():
    assert unit_of("注册资本（万元）") == "万元"
    assert unit_of("注册资本/万元") == "万元"
    assert unit_of("注册资本") == ""
    assert _meanings(["注册资本（万元）"]) == ["registered_capital"]


def test_title_rows_above_the_headings_are_passed():
    rows = [
        ["某某律师事务所 客户资料卡"],
        [],
        ["制表人：王", "2024年1月"],
        ["客户名称", "联系电话", "地址"],
        ["客户甲", "010-65529988", "北京"],
    ]
    assert find_heading_row(rows) == 3


def test_unknown_headings_are_found_for_the_user_to_assign():
    assert find_heading_row([["title"], ["foo", "bar"], ["1", "2"]]) == 1
    assert find_heading_row([[], ["only one cell of text"]]) is None


def test_a_sheet_of_people_is_recognised_after_the_first():
    people = ["客户名称", "姓名", "角色", "出生日期"]
    assert sheet_kind(people, first=False) == PERSON
    assert sheet_kind(people, first=True) == CARD
    assert sheet_kind(["客户名称", "电话", "地址"], first=False) == CARD
    assert sheet_kind(["foo", "bar"], first=False) == OTHER


@pytest.mark.parametrize("other", [["客户名称", "电话"], ["电话", "客户名称", "x"]])
def test_the_fingerprint_stands_for_one_set_of_headings(other):
    own = fingerprint(["电话", "客户名称"], CARD)
    assert own == fingerprint(["電話", " 客户名称"], CARD)
    assert own != fingerprint(other, CARD)
