# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
"""Names of clients and other parties, folded so that spellings meet.

One party is written in many ways: 華為技術有限公司 and 华为技术 有限责任公司, or
Ａｃｍｅ Ltd. and ACME Limited. Three questions are answered here, for the import, the
duplicate search and the conflict check: how is a name written plainly (`fold`), what
is left of it without its company form (`name_key`), how alike are two (`similarity`).
"""

import re
import unicodedata
from functools import lru_cache

import opencc
from cleanco.clean import prepare_default_terms
from cleanco.non_nfkd_map import NON_NFKD_MAP
from rapidfuzz import fuzz

# Same after folding, same apart from the company form, same apart from 集团 / Group.
SAME_NAME, SAME_KEY, SAME_KEY_GROUP = 100.0, 97.0, 92.0
# Names that differ in a number (Fund 1, Fund 2) are never more alike than this.
OTHER_NUMBER = 75.0

# Known company forms that are also ordinary words or countries: kept.
_KEEP = {"ad", "as", "at", "ca", "da", "ent", "et", "eu", "nl", "ok", "pp", "se", "uk"}
_EXTRA_FORMS = {"company limited", "co limited", "group", "ag & co kg", "тов", "ао"}
# What is a company form and never a name, also several beside each other.
_PLAIN_FORMS = frozenset("co company corp inc limited llc ltd plc gmbh".split())
# Company forms that stand before the name: Russian, Ukrainian, Indonesian.
_PREFIX_FORMS = {"ооо", "оао", "зао", "пао", "ао", "тов", "ooo", "oao", "zao", "pt"}
# Chinese, Japanese and Korean forms; longest first where one ends another.
_CJK_FORMS = (
    "有限责任公司 责任有限公司 股份有限公司 有限公司 股份公司 无限公司 总公司 "
    "集团 公司 特殊的普通合伙企业 特殊普通合伙企业 特殊的普通合伙 特殊普通合伙 "
    "普通合伙企业 普通合伙 有限合伙企业 有限合伙 合伙企业 合伙 "
    "个人独资企业 个人独资 个体工商户 外商独资 国有独资 法人独资 自然人独资 "
    "中外合资 株式会社 有限会社 合同会社 合资会社 合名会社 "
    "주식회사 유한회사 유한책임회사"
).split()
_CJK_PREFIX_FORMS = ["株式会社", "有限会社", "合同会社", "주식회사", "유한회사"]
_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
_BETWEEN_CJK = re.compile(rf"(?<=[{_CJK}])\s+(?=[{_CJK}])")
_CJK_FORM_END = re.compile(rf"(?<=\w)\s*(?:{'|'.join(_CJK_FORMS)})$")
_CJK_FORMS_ONLY = re.compile(rf"^(?:{'|'.join(_CJK_FORMS)})+$")
_CJK_FORM_START = re.compile(rf"^(?:{'|'.join(_CJK_PREFIX_FORMS)})\s*(?=\S)")
_ONE_CHARACTER_FORM = re.compile(r"\((?:株|有|합|주|유)\)")
_INITIALS = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_APOSTROPHE = re.compile(r"(?<=\w)['’`´](?=\w)")
# Signs that Arabic and Hebrew are read without, and the line that lengthens a word.
_POINTS = re.compile(
    "[\u0591-\u05bd\u05bf\u05c1-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]"
)


def _vowel_signs() -> str:
    """Return the vowel signs of India, Thailand and their neighbours, in one text.

    They are no letters to a regular expression, but without them कमल is किमला.
    """
    codes = range(0x0700, 0x2000)
    marks = (chr(code) for code in codes if unicodedata.category(chr(code))[0] == "M")
    return "".join(mark for mark in marks if not "\u1ab0" <= mark <= "\u1dff")


SIGNS = _vowel_signs()
_NOT_WORD = re.compile(rf"[^\w&{SIGNS}]+|_")
_GROUP = re.compile(r"集团|\bgroup\b")
_DIGITS = re.compile(r"\d+")
# Accents, and letters that have none but are plain ones with a stroke.
_LETTERS = frozenset(map(chr, range(0x300, 0x370))) | NON_NFKD_MAP.keys()


# Where a line ends: to Python, and so to everybody who reads names one a line.
LINE_ENDS = "[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+"
_LINE_ENDS = re.compile(LINE_ENDS)

# No name of a party is longer; a longer key would not fit into a database index.
NAME_LENGTH = 300
# Invisible, although they are letters or symbols to Unicode.
_BLANKS = "\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"
_INVISIBLE = ("Cc", "Cf", "Cs")


def readable_name(name: str) -> str:
    """Return the name without characters that nobody sees, and single spaces.

    Zero-width characters and those that turn the direction of writing make two names
    look the same, or one look like another. A name of nothing else is no name.
    """
    if name.isascii() and name.isprintable():
        return " ".join(name.split())
    seen = "".join(
        " " if char in "\t\n\r\u2028\u2029" else char
        for char in name
        if char in "\t\n\r\u2028\u2029" or not _is_invisible(char)
    )
    return " ".join(seen.split())


