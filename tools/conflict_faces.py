# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
"""The names within a name: what people write around the one that counts.

"c/o Harbour Trading", "Harbour Trading (in liquidation)", 瀚海科技及其关联公司 and
"H A R B O U R" all speak of somebody whose name is shorter than what is written. Each
name inside is compared as if it stood alone.
"""

import re
import unicodedata
from functools import lru_cache

from .conflict_titles import untitled
from .names import NAME_LENGTH, fold, is_form_only, name_key
from .registration import registration_key

# Between two names of which either may be the one: "X trading as Y", X曾用名Y.
_BETWEEN = re.compile(
    r"(?<![\w/])(?:c/o|c\.o\.|care of|attn\b:?|attention:|d/?b/?a|doing business as"
    r"|t/a|trading as|f/?k/?a|(?:formerly|previously)(?: known as| called)?"
    r"|a/?k/?a|also known as|alias(?: of)?|n/?k/?a|now(?: known as)?|née|nee"
    r"|(?:acting )?(?:for and )?on behalf of|represented (?:here)?by"
    r"|acting (?:for|by|through)"
    r"|agents? (?:for|of)|counsel (?:for|to)|attorneys? (?:for|of)|nominee (?:for|of)"
    r"|in (?:the )?name of|as (?:trustee|agent|nominee) (?:for|of)"
    r"|successor (?:to|of)|a (?:division|subsidiary|branch) of"
    r"|(?:the )?estate of(?: the late)?|messrs|m/s)(?![\w/])[.:]?"
    r"|(?:曾用名|原名称?|又名|别名|现名|更名为|前称|以下简称|简称|转交给?|烦转|敬转)[为:：]?"
    r"|(?<=[（(])(?:原|现|即)[:：]?"
    r"|(?<=..)(?:委托)?(?:代表(?![处团人队性办作])|代理(?!有|股份|公司|集团|服务|事务|中心"
    r"|记账|商|人|业|部|$))[:：]?(?=..)"
)
# What follows a name and is none: its state, and others beside it.
_AFTER = re.compile(
    r"[\s,;(（]*(?<!\w)(?:and|&|and/or|with|plus|together with)\s+(?:(?:all|any|each)"
    r"\s+(?:of\s+)?)?(?:(?:its|their|his|her)\s+)?(?:respective\s+)?"
    r"(?:affiliate|subsidiar|associate|related|group compan|parent|others?\b"
    r"|co-?defendant|successor|assign|heirs?\b|family)[^)）]*[)）]?\s*$"
    r"|[\s,]+et\.? al\.?\s*$"
    r"|[\s,;(（]*(?<!\w)(?:in|under)\s+(?:(?:compulsory|voluntary|members'?|creditors'?"
    r"|provisional)\s+)*(?:liquidation|administration|receivership|bankruptcy"
    r"|judicial management|winding[ -]up|dissolution)[^)）]*[)）]?\s*$"
    r"|\s*[(（](?:dissolved|deceased|struck off|de-?registered|bankrupt|debtor|defunct"
    r"|insolvent|ceased|the )[^)）]*[)）]\s*$"
    r"|[（(]?(?:以及|及|和|与|暨|、)其?(?:全部|所有|下属|旗下|各|相关)*"
    r"(?:关联|子公司|分公司|附属|下属|控股|参股|分支机构)[^)）]*[)）]?\s*$"
    r"|(?<=[^\s\da-z]{2})等[一二三四五六七八九十两多数几\d]*"
    r"(?:人|方|家|名|个|位)?(?:被告|原告|公司|单位|企业|主体)?\s*$"
    r"|\s*[（(](?:已|正在|拟)?(?:注销|吊销|清算|破产|重整|解散|停业|故|歇业)[^)）]*[)）]\s*$"
)
_ESTATE = re.compile(r"(?<=..)(?:之|的)?(?:遗产管理人|破产管理人|管理人|清算组)$")
_EDGE = " ,;:.()（）[]【】\"'“”‘’、，；：-–—"
_LETTERS_APART = re.compile(r"(?<!\S)\w(?: \w){2,}(?!\S)")
_NUMBER = re.compile(r"(?<![0-9A-Z])[0-9A-Z]{8,20}(?![0-9A-Z])")
# The first of many names are compared, and the last.
_MOST = 24
# Where none of these stands, there is no name within: looked at first, being quick.
_HINTS = (
    *(
        "/",
        "(",
        "c.o.",
        " of ",
        "attn",
        "attention",
        "dba",
        "business as",
        "trading as",
    ),
    *("fka", "aka", "nka", "known", "formerly", "previously", "alias", "now ", "née"),
    *("nee ", "behalf", "represented", "trustee", "agent", "nominee", "successor"),
    *("estate", "messrs", "et al", "et. al", "affil", "subsid", "associate", "related"),
    *("group compan", "parent", "other", "defendant", "assign", "heir", "family"),
    *("liquid", "administration", "receiver", "bankrupt", "judicial", "winding"),
    *(
        "dissol",
        "under ",
        "曾用",
        "原名",
        "又名",
        "别名",
        "现名",
        "更名",
        "前称",
        "简称",
    ),
    *("acting", "counsel", "attorney", "name of", "代表", "代理"),
    *("转", "敬", "及", "和", "与", "暨", "、", "等", "管理人", "清算组"),
)


@lru_cache(maxsize=4096)
def faces(name: str) -> tuple[str, ...]:
    """Return the name, and the names that it holds, if any; at most a few."""
    text = unicodedata.normalize("NFKC", name[:NAME_LENGTH]).casefold()
    found = [name]
    if any(hint in text for hint in _HINTS):
        if _BETWEEN.search(text) or _AFTER.search(text) or _ESTATE.search(text):
            found += map(_bare, [text, *_BETWEEN.split(text)])
    if _LETTERS_APART.search(fold(name)):
        found += [_LETTERS_APART.sub(_joined, fold(face)) for face in found]
    found += filter(None, map(untitled, found))
    by_key: dict[str, str] = {}
    for face in found:
        if face == name or not is_form_only(face):
            by_key.setdefault(name_key(face), face)
    by_key.pop("", None)
    kept = tuple(by_key.values())
    if len(kept) > _MOST:
        kept = kept[: _MOST // 2] + kept[-_MOST // 2 :]
    return kept or (name,)


def _joined(letters: re.Match) -> str:
    return letters[0].replace(" ", "")


def _bare(piece: str) -> str:
    """Return a piece of a name without what surrounds and follows it."""
    before = None
    while piece != before:
        before = piece
        piece = _ESTATE.sub("", _AFTER.sub("", piece)).strip()
        if not (piece.count("(") == piece.count(")") and piece.endswith(")")):
            piece = piece.strip(_EDGE)
    return piece


def numbers_in(name: str) -> frozenset[str]:
    """Return the registration numbers that stand in a name, as they are compared."""
    text = unicodedata.normalize("NFKC", name[:NAME_LENGTH]).upper()
    found = {n for n in _NUMBER.findall(text) if sum(map(str.isdigit, n)) >= 6}
    whole = registration_key(text)
    digits = sum(map(str.isdigit, whole))
    if digits >= 5 and 2 * digits >= len(whole) and len(whole) <= 24 and text.isascii():
        found.add(whole)
    return frozenset(found)
