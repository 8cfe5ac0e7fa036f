from datetime import date

import pytest

from ..person_patterns import (
    BLACK,
    any_of,
    around,
    blacken,
    blacken_all,
    date_pattern,
    email_pattern,
    find,
    name_pattern,
    name_patterns,
    number_pattern,
    phone_pattern,
)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("张伟", "今天与張偉先生通话"),
        ("張偉", "张 伟"),
        ("Jürgen Müller", "met JURGEN MULLER today"),
        ("Jurgen Muller", "met <b>Jürgen</b> Müller today"),
        ("O'Brien", "Mr O&#39;Brien called"),
        ("Ａnna Lee", "anna lee"),
        ("किरण कुमार", "श्री किरण कुमार"),
        ("Anna-Maria Lee", "Anna Maria Lee's mother"),
    ],
)
def test_a_name_is_found_however_it_is_written(name, text):
    assert find(name_pattern(name), text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Li Na", "Carolina"),
        ("Anna Lee", "Joanna Leeds"),
        ("张伟", "张三与李伟"),
        ("किरण", "कारण"),
        ("राम", "रामा"),
    ],
)
def test_a_part_of_another_word_is_not_the_name(name, text):
    assert not find(name_pattern(name), text)


def test_a_name_is_found_with_the_family_name_first():
    assert find(any_of(name_patterns("Anna Lee")), "Lee, Anna")


@pytest.mark.parametrize(
    "text",
    [
        "139 1234 5678",
        "+86 139-1234-5678",
        "0086 13912345678",
        "(139) 1234.5678",
    ],
)
def test_a_phone_is_found_in_any_format(text):
    assert find(phone_pattern("+86 139 1234 5678"), f"call {text}, please")


def test_a_longer_number_is_another_one():
    assert not find(phone_pattern("13912345678"), "139123456789")


def test_numbers_of_documents_are_found_in_groups():
    pattern = number_pattern("110101199003070011")
    assert find(pattern, "ID 110101 19900307 0011.")
    assert not find(pattern, "1101011990030700112")


def test_an_address_is_found_whole():
    pattern = email_pattern("anna@example.com")
    assert find(pattern, "to ANNA@example.com")
    assert not find(pattern, "joanna@example.com")


@pytest.mark.parametrize(
    "text",
    [
        "1990-03-07",
        "1990年3月7日",
        "19900307",
        "7.3.1990",
        "07/03/1990",
        "7 March 1990",
        "March 7, 1990",
    ],
)
def test_a_birthday_is_found_in_the_usual_ways(text):
    assert find(date_pattern(date(1990, 3, 7)), f"born {text}")


@pytest.mark.parametrize("bad", ["", " ", "x", "·"])
def test_what_is_too_short_is_not_looked_for(bad):
    assert not name_pattern(bad)
    assert not number_pattern(bad)
    assert not phone_pattern(bad)
    assert not email_pattern(bad)


def test_what_is_found_is_made_unreadable():
    pattern = name_pattern("张伟")
    assert blacken(pattern, "張偉来了") == f"{BLACK}来了"
    assert blacken_all(pattern, {"a": ["张伟", 3, {"张伟": "to 張偉"}]}) == {
        "a": [BLACK, 3, {"张伟": f"to {BLACK}"}]
    }
    assert blacken("", "as it is") == "as it is"


def test_the_place_is_shown_with_words_around():
    text = "<p>" + "before " * 30 + "Anna Lee" + " after" * 30 + "</p>"
    shown = around(name_pattern("Anna Lee"), text)
    assert "Anna Lee" in shown
    assert shown.startswith("…") and shown.endswith("…")
    assert len(shown) < 140
