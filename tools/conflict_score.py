# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
"""How close a name found is to the name searched, and why, in codes.

Each reason is a code, and words where it needs some; they become a sentence when they
are shown, in the language of whoever reads.
"""

from collections.abc import Callable
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA, JaroWinkler

from .conflict_parts import COMMON_WORDS, Parts, characters
from .names import SAME_NAME, similarity
from .pinyin import alike, all_readings, readings

# From here on a hit is shown: the threshold that is shipped.
THRESHOLD = 72.0
# Of hits that are less close than this, so many: a common name has hundreds of them.
SURE, UNSURE = 80.0, 10
_COMMON, _NAMED, _LETTER = 0.25, 1.0, 0.35
_TYPING = 0.75
# Reasons that weigh so much less than the best one are not told.
_BESIDE = 15
# Names that share words are never more alike than this: something differs.
_AT_MOST = 91.0
# People of different families are not the same, whatever else they share; a name that
# stands within another is not quite that name; a rare word says much by itself.
_OTHER_FAMILY, _WITHIN, _RARE = 55.0, 94.0, 75.0
# The same family, and initials for the rest; two telling words in the same order.
_INITIALS, _RUN, _TELLING = 76.0, 80.0, 1.2
# Names in which each has a word that the other lacks stay below what is shown, in their
# order, if only letters speak for them; what is left of both is alike from here on.
_UNLIKE, _LEFT_ALIKE = 60.0, 60.0
_MERE_LETTERS = frozenset(("similar", "like_pinyin", "same_core"))
# From here on, how many letters are the same says how alike two names are.
_LETTERS = 70.0

Reason = tuple[str, str]
Weigh = Callable[[str], float]


@dataclass(frozen=True)
class Match:
    """How close two names are, from 0 to 100, and the reasons, the best first."""

    score: float
    reasons: tuple[Reason, ...]


def usual_weight(word: str) -> float:
    """Return how much a word tells of a name where nothing is counted."""
    if word in COMMON_WORDS:
        return _COMMON
    return _LETTER if len(word) == 1 else _NAMED


def match(asked: Parts, found: Parts, weigh: Weigh = usual_weight) -> Match:
    """Return how close `found` is to `asked`, and why: names within them as well."""
    if len(asked.faces) == len(found.faces) == 1:
        return _match(asked, found, weigh)
    matches = (
        _within(_match(left, right, weigh), left is asked and right is found)
        for left in asked.faces
        for right in found.faces
    )
    return max(matches, key=lambda each: each.score)


def _within(found: Match, whole: bool) -> Match:
    if whole or not found.reasons:
        return found
    reasons = (("within", ""), *found.reasons[:2])
    return Match(min(found.score, _WITHIN), reasons)


def _match(asked: Parts, found: Parts, weigh: Weigh) -> Match:
    reasons = dict(_whole(asked, found))
    if not any(score >= 95 for score in reasons.values()):
        if asked.chinese and found.chinese:
            _keep_best(reasons, _chinese(asked, found))
            _keep_best(reasons, _family_alone(asked, found, weigh))
        _keep_best(reasons, _pinyin(asked, found))
        _keep_best(reasons, _given_initials(asked, found))
        if asked.words and found.words:
            _keep_best(reasons, _latin(asked, found, weigh))
        if _other_family(asked, found):
            reasons = {why: min(score, _OTHER_FAMILY) for why, score in reasons.items()}
        elif _other_words(asked, found) or _other_generic(asked, found):
            _lower_mere_letters(reasons, asked.is_generic)
    best = max(reasons.values(), default=0.0)
    told = {}
    for (code, words), score in sorted(reasons.items(), key=lambda entry: -entry[1]):
        if score >= best - _BESIDE:
            told.setdefault(code, (code, words))
    return Match(min(best, 100.0), tuple(told.values())[:3])


def _lower_mere_letters(reasons: dict, generic: bool) -> None:
    for why, score in reasons.items():
        if why[0] in _MERE_LETTERS or (generic and why[0] == "typing"):
            reasons[why] = min(score, _UNLIKE + score / 8)


