# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
"""Finding the row of headings, and what each heading means."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from ..names import fold
from .fields import CARD, FIELDS, HEADINGS, OTHER, PERSON, REQUIRED

SEARCHED_ROWS = 40
# Whatever is longer is no heading, but a text above the cards.
MAX_HEADING = 200
# How sure a guess must be to be offered, and how sure each kind of likeness is.
_SURE_ENOUGH = 70.0
_PART, _ENDING, _ALIKE = 95.0, 78.0, 88.0

_CJK_RUN = re.compile(r"[\u3400-\u9fff]+(?:[\s\d]*[\u3400-\u9fff]+)*")
_EITHER = re.compile(r"[/|、,，;；\n]")
_BRACKETS = re.compile(r"[(（\[【].*?[)）\]】]")
_UNIT = re.compile(
    r"[(（\[【/:：,，\s]\s*(?:单位[:：]?\s*)?"
    r"((?:人民币|美元|港币|欧元)?\s*(?:千|万|百万|亿)?(?:元|美元|港元|欧元)|[千万亿])"
)


@dataclass(frozen=True)
class Guess:
    """What a heading probably means, and how sure that is (0-100)."""

    field: str
    score: float


@lru_cache(maxsize=4)
def _synonyms(kind: str) -> dict[str, str]:
    return {
        fold(synonym): field
        for field, synonyms in reversed(HEADINGS[kind].items())
        for synonym in synonyms
    }


def _spellings(heading: str) -> list[str]:
    """Return the parts of a heading that may each be the name of the column.

    A heading in two languages, 手机 Mobile, and one with a unit, 注册资本（万元）,
    is recognised by either part.
    """
    heading = heading[:MAX_HEADING]
    bare = fold(_BRACKETS.sub(" ", heading)) or fold(heading)
    chinese = [re.sub(r"\s", "", run) for run in _CJK_RUN.findall(bare)]
    rest = " ".join(_CJK_RUN.sub(" ", bare).split())
    either = [fold(part) for part in _EITHER.split(_BRACKETS.sub(" ", heading))]
    inside = [fold(part) for part in _BRACKETS.findall(heading)]
    parts = [bare, *chinese, rest, *either, *inside]
    return [part for part in dict.fromkeys(parts) if part]


@lru_cache(maxsize=4096)
def guess(heading: str, kind: str) -> Guess | None:
    """Return what one heading means by itself, or None."""
    synonyms = _synonyms(kind)
    whole = fold(heading)
    if whole in synonyms:
        return Guess(synonyms[whole], 100.0)
    parts = _spellings(heading)
    for part in parts:
        if part in synonyms:
            return Guess(synonyms[part], _PART)
    return _guess_ending(parts, synonyms) or _guess_alike(parts, synonyms)


def _guess_ending(parts: list[str], synonyms: dict[str, str]) -> Guess | None:
    """Guess from the end of the heading: 客户联系电话 is a 联系电话.

    When its start is the name of another column (法定代表人电话), nobody can tell.
    """
    for part in parts:
        endings = [s for s in synonyms if len(s) > 1 and _ends_with(part, s)]
        if not endings:
            continue
        ending = max(endings, key=len)
        start = part[: -len(ending)].strip()
        if start in synonyms and synonyms[start] not in ("name", "client_name"):
            return None
        return Guess(synonyms[ending], _ENDING + len(ending) / 10)
    return None


def _ends_with(part: str, synonym: str) -> bool:
    if not part.endswith(synonym) or len(synonym) * 4 < len(part):
        return False
    return not synonym.isascii() or part[: -len(synonym)].endswith(" ")


def _guess_alike(parts: list[str], synonyms: dict[str, str]) -> Guess | None:
    """Guess a heading with a slip of the pen: Adress, Registraton number."""
    for part in parts:
        if len(part) < 5:
            continue
        found = process.extractOne(
            part, synonyms.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE
        )
        if found:
            return Guess(synonyms[found[0]], found[1] * 0.9)
    return None


def recognise(headings: Sequence[str], kind: str) -> list[Guess | None]:
    """Return what each heading of a sheet means; no meaning is given twice."""
    guesses = [
        guess(heading, kind) if heading.strip() else None for heading in headings
    ]
    order = sorted(
        (column for column, found in enumerate(guesses) if found),
        key=lambda column: (-guesses[column].score, column),
    )
    taken: set[str] = set()
    result: list[Guess | None] = [None] * len(guesses)
    for column in order:
        found = guesses[column]
        if found.field not in taken and found.score >= _SURE_ENOUGH:
            taken.add(found.field)
            result[column] = found
    return result


def known_fields(headings: Sequence[str], kind: str) -> set[str]:
    """Return the meanings found among the headings."""
    return {found.field for found in recognise(headings, kind) if found}


def find_heading_row(rows: Sequence[Sequence[str]]) -> int | None:
    """Return the position of the row of headings among the first rows of a sheet.

    It is the row with the most known headings; without any, the first row that
    has text in at least two cells, for the user to assign; otherwise None.
    """
    filled_rows = [[c for c in cells if c.strip()] for cells in rows[:SEARCHED_ROWS]]
    widest = max(map(len, filled_rows), default=0)
    best, best_score = None, min(widest, 2) - 1
    for position, filled in enumerate(filled_rows):
        if not filled or max(map(len, filled)) > MAX_HEADING:
            continue
        score = max(len(known_fields(filled, kind)) for kind in FIELDS)
        if score > best_score:
            best, best_score = position, score
    if best is not None:
        return best
    texts = (
        position
        for position, cells in enumerate(rows[:SEARCHED_ROWS])
        if sum(bool(cell.strip()) and not cell.strip().isdigit() for cell in cells) > 1
    )
    return next(texts, None)


def sheet_kind(headings: Sequence[str], first: bool) -> str:
    """Say whether a sheet holds client cards, key people, or neither."""
    people = known_fields(headings, PERSON)
    cards = known_fields(headings, CARD)
    if first:
        return CARD
    if people.issuperset(REQUIRED[PERSON]) and len(people) >= len(cards):
        return PERSON
    if "name" in cards and len(cards) > 2:
        return CARD
    return OTHER


def unit_of(heading: str) -> str:
    """Return the unit that a heading gives for its numbers, as 万元 in 资本（万元）."""
    found = _UNIT.search(heading[:MAX_HEADING])
    return re.sub(r"\s", "", found[1]) if found else ""


def fingerprint(headings: Sequence[str], kind: str) -> str:
    """Return a short name for this set of headings, to remember their meaning by."""
    plain = "\n".join([kind, *map(fold, headings)])
    return hashlib.sha256(plain.encode()).hexdigest()[:32]
