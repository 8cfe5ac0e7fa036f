# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
"""How Chinese characters are read in Latin letters, without tones.

Readings come from pypinyin's table of single characters: fast enough for a million
names, and a character with two readings (单, 曾, 重) is searched under both.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import islice, product

from pypinyin.pinyin_dict import pinyin_dict

# More readings than these of one character are found in dictionaries alone.
_READINGS, _WHOLE = 3, 8
# Readings of family names, which tables of characters list late or not at all.
_FAMILY = {"单": "shan", "曾": "zeng", "仇": "qiu", "解": "xie", "查": "zha"}
_FAMILY |= {"区": "ou", "盖": "ge", "朴": "piao", "尉": "yu", "翟": "zhai"}
_NOT_LETTER = re.compile(r"[^a-z]")
# Sounds that speakers of southern China, and those who type, do not tell apart.
_ALIKE = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n"), ("v", "u"))
SYLLABLE = re.compile(
    "(?:[bpmfdtnlgkhjqxrwyzcs]|zh|ch|sh)?"
    "(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|van|an|en|in|un|vn|ai|ei|ao|ou"
    "|ia|ie|iu|ua|ue|ui|uo|ve|er|a|e|i|o|u|v)"
)


@lru_cache(maxsize=30000)
def readings(char: str) -> tuple[str, ...]:
    """Return the readings of one character, the most common first; none if it has
    none."""
    listed = pinyin_dict.get(ord(char), "").split(",")
    found = [_FAMILY.get(char, ""), *map(_toneless, listed)]
    return tuple(dict.fromkeys(filter(None, found)))[:_READINGS]


def _toneless(reading: str) -> str:
    parts = unicodedata.normalize("NFD", reading.replace("ü", "v"))
    return _NOT_LETTER.sub("", parts)


@lru_cache(maxsize=4096)
def alike(text: str) -> str:
    """Return Latin letters with the sounds merged that are often confused."""
    for sound, plain in _ALIKE:
        text = text.replace(sound, plain)
    return text


def first_reading(text: str) -> list[str]:
    """Return one reading for each character of the text that has any."""
    found = (readings(char) for char in text)
    return [read[0] for read in found if read]


def all_readings(text: str) -> list[str]:
    """Return the ways to read a short text, each as one word; at most a few."""
    found = [readings(char) for char in text]
    if not all(found) or not found:
        return []
    ways = dict.fromkeys(map("".join, islice(product(*found), 64)))
    return list(ways)[:_WHOLE]


@lru_cache(maxsize=4096)
def is_pinyin(word: str) -> bool:
    """Return whether a word of Latin letters may be Chinese, spelt in pinyin."""
    return bool(re.fullmatch(f"(?:{SYLLABLE.pattern})+", word))
