import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc

from ..registration import registration_key, registration_problem

_USCC_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@st.composite
def uscc_numbers(draw):
    region = draw(st.sampled_from(["110105", "310115", "440305", "330106"]))
    subject = draw(st.text(_USCC_CHARACTERS, min_size=9, max_size=9))
    body = "91" + region + subject
    return body + uscc.calc_check_digit(body)


@given(uscc_numbers(), st.integers(0, 16))
def test_one_wrong_character_of_a_credit_code_is_found(number, position):
    assert registration_problem(number) is None
    other = "1" if number[position] != "1" else "2"
    wrong = number[:position] + other + number[position + 1 :]
    assert registration_problem(wrong, "CN") is not None


@pytest.mark.parametrize(
    ("number", "country", "problem"),
    [
        ("", "CN", None),
        ("440301103097413", "CN", None),
        ("440301103097414", "CN", "checksum"),
        ("9144030", "CN", "format"),
        ("91440305IO2900PHG8", "CN", "format"),
        ("552 100 554", "FR", None),
        ("552 100 555", "FR", "checksum"),
        ("anything 1", "", None),
        ("anything 1", "US", None),
        ("-", "US", "format"),
    ],
)
def test_numbers_are_checked_by_country(number, country, problem):
    assert registration_problem(number, country) == problem


def test_the_key_drops_width_case_and_separators():
    assert registration_key(" ９１-4403 05y2PR900phg") == "91440305Y2PR900PHG"
