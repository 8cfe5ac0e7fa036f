# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
"""Telephone numbers, e-mail and web addresses as they stand on a card."""

import re
import unicodedata
from typing import NamedTuple

import phonenumbers
from phonenumbers import (
    NumberParseException,
    PhoneNumber,
    PhoneNumberFormat,
    ValidationResult,
)

_SEVERAL = re.compile(r"[;；、|\n]|\s/\s|(?<=\d{7})/|(?<=\d{7}),\s*(?=\d{5})|\bor\b|或")
_LABEL = re.compile(r"^(?:tel|phone|mobile|电话|手机|座机|t|m)\s*[.:：]\s*", re.I)
_EXTENSION = re.compile(r"\s*(?:转|轉|分机|分機|内线)\s*[:.]?\s*(?=\d)", re.I)
# 0571-88886666-802: area, number and, after another dash, the extension.
_CHINESE_EXTENSION = re.compile(r"^(\(?0\d{2,3}\)?[-\s]?\d{7,8})-(\d{1,5})$")
_EMAIL = re.compile(r"^[^@\s,;:<>()\[\]\"]+@(?:[^@\s.,;:<>()\[\]\"]+\.)+[^\W\d_]{2,}$")
# With the name of its owner, <address> and a little more.
_LONGEST_EMAIL = 500
_WEBSITE = re.compile(
    r"^(?:https?://)?(?:[\w-]+\.)+(?:xn--[\w-]+|[^\W\d_]{2,})(?::\d+)?(?:[/?#]\S*)?$",
    re.I,
)
_IN_ANGLES = re.compile(r"<([^<>]+@[^<>]+)>")


class ReadPhone(NamedTuple):
    """A number: as it is written internationally, and as it is compared (E.164).

    A number without its area code cannot be compared: its key is empty.
    """

    text: str
    key: str


def several(text: str) -> list[str]:
    """Cut a cell that holds more than one number or address."""
    plain = unicodedata.normalize("NFKC", text)
    return [part.strip() for part in _SEVERAL.split(plain) if part and part.strip()]


def read_phone(text: str, country: str = "CN") -> ReadPhone | None:
    """Return the telephone number that a text is, or None if it cannot be one.

    `country` is the ISO code of the country in which it was dialled.
    """
    plain = _LABEL.sub("", unicodedata.normalize("NFKC", text).strip())
    if country == "CN":
        plain = _CHINESE_EXTENSION.sub(r"\1 ext. \2", plain)
    plain = _EXTENSION.sub(" ext. ", plain)
    if "/" in plain:
        return None
    try:
        number = phonenumbers.parse(plain, country or None)
    except NumberParseException:
        return None
    possible = phonenumbers.is_possible_number_with_reason(number)
    if _lacks_area_code(plain, number, possible):
        return ReadPhone(plain, "")
    if possible != ValidationResult.IS_POSSIBLE:
        return None
    shown = phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)
    return ReadPhone(shown, phonenumbers.format_number(number, PhoneNumberFormat.E164))


def _lacks_area_code(plain: str, number: PhoneNumber, possible: int) -> bool:
    """Say whether this is the number of a line, dialled within its own city."""
    digits = str(number.national_number)
    if not 6 <= len(digits) <= 8 or plain.startswith(("+", "0")):
        return False
    if possible == ValidationResult.IS_POSSIBLE_LOCAL_ONLY:
        return True
    if possible != ValidationResult.IS_POSSIBLE:
        return False
    return not phonenumbers.is_valid_number(number)


def read_email(text: str) -> str | None:
    """Return the e-mail address that a text is, or None if it is none."""
    plain = unicodedata.normalize("NFKC", text[:_LONGEST_EMAIL]).strip()
    if inside := _IN_ANGLES.search(plain):
        plain = inside[1]
    plain = re.sub(r"^mailto:", "", plain, flags=re.I).strip().rstrip(".")
    return plain if len(plain) <= 254 and _EMAIL.match(plain) else None


def is_website(text: str) -> bool:
    """Say whether a text is the address of a website; http may be left out."""
    return bool(_WEBSITE.match(unicodedata.normalize("NFKC", text).strip()))