def names_in_lines(*texts: str | None) -> list[str]:
    """Return the names that stand in these texts, one a line; none twice."""
    lines = (line for text in texts for line in _LINE_ENDS.split(text or ""))
    return list(dict.fromkeys(filter(None, map(str.strip, lines))))


def _is_invisible(char: str) -> bool:
    return char in _BLANKS or unicodedata.category(char) in _INVISIBLE


@lru_cache(maxsize=1)
def _simplified() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def simplify(text: str) -> str:
    """Return the text with traditional Chinese characters made simplified."""
    return text if text.isascii() else _simplified().convert(text)


def _without_accents(text: str) -> str:
    """Drop accents of alphabetic scripts; leave kana and hangul whole."""
    if unicodedata.is_normalized("NFD", text) and _LETTERS.isdisjoint(text):
        return text
    parts = unicodedata.normalize("NFD", text)
    bare = "".join(
        NON_NFKD_MAP.get(c, c) for c in parts if not "\u0300" <= c <= "\u036f"
    )
    return unicodedata.normalize("NFC", bare)


@lru_cache(maxsize=4096)
def fold(name: str) -> str:
    """Return the name in one plain spelling, its company form included.

    Full and half width, upper and lower case, traditional and simplified,
    accents, punctuation and superfluous spaces no longer make a difference.
    """
    text = unicodedata.normalize("NFKC", name)
    if not text.isascii():
        if not text.isprintable():
            text = "".join(c for c in text if unicodedata.category(c) != "Cf")
        text = _ONE_CHARACTER_FORM.sub(" ", text)
        text = _POINTS.sub("", _without_accents(simplify(text)))
    text = text.casefold()
    text = _INITIALS.sub(lambda match: match[0].replace(".", ""), text)
    text = _APOSTROPHE.sub("", text)
    text = _NOT_WORD.sub(" ", text.replace("&", " and "))
    return _BETWEEN_CJK.sub("", " ".join(text.split()))


@lru_cache(maxsize=1)
def _company_forms() -> frozenset[tuple[str, ...]]:
    """Return the company forms of the world, each as its folded words."""
    known = {" ".join(words) for _length, words in prepare_default_terms()}
    forms = (fold(form) for form in known - _KEEP | _EXTRA_FORMS)
    return frozenset(tuple(form.split()) for form in forms if form)


def _strip_words(words: list[str]) -> list[str]:
    """Take company forms off the end and off the start of a list of words."""
    forms = _company_forms()
    if len(words) > 1 and words[0] in _PREFIX_FORMS | {"the"}:
        words = words[1:]
    stripped = True
    while stripped and len(words) > 1:
        stripped = False
        for length in range(min(4, len(words) - 1), 0, -1):
            if tuple(words[-length:]) in forms:
                words, stripped = words[:-length], True
                break
    return words[:-1] if len(words) > 1 and words[-1] == "and" else words


def _strip_cjk(key: str) -> str:
    """Take Chinese, Japanese and Korean company forms off both ends."""
    if _CJK_FORMS_ONLY.match(key):
        return key
    return _CJK_FORM_START.sub("", _CJK_FORM_END.sub("", key)).strip()


@lru_cache(maxsize=4096)
def name_key(name: str) -> str:
    """Return what is left of a name when its company form is gone.

    Two names with the same key are the same name for a reader. A name that is
    nothing but a company form keeps it, so that the key of a name is never empty.
    The key is at most `NAME_LENGTH` characters long, however long the name is.
    """
    key, before = fold(name[:NAME_LENGTH])[:NAME_LENGTH], ""
    while key != before:
        before = key
        key = _strip_cjk(" ".join(_strip_words(key.split())))
    return key


@lru_cache(maxsize=4096)
def is_form_only(name: str) -> bool:
    """Return whether a name is nothing but a company form: 有限公司, Co., Ltd."""
    plain = fold(name[:NAME_LENGTH])
    words = plain.split()
    if _CJK_FORMS_ONLY.match(plain):
        return True
    whole = len(plain) > 2 and tuple(words) in _company_forms()  # AB may be initials
    return whole or bool(words) and _PLAIN_FORMS.issuperset(words)


def similarity(left: str, right: str) -> float:
    """Return how alike two names are, from 0 (nothing in common) to 100 (the same)."""
    left_fold, right_fold = fold(left), fold(right)
    if not left_fold or not right_fold:
        return 0.0
    if left_fold == right_fold:
        return SAME_NAME
    left_key, right_key = name_key(left), name_key(right)
    if left_key == right_key:
        grouped = bool(_GROUP.search(left_fold)) == bool(_GROUP.search(right_fold))
        return SAME_KEY if grouped else SAME_KEY_GROUP
    score = max(
        fuzz.ratio(left_key, right_key), fuzz.token_sort_ratio(left_key, right_key)
    )
    if _DIGITS.findall(left_key) != _DIGITS.findall(right_key):
        score = min(score, OTHER_NUMBER)
    return min(score, SAME_KEY_GROUP)
