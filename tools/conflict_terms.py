# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
"""By which terms a name is found, and which of them to look up.

Each name is put down under terms: words, words with one letter left out, how they
sound, pairs of characters, pinyin. A search looks up the few terms that are rare,
alone, and common ones two at a time: work is bounded whatever the name looks like.
"""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import combinations
from zlib import crc32

from .conflict_parts import COMMON_WORDS, Parts
from .pinyin import alike, readings

# Changed with what names are put down under: the index is then made anew.
VERSION = 1
# Words of these lengths are also found with one letter wrong, missing or too many.
_SHORTEST, _LONGEST = 4, 14
# Names that one look-up may bring, and all of them; a guess for a term unheard of.
PROBE, ALL, UNHEARD = 400, 3000, 8
# What all look-ups together may read in the index.
_WORK = 400_000
# Terms become numbers around zero, as PostgreSQL keeps them.
_HALF = 2**31
_SINGLES, _PAIRS, _TRIPLES = 16, 24, 8

Slot = tuple[str, ...]


@dataclass(frozen=True)
class Probe:
    """One look-up: the names that have a term of each slot, and what that is worth."""

    slots: tuple[tuple[int, ...], ...]
    weight: float


def slots(parts: Parts) -> list[Slot]:
    """Return what is particular to a name: in each slot, terms that mean the same."""
    if not parts.key:
        return []
    found = [("k" + parts.key.replace(" ", ""),), *_word_slots(parts)]
    if len(parts.words) > 1:
        found.append(("s" + " ".join(sorted(parts.words)),))
        found += [("w" + a + b,) for a, b in _neighbours(parts.words)]
    found += [("w" + short,) for short in sorted(parts.acronyms)]
    if parts.spelt:
        found.append(tuple("p" + word for word in sorted(parts.alike_spelt)))
    found += _pinyin_slots(parts)
    if parts.chinese:
        found += _chinese_slots(parts)
    return list(dict.fromkeys(found))


def terms(parts: Parts) -> set[str]:
    """Return all terms under which a name is put down."""
    return {term for slot in slots(parts) for term in slot}


def hashed(found: Iterable[str], firm: int) -> list[int]:
    """Return terms as numbers for the index; those of two firms do not meet."""
    salt = crc32(str(firm).encode())
    return sorted({crc32(term.encode(), salt) - _HALF for term in found})


def _neighbours(found):
    return zip(found, found[1:], strict=False)


def _word_slots(parts: Parts) -> list[Slot]:
    sounds = [("f" + said,) for said in parts.sounds if len(said) > 1]
    # Two words as one, such as Gholam Reza: a vowel between them is not heard.
    sounds += [(f"f{a}{b.lstrip('a')}",) for a, b in _neighbours(parts.sounds) if a]
    return [*map(_word_slot, dict.fromkeys(parts.words)), *sounds]


def _word_slot(word: str) -> Slot:
    found = ["w" + word]
    if _SHORTEST <= len(word) <= _LONGEST and word not in COMMON_WORDS:
        found += [f"w{word[:i]}{word[i + 1 :]}" for i in range(len(word))]
    return tuple(dict.fromkeys(found))


def _pinyin_slots(parts: Parts) -> list[Slot]:
    """Return the pairs of syllables of Chinese characters, and the initials."""
    read = list(map(alike, parts.pinyin))
    found = [("y" + a + b,) for a, b in _neighbours(read)]
    if len(parts.initials) > 1:
        found.append(("i" + parts.initials,))
    if not parts.chinese and len(parts.words) == 1 and len(parts.words[0]) <= 6:
        found.append(("i" + parts.words[0],))
    return found


def _chinese_slots(parts: Parts) -> list[Slot]:
    text = parts.chinese
    found = [("b" + a + b,) for a, b in _neighbours(text)]
    found += [("c" + parts.core,), *(("u" + char,) for char in dict.fromkeys(text))]
    if len(parts.core) < len(text):
        read = alike("".join(r[0] for r in map(readings, parts.core) if r))
        found.append(("p" + read,))
    if 2 < len(parts.core) <= 6:
        core = parts.core
        found += [(f"x{core[:i]}*{core[i + 1 :]}",) for i in range(len(core))]
        found += [("b" + a + b,) for a, b in zip(core, core[2:], strict=False)]
    return found


# === WHAT TO LOOK UP ===


def probes(
    found: list[Slot], firm: int, frequency: Callable[[int], int | None], total: int
) -> list[Probe]:
    """Return the look-ups for a name, those that say most first.

    :param frequency: how many names have a term, None where that is not known
    :param total: how many names there are
    """
    sized, unheard = [], []
    for slot in found:
        numbers = tuple(hashed(slot, firm))
        counts = list(map(frequency, numbers))
        if any(counts):
            size = sum(map(_known, counts))
            sized.append((min(size, total), numbers))
        else:
            unheard += numbers
    sized.sort()
    first = (UNHEARD, UNHEARD, ((UNHEARD, tuple(unheard)),))
    chosen, read, brought = [], 0, 0
    for count, limit in ((0, 1), (1, _SINGLES), (2, _PAIRS), (3, _TRIPLES)):
        groups = _groups(sized, count, total) if count else [first] * bool(unheard)
        for size, work, group in groups[:limit]:
            if read + work > _WORK or brought + size > ALL:
                break
            read, brought = read + work, brought + size
            weight = math.log(max(total, 2) / max(size, 1))
            chosen.append(Probe(tuple(numbers for _size, numbers in group), weight))
    return chosen


def _known(count: int | None) -> int:
    return UNHEARD if count is None else count


def _groups(sized, count, total):
    """Yield size, work and slots of the groups of `count` slots, the rarest first.

    A slot that is rare is looked up alone, and a pair that is, as a pair.
    """
    pool = [slot for slot in sized if slot[0] > PROBE] if count > 1 else sized
    found = []
    for group in combinations(pool[:14], count):
        size = total * math.prod(slot[0] / max(total, 1) for slot in group)
        if size <= PROBE:
            found.append((size, sum(slot[0] for slot in group), group))
    found.sort(key=lambda entry: entry[0])
    return found
