# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
"""Finding a person in any text, and making what was found unreadable.

A person is looked for by regular expressions that PostgreSQL and Python both
understand, so that a whole table is searched at once and the very same words are then
blackened: 張偉 and 张伟, Müller and MULLER, 139-1234-5678 and +86 139 1234 5678.
"""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

import phonenumbers

from .names import SIGNS, simplify

# Between two letters of a name: nothing that is read, a tag, or a coded character.
_GAP = r"(?:\W|_|<[^<>]*>|&#?\w+;)*"
_WORD_START, _WORD_END = r"(?<!\w)", rf"(?![\w{SIGNS}])"
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")
_SHORTEST_NUMBER = 6
_SHORTEST_NAME = 4
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
BLACK = "█████"


@lru_cache(maxsize=1)
def _ways_to_write() -> dict[str, str]:
    """Return {plain character: all characters that are read as it}."""
    ways: dict[str, set[str]] = {}
    chinese = [chr(code) for code in range(0x4E00, 0xA000)]
    plain = simplify("\n".join(chinese)).split("\n")
    for char, simple in zip(chinese, plain, strict=True):
        if char != simple and len(simple) == 1:
            ways.setdefault(simple, {simple}).add(char)
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00), *range(0xFF01, 0xFF5F)):
        char = chr(code)
        base = unicodedata.normalize("NFKD", char)[0].casefold()
        if base.isalnum() and len(base) == 1:
            ways.setdefault(base, {base, base.upper()}).add(char)
    return {plain: "".join(sorted(chars)) for plain, chars in ways.items()}


def _letter(char: str) -> str:
    """Return the expression for one letter, however it is written."""
    ways = _ways_to_write().get(char, char)
    both = "".join(dict.fromkeys(f"{ways}{ways.upper()}{ways.lower()}"))
    return f"[{both}]" if len(both) > 1 else re.escape(char)


def _plain_letters(text: str) -> str:
    """Return letters and digits, in words, without accents, case or width."""
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text))
    bare = (c for c in text if c in SIGNS or not unicodedata.combining(c))
    text = unicodedata.normalize("NFC", "".join(bare))
    text = "".join(simplify(char) for char in text).casefold()
    return " ".join(re.sub(rf"[^\w{SIGNS}]+|_", " ", text).split())


def name_pattern(name: str) -> str:
    """Return the expression for a name, or "" for one too short to look for."""
    letters = _plain_letters(name)
    if len(letters.replace(" ", "")) < 2:
        return ""
    words = [
        (_GAP if _CJK.search(word) else "").join(map(_letter, word))
        for word in letters.split()
    ]
    pattern = _GAP.join(words)
    return pattern if _CJK.search(letters) else _whole(pattern)


def name_patterns(name: str) -> list[str]:
    """Return the expressions for a name, and for its words in the other order."""
    words = _plain_letters(name).split()
    turned = " ".join([*words[-1:], *words[:-1]]) if len(words) > 1 else ""
    return list(dict.fromkeys(filter(None, map(name_pattern, (name, turned)))))


def is_full_name(name: str) -> bool:
    """Return whether a name is one of a person in full, and not just a word."""
    words = re.sub(r"\d", "", _plain_letters(name)).split()
    letters = "".join(words)
    if _CJK.search(letters):
        return len(_CJK.findall(letters)) > 1
    return len(words) > 1 and len(letters) >= _SHORTEST_NAME


def number_pattern(number: str) -> str:
    """Return the expression for the number of a document, however it is grouped."""
    signs = _plain_letters(number).replace(" ", "")
    if len(signs) < _SHORTEST_NUMBER:
        return ""
    return _whole(r"[\s.\-/]*".join(map(_letter, signs)))


def phone_pattern(phone: str, country: str = "CN") -> str:
    """Return the expression for a phone number, with or without its country code.

    `country` is the ISO code of the country in which it would be dialled as it is.
    """
    plain = unicodedata.normalize("NFKC", phone)
    try:
        digits = str(phonenumbers.parse(plain, country).national_number)
    except phonenumbers.NumberParseException:
        digits = re.sub(r"\D", "", plain).lstrip("0")
    if len(digits) < _SHORTEST_NUMBER:
        return ""
    before = r"(?<!\d)(?:\+|00)?(?:\(?\d{1,3}\)?[\s().\-/]*)??\(?0?\)?"
    return before + r"[\s().\-/]*".join(map(_letter, digits)) + r"(?!\d)"


def email_pattern(email: str) -> str:
    """Return the expression for an e-mail address."""
    address = email.strip().casefold()
    if "@" not in address:
        return ""
    return r"(?<![\w.+-])" + re.escape(address) + r"(?![\w-])"


def date_pattern(day: date) -> str:
    """Return the expression for a birthday, in the usual ways to write one."""
    y, m, d = day.year, day.month, day.day
    month = rf"(?:{_MONTHS[m - 1]}[a-z]*\.?)"
    mark = r"\s*[-./年月]\s*"
    return (
        rf"(?<!\d)(?:{y}{mark}0?{m}{mark}0?{d}(?!\d)"
        rf"|{y}{m:02}{d:02}(?!\d)"
        rf"|0?{d}[-./]\s*0?{m}[-./]\s*{y}(?!\d)"
        rf"|0?{m}/0?{d}/{y}(?!\d)"
        rf"|0?{d}\.?\s+{month}\s+{y}(?!\d)"
        rf"|{month}\s+0?{d},?\s+{y}(?!\d))"
    )


def _whole(pattern: str) -> str:
    return f"{_WORD_START}{pattern}{_WORD_END}"


def any_of(patterns: Iterable[str]) -> str:
    """Return the expression for whichever of these is met, or "" for none."""
    return "|".join(dict.fromkeys(filter(None, patterns)))


def find(pattern: str, text: str) -> list[str]:
    """Return each wording that the expression meets in the text, once."""
    if not pattern or not text:
        return []
    found = re.finditer(pattern, text, re.IGNORECASE)
    return list(dict.fromkeys(match.group().strip() for match in found))


def around(pattern: str, text: str, width: int = 60) -> str:
    """Return the place where the expression is first met, with some words around."""
    plain = re.sub(r"\s+", " ", re.sub(r"<[^<>]*>", " ", text)).strip()
    match = re.search(pattern, plain, re.IGNORECASE)
    if not match:
        return plain[: 2 * width]
    start, end = max(match.start() - width, 0), match.end() + width
    before, after = "…" if start else "", "…" if end < len(plain) else ""
    return f"{before}{plain[start:end].strip()}{after}"


def blacken(pattern: str, text: str, mark: str = BLACK) -> str:
    """Return the text with a mark wherever the expression is met."""
    return re.sub(pattern, mark, text, flags=re.IGNORECASE) if pattern else text


def blacken_all(pattern: str, value, mark: str = BLACK):
    """Return a value of JSON with a mark in each of its texts, keys excepted."""
    if isinstance(value, str):
        return blacken(pattern, value, mark)
    if isinstance(value, list):
        return [blacken_all(pattern, item, mark) for item in value]
    if isinstance(value, dict):
        return {key: blacken_all(pattern, item, mark) for key, item in value.items()}
    return value
