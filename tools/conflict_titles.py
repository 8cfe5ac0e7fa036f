# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
"""Titles and honorifics, which are no part of the name of a person."""

import re

from .names import fold, name_key

_TITLES = frozenset(
    "mr mrs ms miss mx dr prof professor chairman chairwoman chairperson chair "
    "president director ceo cfo cto coo phd md mba llm jd esq sir madam madame mme "
    "mlle m lord lady dame hon honourable honorable judge justice herr frau monsieur "
    "signor señor senor señora senora don doctor attorney counsel lawyer manager "
    "vice managing general executive deputy ph d jr sr the and dipl ing mag rer "
    "nat".split()
)
_CHINESE = (
    "先生|女士|小姐|太太|夫人|博士|教授|副?董事长|副?董事|执行董事|副?总经理|副?总裁"
    "|副?经理|副?主任|律师|老师|同志|法官|法定代表人|主席|院长|校长|会长|秘书长|首席执行官"
)
_CHINESE_END = re.compile(rf"^(.{{1,4}}?)(?:{_CHINESE})+$")
_CHINESE_START = re.compile(rf"^(?:{_CHINESE})+(.{{2,4}})$")
# 叶总, 周董: after the name of a family alone.
_FAMILY_END = re.compile("^([\u4e00-\u9fff])[总董]$")


def untitled(name: str) -> str:
    """Return the name of a person without titles; nothing if it has none.

    What carries a company form is no person: President Hotel Ltd. stays whole.
    """
    plain = fold(name)
    if not plain.isascii():
        for pattern in (_FAMILY_END, _CHINESE_END, _CHINESE_START):
            if match := pattern.match(plain):
                return match[1]
    words = plain.split()
    if len(words) < 2 or name_key(name) != plain:
        return ""
    kept = list(words)
    while kept and kept[0] in _TITLES:
        kept.pop(0)
    while kept and kept[-1] in _TITLES:
        kept.pop()
    return "" if kept == words else untitled(" ".join(kept)) or " ".join(kept)
