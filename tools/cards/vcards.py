# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
"""Address cards (vCard 2.1, 3.0 and 4.0) as rows, one card a row.

A card that names an organisation is the card of somebody there: the organisation is
the client and the person a contact of it. A card without one is a client in person.
"""

import io
import logging
import re
from collections.abc import Iterator
from typing import BinaryIO

import vobject
from vobject.base import VObjectError

from . import texts
from .frames import Cells, NumberedRow, cell_text, check_height
from .refusal import FileRefused

# Address cards have no headings; these are shown to readers of either language.
HEADINGS = [
    "客户名称 Client",
    "客户类型 Client type",
    "联系人 Contact person",
    "联系人职务 Position",
    "电话 Phone",
    "手机 Mobile",
    "电子邮箱 E-mail",
    "联系人手机 Contact mobile",
    "联系人邮箱 Contact e-mail",
    "地址 Address",
    "城市 City",
    "省份 Province",
    "邮编 ZIP",
    "国家 Country",
    "网站 Website",
    "备注 Note",
]
# vobject would write unreadable lines of a card, personal data, into the log.
logging.getLogger("vobject.base").setLevel(logging.CRITICAL)

# What a card may carry that no client card needs, and that can be large.
_HEAVY = re.compile(r"^(?:[\w-]+\.)?(?:PHOTO|LOGO|SOUND|KEY)\b", re.IGNORECASE)
_SCHEME = re.compile(r"^(?:tel|mailto|sms):", re.IGNORECASE)
_MAX_CARD_LINES = 20_000


class VcardReader:
    """A file of address cards, as one sheet; the number of a row is the card's."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.encoding = texts.detect_encoding(stream)
        self.sheet_names = [""]
        self.headings = HEADINGS

    def count(self, sheet: int) -> int:
        """Return about how many cards there are."""
        return self._stream_bytes().upper().replace(b"\x00", b"").count(b"BEGIN:VCARD")

    def rows(self, sheet: int) -> Iterator[NumberedRow]:
        """Yield the cards; one that cannot be read gives a row without a client."""
        text = texts.open_text(io.BytesIO(self._stream_bytes()), self.encoding)
        for number, card in enumerate(_cards(text), 1):
            check_height(number)
            yield number, _row(card)

    def _stream_bytes(self) -> bytes:
        self._stream.seek(0)
        return self._stream.read()

    def formulas(self, sheet: int) -> dict[tuple[int, int], str]:
        """Return no formulas: a card has none."""
        return {}


def _cards(text: io.TextIOBase) -> Iterator[str]:
    """Cut the text into cards, without their pictures and keys."""
    lines: list[str] = []
    heavy = False
    for line in text:
        folded = line[:1] in (" ", "\t")
        heavy = heavy if folded else bool(_HEAVY.match(line))
        if line.strip().upper() == "BEGIN:VCARD":
            lines = []
        if not heavy and line.strip():
            lines.append(line.rstrip("\r\n"))
        if len(lines) > _MAX_CARD_LINES:
            raise FileRefused("damaged")
        if line.strip().upper() == "END:VCARD" and lines:
            yield "\n".join(lines) + "\n"
            lines = []


def _parse(card: str):
    try:
        found = vobject.readComponents(card, ignoreUnreadable=True, allowQP=True)
        return next(found, None)
    # vobject fails on a damaged card with more than its own errors.
    except (VObjectError, ValueError, IndexError, KeyError, AttributeError, TypeError):
        return None


def _row(card: str) -> Cells:
    parsed = _parse(card)
    if parsed is None or not hasattr(parsed, "contents"):
        return [""] * (len(HEADINGS) - 1) + [card]
    person = _first(parsed, "fn") or _name(parsed)
    organisation = _organisation(parsed)
    in_person = not organisation and _first(parsed, "kind").lower() != "org"
    client = organisation or person
    contact = "" if in_person or person == client else person
    phone, mobile = _phones(parsed)
    email = _SCHEME.sub("", _first(parsed, "email"))
    cells = [
        client,
        "个人 individual" if in_person else "单位 organisation",
        contact,
        _first(parsed, "title") or _first(parsed, "role"),
        phone,
        "" if contact else mobile,
        "" if contact else email,
        mobile if contact else "",
        email if contact else "",
        *_address(parsed),
        _first(parsed, "url"),
        _first(parsed, "note"),
    ]
    return [cell_text(cell) for cell in cells]


def _first(card, name: str) -> str:
    lines = card.contents.get(name) or []
    return _plain(lines[0].value) if lines else ""


def _plain(value: object, separator: str = " ") -> str:
    if isinstance(value, (list, tuple)):
        return separator.join(filter(None, map(_plain, value)))
    return str(value or "").strip()


def _name(card) -> str:
    lines = card.contents.get("n") or []
    name = getattr(lines[0], "value", None) if lines else None
    parts = (getattr(name, part, "") for part in ("given", "additional", "family"))
    return " ".join(filter(None, map(_plain, parts)))


def _organisation(card) -> str:
    lines = card.contents.get("org") or []
    if not lines:
        return _first(card, "fn") if _first(card, "kind").lower() == "org" else ""
    units = lines[0].value
    name = units[0] if isinstance(units, list) and units else units
    return _plain(name, ", ")


def _phones(card) -> tuple[str, str]:
    """Return the landline and the mobile number of a card."""
    numbers = {"phone": "", "mobile": ""}
    for line in card.contents.get("tel") or []:
        types = {
            word.strip().lower()
            for value in [*line.params.get("TYPE", []), *line.singletonparams]
            for word in value.split(",")
        }
        if "fax" in types:
            continue
        kind = "mobile" if types & {"cell", "mobile", "iphone"} else "phone"
        number = _SCHEME.sub("", _plain(line.value)).replace(";ext=", " ext. ")
        numbers[kind] = numbers[kind] or number
    return numbers["phone"], numbers["mobile"]


def _address(card) -> list[str]:
    """Return street, city, province, postal code and country."""
    lines = card.contents.get("adr") or []
    address = getattr(lines[0], "value", None) if lines else None
    if isinstance(address, str):
        return [address, "", "", "", ""]
    parts = ("street", "city", "region", "code", "country")
    street, *others = (_plain(getattr(address, part, "")) for part in parts)
    extended = _plain(getattr(address, "extended", ""))
    return [" ".join(filter(None, [street, extended])), *others]