def _keep_best(reasons: dict, more) -> None:
    for reason, score in more:
        reasons[reason] = max(score, reasons.get(reason, 0.0))


def _whole(asked: Parts, found: Parts):
    """Yield the reasons for which two names are one name to a reader."""
    if not asked.key or not found.key:
        return
    score = similarity(asked.name, found.name)
    same = asked.words and sorted(asked.key.split()) == sorted(found.key.split())
    if score == SAME_NAME:
        yield (
            ("other_script" if _other_script(asked, found) else "same_name", ""),
            score,
        )
    elif asked.key == found.key:
        yield ("same_form", ""), score
    elif asked.key.replace(" ", "") == found.key.replace(" ", ""):
        yield ("same_spacing", ""), 96.0
    elif same:
        yield ("same_words", ""), 95.0
    else:
        distance = OSA.distance(asked.key, found.key, score_cutoff=2)
        code = "similar"
        if distance <= 2 and len(asked.key) > 6:
            code = "one_letter" if distance == 1 and not asked.chinese else "typing"
        # Any two names share letters, which says less than one rare word in common.
        yield (code, ""), min(score, _AT_MOST, score * score / _LETTERS)


def _other_script(asked: Parts, found: Parts) -> bool:
    """Return whether the same characters are written in two ways: 華為, 华为."""
    return characters(asked.name) != characters(found.name)


def worth_showing(found: list) -> list:
    """Return what of (match, name) a reader is shown, in the same order: all that is
    close, and of the rest above the threshold the first few."""
    unsure = [f for f in found if THRESHOLD <= f[0].score < SURE][:UNSURE]
    kept = set(map(id, unsure))
    return [f for f in found if f[0].score >= SURE or id(f) in kept]


# === CHINESE ===


def _chinese(asked: Parts, found: Parts):
    """Yield what two Chinese names share."""
    left, right = asked.chinese, found.chinese
    if asked.core == found.core and len(asked.core) > 1:
        yield ("same_core", asked.core), _core_score(asked, found)
    elif asked.is_person_like and found.is_person_like:
        pass  # see below: of a person each character counts
    elif len(asked.core) > 2 and len(asked.core) == len(found.core):
        if OSA.distance(asked.core, found.core) == 1:
            yield ("one_character", found.core), 80.0 + min(len(asked.core), 8)
    if asked.is_person_like and found.is_person_like:
        yield from _person(left, right)
    elif min(len(left), len(right)) > 3:
        distance = OSA.distance(left, right)
        if distance == 1:
            yield ("one_character", right), 88.0
        elif left in right or right in left:
            share = 100 * min(len(left), len(right)) / max(len(left), len(right))
            yield ("contains", min(left, right, key=len)), 65 + share / 4


def _core_score(asked: Parts, found: Parts) -> float:
    """Return how close names with one core are: 华为技术 to 深圳华为技术, 华为商贸."""
    left, right = asked.chinese, found.chinese
    if left in right or right in left:
        return 88.0
    rest = fuzz.ratio(left.replace(asked.core, ""), right.replace(found.core, ""))
    return 76 + rest / 10


def _person(left: str, right: str):
    if len(left) == len(right) > 2 and OSA.distance(left, right) == 1:
        yield ("one_character", right), 74.0
    if any(left[at:] + left[:at] == right for at in (1, 2)):
        yield ("same_words", ""), 90.0  # 伟张: the family name came last


def _family_alone(asked: Parts, found: Parts, weigh: Weigh):
    """Yield the one character asked for, if it is a rare name of a family."""
    family = asked.key
    if len(family) == 1 and found.is_person_like and found.key.startswith(family):
        if weigh(family) >= 1.0:
            yield ("shared_words", family), _RARE


def _other_family(asked: Parts, found: Parts) -> bool:
    """Return whether these are names of people of two families.

    They are not if the family names sound alike, or if one of the two has none.
    """
    if asked.is_person_like and found.is_person_like:
        left, right = asked.key, found.key
        if len(left) != len(right) or any(left[n:] + left[:n] == right for n in (1, 2)):
            return False
        return not _sounds_of(left[0]) & _sounds_of(right[0])
    latin, chinese = (found, asked) if asked.chinese else (asked, found)
    if not (chinese.is_person_like and latin.spelt and latin.words):
        return False
    families = {*_sounds_of(chinese.key[0]), *map(alike, all_readings(chinese.key[:2]))}
    ends = tuple(map(alike, (latin.words[0], latin.words[-1])))
    return not any(
        end.startswith(f) or end.endswith(f) for f in families for end in ends
    )


