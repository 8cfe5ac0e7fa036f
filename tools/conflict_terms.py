# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
"""By which terms a name is found, and which of them to look up.

Each name is put down under terms: words, words with one letter left out, how they
sound, pairs of characters, pinyin. A search looks up the few terms that are rare,
alone, and common ones two at a time: work is bounded whatever the name looks like.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import combinations
from typing import NamedTuple
from zlib import crc32

from .conflict_english import English
from .conflict_parts import COMMON_WORDS, Parts
from .pinyin import alike, readings

# Changed with what names are put down under: the index is then made anew.
VERSION = 4
# Words of these lengths are also found with one letter wrong, missing or too many.
_SHORTEST, _LONGEST = 4, 14
# Chinese names of these lengths, region and industry apart, with one character wrong.
_MISSPELT = range(3, 9)
# Names that one look-up should bring, and all of them; a guess for a term unheard of.
PROBE, ALL, UNHEARD = 200, 3000, 8
# Of a word that a name may be known by, so many are looked at, by so many look-ups.
WIDE, _WIDES = 1000, 3
# Counted beside the terms: how many names of a kind there are.
EACH = "#"
# What all look-ups together may read in the index.
_WORK = 400_000
# Terms become numbers around zero, as PostgreSQL keeps them.
_HALF = 2**31
_SINGLES, _PAIRS, _TRIPLES, _ENOUGH = 10, 5, 4, 6
# So many of the rarer slots are combined, and each at least so often.
_POOL, _TURNS = {2: 14, 3: 10}, 2
# The look-ups of what is neither rare nor common, if nothing rare stands there.
_WIDE_STAGE = -1


class Slot(NamedTuple):
    """Something particular to a name: terms that mean the same, and where it stands.

    Slots that stand on the same characters or words say the same thing twice. Of those
    that are telling, one that all names share is missed.
    """

    terms: tuple[str, ...]
    place: frozenset[str]
    telling: bool = True


# The numbers of the terms of a slot, where it stands, and whether it is telling.
Numbered = tuple[tuple[int, ...], frozenset[str], bool]


class Probe(NamedTuple):
    """One look-up: the names that have a term of each slot, and what that is worth."""

    slots: tuple[tuple[int, ...], ...]
    weight: float


class Plan(NamedTuple):
    """The look-ups for a name; and whether too many names have what is rarest in it."""

    probes: list[Probe]
    cut: bool


def slots(parts: Parts) -> list[Slot]:
    """Return what is particular to a name, and to the names that it holds."""
    found = [slot for face in parts.faces for slot in _slots(face)]
    return found + [Slot(("r" + n,), frozenset({n})) for n in sorted(parts.numbers)]


def exact_terms(parts: Parts, numbers: Iterable[str]) -> list[str]:
    """Return the terms of names that are the same, or have the same number."""
    found = ["k" + face.key.replace(" ", "") for face in parts.faces if face.key]
    return found + ["r" + number for number in sorted({*numbers, *parts.numbers})]


def _slots(parts: Parts) -> list[Slot]:
    if not parts.key:
        return []
    whole = frozenset({*parts.chinese, *parts.words})
    found = [Slot(("k" + parts.key.replace(" ", ""),), whole), *_word_slots(parts)]
    alone = [("s" + " ".join(sorted(parts.words)),)] if len(parts.words) > 1 else []
    alone += [("w" + short,) for short in sorted(parts.acronyms)]
    if parts.spelt:
        alone.append(tuple("p" + word for word in sorted(parts.alike_spelt)))
    if parts.initialled:
        alone.append(tuple("n" + each for each in sorted(parts.initialled)))
    if len(parts.initials) > 2:
        alone.append(("i" + parts.initials,))
    if not parts.chinese and len(parts.words) == 1 and 2 < len(parts.words[0]) <= 6:
        alone.append(("i" + parts.words[0],))
    found += [Slot(each, whole, each[0][0] not in "in") for each in alone]
    if parts.english:
        found += _english_slots(parts.english)
    if parts.chinese:
        found += _chinese_slots(parts)
    return found


def _english_slots(name: English) -> list[Slot]:
    """What the Chinese name would be put down under, of which this is the English."""
    own = frozenset({name.core})
    found = [Slot(tuple({"p" + alike(name.core), "p" + "".join(name.syllables)}), own)]
    if len(name.syllables) > 1:
        found.append(Slot(("y" + "".join(name.syllables[:2]),), own))
    for letter, words in (("g", name.regions), ("t", name.trades)):
        if words:
            terms = tuple(letter + word for word in sorted(words))
            found.append(Slot(terms, frozenset({letter + name.core}), False))
    return found


def terms(parts: Parts) -> set[str]:
    """Return all terms under which a name is put down."""
    return {term for slot in slots(parts) for term in slot[0]}


def hashed(found: Iterable[str], firm: int, kind: str = "") -> list[int]:
    """Return terms as numbers for the index; those of two firms do not meet.

    Nor do those of two kinds: however many parties have a name, they do not hide a
    client who is called alike.
    """
    salt = crc32(f"{firm}{kind}".encode())
    return sorted({crc32(term.encode(), salt) - _HALF for term in found})


def _neighbours(found):
    return zip(found, found[1:], strict=False)


def _word_slots(parts: Parts) -> list[Slot]:
    words, telling = dict.fromkeys(parts.words), set(parts.telling_words)
    found = [
        Slot(_word_terms(word), frozenset({word}), word in telling) for word in words
    ]
    heard = list(zip(parts.telling_words, parts.sounds, strict=True))
    found += [
        Slot(("f" + said,), frozenset({word}), word in telling)
        for word, said in heard
        if len(said) > 1 and len(word) > 2
    ]
    for (word, said), (after, too) in _neighbours(heard):
        if said:  # two words as one, Gholam Reza: a vowel between them is not heard
            joined = f"f{said}{too.lstrip('a')}"
            found.append(Slot((joined,), frozenset({word, after})))
    for word, after in _neighbours(parts.words):
        found.append(Slot(("w" + word + after,), frozenset({word, after})))
    return found


def _word_terms(word: str) -> tuple[str, ...]:
    found = ["w" + word]
    if _SHORTEST <= len(word) <= _LONGEST and word not in COMMON_WORDS:
        found += [f"w{word[:i]}{word[i + 1 :]}" for i in range(len(word))]
    return tuple(dict.fromkeys(found))


def _chinese_slots(parts: Parts) -> list[Slot]:
    text, core = parts.chinese, parts.core
    at = text.find(core)
    near = text[max(at - 1, 0) : at + len(core) + 1]
    found = [Slot(("b" + a + b,), frozenset((a, b))) for a, b in _neighbours(near)]
    common = [("u" + char, char) for char in dict.fromkeys(core[:6])]
    common += [("g" + where, where) for where in parts.taken.regions]
    common += [("t" + what, what) for what in parts.taken.industries]
    one = len(core) == 1  # 叶总 is searched by the name of the family alone
    found += [Slot((term,), frozenset(place), one) for term, place in common]
    read = [alike(each[0]) if each else "" for each in map(readings, core)]
    for (a, b), (first, second) in zip(
        _neighbours(core), _neighbours(read), strict=True
    ):
        if first and second:
            found.append(Slot(("y" + first + second,), frozenset((a, b))))
    turned = text if parts.is_person_like else core
    inner = [("c" + core,), ("a" + "".join(sorted(turned)),)]
    if len(core) < len(text):
        inner.append(("p" + "".join(read),))
    if len(core) in _MISSPELT:
        without = (f"x{core[:i]}{core[i + 1 :]}" for i in range(len(core)))
        inner.append(tuple(dict.fromkeys(without)))
    return found + [Slot(found_terms, frozenset(core)) for found_terms in inner]


# === WHAT TO LOOK UP ===


def numbered(found: Iterable[Slot], firm: int, kind: str = "") -> list[Numbered]:
    """Return slots with numbers for their terms, as they are in the index."""
    return [
        (tuple(hashed(slot.terms, firm, kind)), slot.place, slot.telling)
        for slot in dict.fromkeys(found)
    ]


def probes(
    found: list[Numbered], frequency: Callable[[int], int | None], total: int
) -> Plan:
    """Return the look-ups for a name, those that say most first.

    What is rarest in it is looked up whatever the names are, or the plan is cut.

    :param frequency: how many names have a term, None where that is not known
    :param total: how many names there are
    """
    sized, unheard = [], []
    for numbers, place, telling in found:
        counts = list(map(frequency, numbers))
        if any(counts):
            size = min(sum(map(_known, counts)), total)
            sized.append((size, numbers, place, telling))
        else:
            unheard += numbers
    sized.sort(key=lambda entry: entry[:2])
    first = (UNHEARD, UNHEARD, (tuple(unheard),))
    chosen, read, brought = [], 0, 0
    stages = ((0, 1), (1, _SINGLES), (_WIDE_STAGE, _WIDES), (2, _PAIRS), (3, _TRIPLES))
    for count, limit in stages:
        if count == 3 and len(chosen) >= _ENOUGH:
            break
        groups = _groups(sized, count, total) if count else [first] * bool(unheard)
        for size, work, numbers in groups[:limit]:
            if read + work > _WORK or brought + size > ALL:
                break
            read, brought = read + work, brought + size
            weight = math.log(max(total, 2) / max(size, 1))
            chosen.append(Probe(numbers, weight))
    return Plan(chosen, _is_blind(sized, chosen))


def _is_blind(sized, chosen) -> bool:
    """Return whether no look-up is about what is rarest in the name."""
    looked_up = {numbers for probe in chosen for numbers in probe.slots}
    seen = [place for _size, terms, place, _t in sized if terms in looked_up]
    rarest = next((place for _s, _terms, place, telling in sized if telling), None)
    return rarest is not None and rarest.isdisjoint(frozenset().union(*seen))


def _known(count: int | None) -> int:
    return UNHEARD if count is None else count


def _groups(sized, count, total):
    """Return size, work and terms of the groups of `count` slots, the rarest first.

    A slot that is rare is looked up alone. Of the others, those that stand apart are
    looked up together; none is in more than a few groups, so that each has its turn.
    """
    if count == 1:
        return [(size, size, (terms,)) for size, terms, *_ in sized if size <= PROBE]
    if count == _WIDE_STAGE:
        alone = [place for size, _terms, place, _t in sized if size <= PROBE]
        seen = frozenset().union(*alone)
        return [
            (size, size, (terms,))
            for size, terms, place, telling in sized
            if PROBE < size <= WIDE and telling and not place <= seen
        ]
    pool = [slot for slot in sized if slot[0] > PROBE]
    found = []
    for group in combinations(pool[: _POOL[count]], count):
        size = total * math.prod(slot[0] / total for slot in group)
        if size <= PROBE and _are_apart([slot[2] for slot in group]):
            found.append((size, sum(slot[0] for slot in group), group))
    found.sort(key=lambda entry: entry[0])
    turns = Counter()
    kept = []
    for size, work, group in found:
        numbers = tuple(slot[1] for slot in group)
        if any(turns[each] < _TURNS for each in numbers):
            turns.update(numbers)
            kept.append((size, work, numbers))
    return kept


def _are_apart(places) -> bool:
    return len(frozenset().union(*places)) == sum(map(len, places))
