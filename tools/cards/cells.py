# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
"""From the cells of one row to values, one kind of value a method."""

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from ..names import NAME_LENGTH, readable_name
from ..registration import NUMBER_LENGTH, registration_key, registration_problem
from .amounts import read_amount
from .contacts import ReadPhone, read_email, read_phone, several
from .countries import country_code
from .dates import read_date
from .people import split_people
from .problems import Problem
from .refusal import MAX_CELL

_EMPTY = {"", "-", "--", "---", "—", "——", "/", "\\", "无", "暂无", "n/a", "na", "none"}
_EMPTY |= {"null", "nil", "(空)", "空"}
_UNKNOWN = {
    "不详",
    "不明",
    "未知",
    "待补",
    "待定",
    "待查",
    "unknown",
    "tbd",
    "?",
    "？",
    "??",
}
_EXCEL_ERRORS = {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"}
_FORMULA_TEXT = re.compile(r"^\s*(?:[=@]|[+\-](?=[^\d\s(（.]))")
_FULL_WIDTH = re.compile(r"[０-９Ａ-Ｚａ-ｚ－．／＋＠]")
_COUNT = re.compile(
    r"^(?:约|about|ca\.?)?\s*(\d[\d,]{0,12})\s*(?:人|名|people|\+)?$", re.I
)
_LARGEST_COUNT = 999_999_999
_BETWEEN_EMAILS = re.compile(r"[\s,;、|]+(?:(?:/|or)[\s,;、|]+)?|或")
# A cell of numbers or addresses holds a handful of them, and a date is short.
_SEVERAL_LENGTH, _DATE_LENGTH = 1000, 100
_SERIAL = re.compile(r"^\d{5}(?:\.\d+)?$")


@dataclass(frozen=True)
class Options:
    """What the user decided about the file as a whole."""

    country: str = "CN"
    currency: str = ""
    day_first: frozenset[str] = frozenset()
    units: Mapping[str, str] = field(default_factory=dict)
    headings: Mapping[str, str] = field(default_factory=dict)
    # Industries of the firm's own list, by their folded names.
    industries: Mapping[str, int] = field(default_factory=dict)
    today: dt.date = dt.date.max


class Cells:
    """The cells of one row by what they mean; collects the problems while reading."""

    def __init__(self, cells: Mapping[str, str], options: Options) -> None:
        self._cells = cells
        self.options = options
        self.problems: list[Problem] = []

    def report(self, code: str, name: str, **details: str) -> None:
        """Add a problem of the column `name`, once."""
        value = self._cells.get(name, "")[:200]
        problem = Problem(code, name, value, details)
        if problem not in self.problems:
            self.problems.append(problem)

    def raw(self, name: str) -> str:
        """Return a cell without spaces around it, or nothing for 无, - and the like."""
        text = " ".join(self._cells.get(name, "").split())
        if len(self._cells.get(name, "")) > MAX_CELL:
            return self._too_long(name, MAX_CELL)
        if text.upper() in _EXCEL_ERRORS:
            self.report("cell_error", name)
            return ""
        return "" if text.casefold() in _EMPTY else text

    def _too_long(self, name: str, limit: int) -> str:
        self.report("too_long", name, limit=str(limit))
        return ""

    def text(self, name: str) -> str:
        """Return a cell as text; what looks like a formula stays text, and is told.

        Nobody is called like a formula: as a name, it is an error.
        """
        text = self.raw(name)
        if text.casefold() in _UNKNOWN:
            self.report("placeholder", name)
            return ""
        if _FORMULA_TEXT.match(text):
            self.report("formula_name" if name == "name" else "formula_text", name)
        return text

    def readable(self, name: str) -> str:
        """Return a cell without characters that nobody sees."""
        text = self.text(name)
        readable = readable_name(text)
        if readable != text:
            self.report("invisible", name)
        return readable

    def people(self, name: str) -> list[tuple[str, float]]:
        """Return the people of a cell, each with the share."""
        people = split_people(self.readable(name))
        if any(len(person) > NAME_LENGTH for person, _share in people):
            self._too_long(name, NAME_LENGTH)
            return []
        return people

    def short(self, name: str) -> str:
        """Return a name, or a text as short as one."""
        readable = self.readable(name)
        if len(readable) > NAME_LENGTH:
            return self._too_long(name, NAME_LENGTH)
        return readable

    def plain(self, name: str, limit: int = _SEVERAL_LENGTH) -> str:
        """Return a cell in half width, and say when that changed it."""
        text = self.text(name)
        if len(text) > limit:
            return self._too_long(name, limit)
        if _FULL_WIDTH.search(text):
            self.report("full_width", name)
        return unicodedata.normalize("NFKC", text).strip()

    def long_text(self, name: str) -> str:
        """Return a cell with its line breaks."""
        if not self.text(name):
            return ""
        lines = self._cells[name].replace("\r\n", "\n").split("\n")
        return "\n".join(line.strip() for line in lines).strip()

    def date(self, name: str) -> str:
        """Return a date in ISO form, or nothing."""
        text = self.raw(name)
        if not text:
            return ""
        if len(text) > _DATE_LENGTH:
            return self._too_long(name, _DATE_LENGTH)
        found = read_date(text, name in self.options.day_first)
        if found is None:
            self.report("bad_date", name)
            return ""
        value = found.value.isoformat()
        if found.partial:
            self.report("partial_date", name, date=value)
        elif _SERIAL.match(text):
            self.report("excel_serial", name, date=value)
        elif _FULL_WIDTH.search(text):
            self.report("full_width", name)
        if found.value > self.options.today:
            self.report("future_date", name)
        return value

    def country(self, name: str = "country") -> str:
        """Return the ISO code of the country, or nothing."""
        text = self.short(name)
        code = country_code(text) if text else None
        if text and not code:
            self.report("unknown_country", name)
        return code or ""

    def registration(self, name: str, country: str) -> str:
        """Return the registration number as it is compared, or nothing if wrong."""
        text = self.plain(name, NUMBER_LENGTH)
        if not text:
            return ""
        problem = registration_problem(text, country)
        if problem:
            self.report("bad_code", name, reason=problem)
            return ""
        return registration_key(text)

    def phones(self, name: str, country: str) -> list[ReadPhone]:
        """Return the telephone numbers of a cell."""
        text = self.plain(name)
        found = []
        for part in several(text):
            phone = read_phone(part, country)
            if phone is None:
                self.report("bad_phone", name)
                return []
            if not phone.key:
                self.report("local_phone", name)
            found.append(phone)
        if len(found) > 1:
            self.report("several_values", name)
        return found

    def email(self, name: str) -> tuple[str, list[str]]:
        """Return the first e-mail address of a cell, and the others."""
        text = self.plain(name)
        parts = filter(None, _BETWEEN_EMAILS.split(text))
        addresses = [read_email(part) for part in parts]
        if not all(addresses):
            self.report("bad_email", name)
            return "", []
        if len(addresses) > 1:
            self.report("several_values", name)
        return (addresses[0], addresses[1:]) if addresses else ("", [])

    def amount(self, name: str) -> float | None:
        """Return an amount in the firm's currency, or nothing for one in another."""
        text = self.plain(name)
        if not text:
            return None
        found = read_amount(text, self.options.units.get(name, ""))
        if found is None:
            self.report("bad_amount", name)
            return None
        own = self.options.currency
        if found.currency and own and found.currency != own:
            self.report("other_currency", name, currency=found.currency)
            return None
        return float(found.value)

    def number(self, name: str) -> int | None:
        """Return a whole number, or nothing."""
        text = self.plain(name)
        if not text:
            return None
        match = _COUNT.match(text)
        count = int(match[1].replace(",", "")) if match else _LARGEST_COUNT + 1
        if count > _LARGEST_COUNT:
            self.report("bad_number", name)
            return None
        return count