def _other_words(asked: Parts, found: Parts) -> bool:
    """Return whether each of two Latin names has a word that the other lacks.

    Margaret Thompson shares a first name with Margaret Johnson, and many letters.
    """
    left, right = asked.telling_words, found.telling_words
    if asked.chinese or found.chinese or min(len(left), len(right)) < 2:
        return False
    ours = [
        w for w, s in zip(left, asked.sounds, strict=True) if not _fits(w, s, found)
    ]
    theirs = [
        w for w, s in zip(right, found.sounds, strict=True) if not _fits(w, s, asked)
    ]
    if not ours or not theirs:
        return False
    return fuzz.ratio("".join(ours), "".join(theirs)) < _LEFT_ALIKE


def _fits(word: str, said: str, other: Parts) -> bool:
    return _best(word, said, other)[0] > 0


def _other_generic(asked: Parts, found: Parts) -> bool:
    """Return whether two names say only where and what, and do not say the same.

    上海国际学校 is neither 北京国际学校 nor 上海外国语学校.
    """
    if not (asked.is_generic and found.is_generic):
        return False
    there, here = set(asked.taken.regions), set(found.taken.regions)
    return asked.core != found.core or bool(there and here and not there & here)


def _sounds_of(char: str) -> set[str]:
    return set(map(alike, readings(char)))


def _pinyin(asked: Parts, found: Parts):
    """Yield what two names share when one reads them aloud in Chinese."""
    if not (asked.chinese or found.chinese):
        return
    if asked.core and asked.core == found.core:
        return  # written the same, so it is no news that it is read the same
    if asked.spelt & found.spelt:
        yield ("same_pinyin", min(asked.spelt & found.spelt)), 92.0
    elif asked.alike_spelt & found.alike_spelt:
        yield ("like_pinyin", min(asked.alike_spelt & found.alike_spelt)), 84.0
    elif asked.chinese and found.chinese and len(asked.core) > 3:
        left, right = " ".join(asked.pinyin), " ".join(found.pinyin)
        yield ("like_pinyin", right), fuzz.ratio(left, right) * 0.88
    elif not (asked.chinese and found.chinese):
        yield from _initials(asked, found)
        yield from _spelt_core(asked, found)
        yield from _translated(asked, found)


def _initials(asked: Parts, found: Parts):
    latin, chinese = (found, asked) if asked.chinese else (asked, found)
    if len(chinese.initials) > 2 and latin.words == [chinese.initials]:
        yield ("same_initials", chinese.initials), 73.0


def _given_initials(asked: Parts, found: Parts):
    """Yield the family that two people share, if one has fitting initials beside."""
    if asked.is_initialled != found.is_initialled:
        if shared := asked.initialled & found.initialled:
            yield ("same_initials", min(shared)), _INITIALS


def _spelt_core(asked: Parts, found: Parts):
    latin, chinese = (found, asked) if asked.chinese else (asked, found)
    read = "".join(chinese.pinyin)
    typed = "".join(latin.words)
    if len(typed) > 4 and read and not chinese.words:
        if typed in read:
            yield ("same_pinyin", typed), 74 + 18 * len(typed) / len(read)
        else:
            yield ("like_pinyin", typed), fuzz.ratio(typed, read) * 0.88


