from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ..cards.amounts import read_amount
from ..cards.contacts import is_website, read_email, read_phone, several
from ..cards.countries import country_code
from ..cards.industries import industry_section
from ..cards.people import role_of, split_people


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("2亿元", 200_000_000, ""),
        ("300万元", 3_000_000, ""),
        ("３００万元", 3_000_000, ""),
        ("1,000万", 10_000_000, ""),
        ("5000000", 5_000_000, ""),
        ("0.5亿", 50_000_000, ""),
        ("100万美元", 1_000_000, "USD"),
        ("人民币壹仟万元整", 10_000_000, "CNY"),
        ("USD 1.5 million", 1_500_000, "USD"),
        ("¥5,000,000.00", 5_000_000, ""),
        ("1.000.000,50", Decimal("1000000.50"), ""),
    ],
)
def test_amounts(text, value, currency):
    assert read_amount(text) == (Decimal(value), currency)


def test_the_unit_of_the_heading_counts_when_the_cell_has_none():
    assert read_amount("300", "万元").value == 3_000_000
    assert read_amount("300元", "万元").value == 300


@pytest.mark.parametrize("text", ["", "abc", "-5", "万", "1..2", "12,34,5", "=1+1"])
def test_what_is_no_amount_is_not_guessed(text):
    assert read_amount(text) is None


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("010-49330545", "+861049330545"),
        ("（010）49330545", "+861049330545"),
        ("１３１２５５４３８６２", "+8613125543862"),
        ("+86 13087118447", "+8613087118447"),
        ("86-10-65529988", "+861065529988"),
        ("电话：010-65529988转8001", "+861065529988"),
        ("0571-88886666-802", "+8657188886666"),
        ("+1 (213) 555-0123 ext 5", "+12135550123"),
    ],
)
def test_phones(text, key):
    assert read_phone(text).key == key


def test_an_extension_stays_visible():
    assert read_phone("0571-88886666-802").text.endswith("ext. 802")


def test_a_number_without_area_code_is_kept_but_not_compared():
    assert read_phone("65529988") == ("65529988", "")


@pytest.mark.parametrize("text", ["", "abc", "123", "1" * 30, "13/13/2013"])
def test_what_is_no_phone_is_not_guessed(text):
    assert read_phone(text) is None


def test_several_numbers_in_one_cell_are_cut():
    assert several("13800000000/13900000000") == ["13800000000", "13900000000"]
    assert several("010-65529988；13800000000") == ["010-65529988", "13800000000"]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("a@example.com", "a@example.com"),
        ("ａ＠example．com", "a@example.com"),
        ("Ann <a@example.com>", "a@example.com"),
        ("mailto:a@example.com", "a@example.com"),
        ("a@b", None),
        ("a b@example.com", None),
        ("a@@example.com", None),
        ("", None),
    ],
)
def test_emails(text, address):
    assert read_email(text) == address


@pytest.mark.parametrize(
    ("text", "possible"),
    [
        ("www.example.com", True),
        ("https://example.com/a?b=1#c", True),
        ("http://例子.公司:8069", True),
        ("https://xn--fsqu00a.xn--55qx5d", True),
        ("javascript:alert(1)", False),
        ("www.example.com、www.example.org", False),
        ("our website", False),
        ("localhost", False),
        ("", False),
    ],
)
def test_websites(text, possible):
    assert is_website(text) is possible


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("批发和零售业", "G"),
        ("制造业", "C"),
        ("C制造业", "C"),
        ("F51批发业", "G"),
        ("信息传输、软件和信息技术服务业", "J"),
        ("金融行业", "K"),
        ("Real estate", "L"),
        ("Other personal services", "S"),
        ("太空采矿", None),
        ("", None),
    ],
)
def test_industries(text, section):
    assert industry_section(text) == section


def test_a_code_of_the_north_american_standard_decides():
    assert industry_section("Legal services", "541100") == "M"
    assert industry_section("unheard of", "722211") == "I"


def test_countries_by_name_in_both_languages():
    assert {country_code(name) for name in ("中国", "China", "CN", "中国大陆")} == {
        "CN"
    }
    assert country_code("Atlantis") is None


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("法定代表人", "legal_representative"),
        ("执行董事兼总经理", "director"),
        ("财务总监", "finance"),
        ("法务总监", "counsel"),
        ("General Manager", "executive"),
        ("股东", "owner"),
        ("联系人", "contact"),
        ("顾问", "other"),
    ],
)
def test_roles(text, role):
    assert role_of(text) == role


def test_people_in_one_cell_with_their_shares():
    assert split_people("张三（60%）、李四(40%)") == [("张三", 60), ("李四", 40)]
    assert split_people("Acme Holding, Inc") == [("Acme Holding, Inc", 0)]
    assert split_people("") == []


@given(st.text(max_size=60))
def test_no_text_breaks_a_reader(text):
    read_amount(text, "万元")
    read_phone(text)
    read_email(text)
    is_website(text)
    industry_section(text, text)
    split_people(text)
    role_of(text)
    country_code(text)
