# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
"""A name taken apart for the conflict check: what of it tells it from other names.

深圳市华为技术有限公司 is 华为 with a region, an industry and a company form; Harbour
Trading (Asia) Ltd. is harbour with words that thousands of companies have.
"""

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from .conflict_english import English, english
from .conflict_faces import faces, numbers_in
from .names import fold, name_key
from .phonetic import latin, sound
from .pinyin import SYLLABLE, alike, all_readings, first_reading, is_pinyin

_LISTS = json.loads((Path(__file__).parent / "china.json").read_text("utf-8"))
COMMON_WORDS = frozenset(_LISTS["words"].split())


def _longest_first(words):
    return "|".join(sorted(map(re.escape, words.split()), key=len, reverse=True))


_REGION = rf"(?:(?:{_longest_first(_LISTS['regions'])})(?:特别行政区|省|市|区|县)?)"
_REGIONS = re.compile(rf"^{_REGION}+(?=..)")
_REGION_END = re.compile(rf"(?<=..){_REGION}$")
_INDUSTRY_END = re.compile(rf"(?<=..)(?:{_longest_first(_LISTS['industries'])})$")
_GENERIC = re.compile(
    rf"(?:{_longest_first(_LISTS['generic'] + ' ' + _LISTS['industries'])})+"
)
_REGION_KIND = re.compile("(?<=..)(?:特别行政区|省|市|区|县)")
_CHINESE = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+")
_RUNS = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+|[^\\s\u3400-\u4dbf\u4e00-\u9fff]+")
# A personal name in Chinese has two to four characters.
PERSON_LENGTH = range(2, 5)


class _once:
    """A property worked out once; leaner than cached_property, which locks."""

    def __init__(self, work):
        self.work, self.name, self.__doc__ = work, work.__name__, work.__doc__

    def __get__(self, record, owner=None):
        value = record.__dict__[self.name] = self.work(record)
        return value


@dataclass(frozen=True)
class Parts:
    """One name, in the spellings by which it is compared with others."""

    name: str

    @_once
    def faces(self) -> "tuple[Parts, ...]":
        """The name itself, and the names that it holds: "c/o Harbour Trading"."""
        first, *others = faces(self.name)
        return (self if first == self.name else Parts(first), *map(Parts, others))

    @_once
    def numbers(self) -> frozenset[str]:
        """The registration numbers that were written into the name."""
        return numbers_in(self.name)

    @_once
    def folded(self) -> str:
        """The plain spelling, company form and all."""
        return fold(self.name)

    @_once
    def key(self) -> str:
        """The plain spelling without company form."""
        return name_key(self.name)

    @_once
    def chinese(self) -> str:
        """The Chinese characters of the key."""
        return "".join(_CHINESE.findall(self.key))

    @_once
    def taken(self) -> "Taken":
        """The Chinese characters, with region and industry taken off."""
        return taken(self.chinese)

    @_once
    def core(self) -> str:
        """What is left of a Chinese name without region, industry and company form."""
        return self.taken.core

    @_once
    def is_generic(self) -> bool:
        """Whether a Chinese name says but what thousands do: 上海国际学校."""
        return self.key == self.chinese and bool(_GENERIC.fullmatch(self.core))

    @_once
    def words(self) -> list[str]:
        """The words of the key that are not Chinese, in Latin letters if possible."""
        runs = _RUNS.findall(self.key)
        return [latin(run) for run in runs if not _CHINESE.match(run)]

    @_once
    def telling_words(self) -> list[str]:
        """The words of the key that not every company has; all, if it has no others."""
        telling = [word for word in self.words if word not in COMMON_WORDS]
        return telling or self.words

    @_once
    def sounds(self) -> list[str]:
        """How the telling words sound."""
        return [sound(word) for word in self.telling_words]

    @_once
    def pinyin(self) -> list[str]:
        """The syllables of the Chinese characters."""
        return first_reading(self.chinese)

    @_once
    def spelt(self) -> frozenset[str]:
        """The ways to write the whole name in pinyin, in one word each."""
        if self.chinese and not self.words:
            return frozenset(self._spelt_chinese())
        words = self.words
        if 0 < len(words) <= 4 and all(map(is_pinyin, words)):
            turns = range(len(words))
            return frozenset("".join(words[n:] + words[:n]) for n in turns)
        return frozenset()

    def _spelt_chinese(self):
        if len(self.chinese) in PERSON_LENGTH:
            return all_readings(self.chinese)
        return {"".join(self.pinyin), "".join(first_reading(self.core))}

    @_once
    def alike_spelt(self) -> frozenset[str]:
        """The same with the sounds merged that are often confused."""
        return frozenset(map(alike, self.spelt))

    @_once
    def english(self) -> English | None:
        """What a name in Latin letters says, if a Chinese company calls itself so."""
        words = () if self.chinese else self.words
        return english(words, COMMON_WORDS) if words else None

    @_once
    def initials(self) -> str:
        """The initials of the pinyin of a short Chinese name or core."""
        short = self.core if len(self.core) <= 6 else ""
        return "".join(read[0] for read in first_reading(short))

    @_once
    def is_initialled(self) -> bool:
        """Whether of a person's name all but the family is initials: Ye Z.Q."""
        return not self.chinese and bool(_written_in_initials(self.words))

    @_once
    def initialled(self) -> frozenset[str]:
        """The family and the initials of what may be a Chinese person: ye zq."""
        if self.is_person_like:
            given = first_reading(self.chinese[1:])
            short = "".join(read[0] for read in given)
            families = all_readings(self.chinese[0])
            return frozenset(f"{family} {short}" for family in families if short)
        if self.chinese or not 1 < len(self.words) <= 4:
            return frozenset()
        return _written_in_initials(self.words) or _in_initials(self.words)

    @_once
    def acronyms(self) -> frozenset[str]:
        """The initials of the words of a Latin name: of all, of the telling ones."""
        found = set()
        if not self.words:
            return frozenset()
        whole = [w for w in self.folded.split() if w.isascii() and w.isalpha()]
        for words in (whole, self.words, self.telling_words, _no_small(whole)):
            if len(words) >= 3:
                found.add("".join(word[0] for word in words))
        return frozenset(found)

    @_once
    def is_person_like(self) -> bool:
        """Whether a Chinese name is short enough for that of a person."""
        return self.key == self.chinese and len(self.key) in PERSON_LENGTH