def _translated(asked: Parts, found: Parts):
    """Yield what a Chinese company has in common with the English name of one.

    What is its own must sound the same; region and industry tell homophones apart.
    """
    latin, chinese = (found, asked) if asked.chinese else (asked, found)
    name = latin.english
    if not name or not chinese.chinese:
        return
    read = alike("".join(chinese.pinyin))
    own = alike(name.core)
    if own not in {alike(way) for way in all_readings(chinese.core)}:
        if own not in read:
            return
    score = 80.0 - 4 * name.strange - (0 if own in chinese.alike_spelt else 4)
    if name.regions:
        regions = chinese.taken.regions
        same = any(region in chinese.chinese for region in name.regions)
        score += 5 if same else -6 if regions else 0
    if name.trades:
        trades = chinese.taken.industries
        same = any(trade in chinese.chinese for trade in name.trades)
        score += 6 if same else -10 if trades else 0
    yield ("translated", name.core), score


# === LATIN ===


def _latin(asked: Parts, found: Parts, weigh: Weigh):
    """Yield what two names share word by word."""
    yield from _acronym(asked, found)
    yield from _run_of_words(asked, found, weigh)
    left, right = asked.telling_words, found.telling_words
    pairs = [
        _best(word, said, found) for word, said in zip(left, asked.sounds, strict=True)
    ]
    back = [
        _best(word, said, asked) for word, said in zip(right, found.sounds, strict=True)
    ]
    there, here = _covered(left, pairs, weigh), _covered(right, back, weigh)
    whole = min(there, here), max(there, here)
    score = 45 * whole[0] + 47 * whole[1]
    if len(left) == 1 or len(right) == 1:  # one word of many says little by itself
        score -= 6
    kinds = {kind for _value, kind in pairs if kind}
    shared = " ".join(
        w for w, (v, _kind) in zip(left, pairs, strict=True) if v >= _TYPING
    )
    code = "same_sound" if "sound" in kinds else "typing"
    if kinds == {"same"}:
        code = "shared_words"
    if shared:
        score += 0.05 * fuzz.ratio(asked.key, found.key)
        yield (code, shared), min(score, _AT_MOST)
        yield from _rare_word(asked, found, weigh)


def _run_of_words(asked: Parts, found: Parts, weigh: Weigh):
    """Yield a name that stands within a longer one, whatever is written around it."""
    short, long = sorted((asked, found), key=lambda each: len(each.words))
    if not 1 < len(short.words) < len(long.words) - 1:
        return
    if f" {' '.join(short.words)} " in f" {' '.join(long.words)} ":
        if sum(map(weigh, short.telling_words)) >= _TELLING:
            yield ("within", ""), _RUN


def _rare_word(asked: Parts, found: Parts, weigh: Weigh):
    """Yield the one word asked for, or found, if hardly any other name has it."""
    for one, other in ((asked, found), (found, asked)):
        word = one.telling_words[0]
        alone = len(one.words) == 1 and len(word) > 3 and one.words == one.telling_words
        if alone and word in other.words and weigh(word) >= 1.0:
            yield ("shared_words", word), _RARE


def _best(word: str, said: str, other: Parts) -> tuple[float, str]:
    """Return how well the best word of the other name fits, and how it fits."""
    best = (0.0, "")
    for there, sounding in zip(other.telling_words, other.sounds, strict=True):
        if there == word:
            return (1.0, "same")
        alike = _alike(word, there, said, sounding)
        best = max(best, alike)
    return best


def _alike(word: str, there: str, said: str, sounding: str) -> tuple[float, str]:
    if len(word) == 1 or len(there) == 1:
        return (0.6, "letter") if word[0] == there[0] else (0.0, "")
    close = JaroWinkler.similarity(word, there)
    long_enough = min(len(word), len(there)) > 2  # two letters are initials
    if said and said == sounding and len(said) > 1 and long_enough:
        return (max(0.9, close), "sound")
    if close < _TYPING:
        return (0.0, "")
    return ((close - 0.5) * 1.8 if close < 0.95 else close, "typing")


def _covered(words: list[str], pairs, weigh: Weigh) -> float:
    """Return which part of the words, by weight, the other name has."""
    total = sum(map(weigh, words))
    got = sum(weigh(w) * value for w, (value, _kind) in zip(words, pairs, strict=True))
    return got / total if total else 0.0


def _acronym(asked: Parts, found: Parts):
    for short, whole in ((asked, found), (found, asked)):
        if len(short.words) == 1 and short.words[0] in whole.acronyms:
            yield ("acronym", short.words[0]), 82.0
