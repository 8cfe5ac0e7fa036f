# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
"""The English name of a Chinese company, as companies make it themselves.

上海云栎生物科技有限公司 calls itself Shanghai Yunli Biotechnology Co., Ltd.: the region
and what is its own in pinyin, the industry translated.
"""

import json
from collections.abc import Collection, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from .pinyin import SYLLABLE, alike, all_readings, first_reading, is_pinyin

_LISTS = json.loads((Path(__file__).parent / "english.json").read_text("utf-8"))
TRADES = {word: frozenset(names.split()) for word, names in _LISTS["trades"].items()}
# Fewer letters say nothing.
_SHORTEST = 4
_AND = frozenset(("and", "of", "the", "for", "city", "province", "shi", "sheng"))


class English(NamedTuple):
    """What the English name says: its own part in pinyin, and the Chinese of the rest.

    `strange` counts the words that are neither.
    """

    core: str
    syllables: tuple[str, ...]
    regions: frozenset[str]
    trades: frozenset[str]
    strange: int


@lru_cache(maxsize=1)
def _regions() -> dict[str, str]:
    """Return {spelling: region in Chinese}."""
    chinese = json.loads((Path(__file__).parent / "china.json").read_text("utf-8"))
    spelt: dict[str, str] = {}
    for region in chinese["regions"].split():
        for spelling in ("".join(first_reading(region)), *all_readings(region)):
            spelt.setdefault(spelling, region)
    return spelt | _LISTS["regions"]


def english(words: Sequence[str], common: Collection[str]) -> English | None:
    """Return what the words of an English name say, if it may be that of a Chinese.

    :param common: words that say nothing of their own
    """
    own: list[str] = []
    regions, trades, strange = set(), set(), 0
    at = 0
    while at < len(words):
        word, two = words[at], "".join(words[at : at + 2])
        at += 1
        if two != word and two in _regions() and word not in _regions():
            regions.add(_regions()[two])
            at += 1
        elif word in _regions() and (len(words) > 1):
            regions.add(_regions()[word])
        elif word in TRADES:
            trades |= TRADES[word]
        elif word in common or word in _AND:
            continue
        elif is_pinyin(word):
            own.append(word)
        else:
            strange += 1
    core = "".join(own)
    if len(core) < _SHORTEST or not (regions or trades):
        return None
    syllables = tuple(map(alike, SYLLABLE.findall(core)))
    return English(core, syllables, frozenset(regions), frozenset(trades), strange)