def _written_in_initials(words: list[str]) -> frozenset[str]:
    """Return the family and the initials, if the words are these."""
    found = set()
    for family, given in ((words[:1], words[1:]), (words[-1:], words[:-1])):
        short = "".join(given)
        if family and 1 <= len(short) <= 3 and all(len(word) <= 2 for word in given):
            if is_pinyin(family[0]) and len(family[0]) > 1:
                found.add(f"{family[0]} {short}")
    return frozenset(found)


def _in_initials(words: list[str]) -> frozenset[str]:
    """Return the family and the initials of a name in pinyin, for either order."""
    if not all(map(is_pinyin, words)):
        return frozenset()
    found = set()
    for family, given in ((words[0], words[1:]), (words[-1], words[:-1])):
        syllables = SYLLABLE.findall("".join(given))
        found.add(f"{family} {''.join(each[0] for each in syllables)}")
    return frozenset(found)


_SMALL = frozenset("of and the for de la del los el und der y e et du des".split())


def _no_small(words: list[str]) -> list[str]:
    return [word for word in words if word not in _SMALL]


class Taken(NamedTuple):
    """A Chinese company name in its parts: 北京市|瀚海|科技."""

    core: str
    regions: tuple[str, ...]
    industries: tuple[str, ...]


@lru_cache(maxsize=8192)
def taken(chinese: str) -> Taken:
    """Return a Chinese company name with the region and industry taken off it."""
    start = _REGIONS.match(chinese)
    left = chinese[start.end() :] if start else chinese
    regions, industries = [start[0]] if start else [], []
    found = True
    while found:
        found = False
        for pattern, kept in ((_INDUSTRY_END, industries), (_REGION_END, regions)):
            match = pattern.search(left)
            if match:
                left, found = left[: match.start()], True
                kept.append(match[0])
    plain = tuple(_REGION_KIND.sub("", region) for region in regions)
    return Taken(left, plain, tuple(industries))


def core(chinese: str) -> str:
    """Return a Chinese company name without the region and industry it carries."""
    return taken(chinese).core


def characters(name: str) -> str:
    """Return the Chinese characters of a name as they are written."""
    return "".join(_CHINESE.findall(name))


def is_personal(name: str) -> bool:
    """Return whether a name may be that of a person: 陆海波, Margaret Thompson."""
    plain = parts(name)
    if plain.folded != plain.key:  # it bears a company form
        return False
    words = plain.words
    latin_person = (
        2 <= len(words) <= 4
        and not plain.chinese
        and all(word.isalpha() for word in words)
        and COMMON_WORDS.isdisjoint(words)
    )
    return latin_person or (plain.is_person_like and not plain.is_generic)


@lru_cache(maxsize=2048)
def parts(name: str) -> Parts:
    """Return the name taken apart."""
    return Parts(name)
