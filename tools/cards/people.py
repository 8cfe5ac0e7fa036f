# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
"""Roles of key people, and the facts that a card tells about them."""

import re

from ..names import fold

# The first role with a word of its own in the text wins; the order matters:
# a 财务总监 is finance before being a manager, a 法定代表人 is that before all.
_ROLES = (
    ("legal_representative", "法定代表人|法人|法代|legal representative|legal rep"),
    ("counsel", "法务|法律|律师|counsel|legal affairs|lawyer"),
    ("finance", "财务|会计|出纳|cfo|finance|financial|accountant|treasurer"),
    ("director", "董事|监事|director of the board|chairman|chairwoman|board"),
    ("owner", "股东|控制人|所有者|所有人|出资人|投资人|合伙人|创始人|owner|shareholder|"
     "proprietor|founder|partner"),
    ("executive", "经理|总裁|总监|负责人|经营|厂长|ceo|coo|cto|president|manager|"
     "director|executive|principal|head"),
    ("contact", "联系人|联络|秘书|助理|经办|对接|contact|secretary|assistant"),
)  # fmt: skip
# Facts by the column of a people sheet that tells them.
FACT_KINDS = {
    "gender": "other",
    "birth_date": "age",
    "age": "age",
    "education": "education",
    "personality": "personality",
    "hobby": "hobby",
    "family": "family",
    "ability": "ability",
    "background": "background",
    "note": "other",
}
_SEPARATORS = re.compile(r"[、,，;；/\n]|\s+(?:and|&)\s+|和(?=[\u3400-\u9fff]{2,4}$)")
_SHARE = re.compile(r"[(（:：]?\s*(\d{1,3}(?:\.\d+)?)\s*[%％]\s*[)）]?")
_COMPANY_TAIL = re.compile(r"^(?:inc|llc|llp|ltd|co|corp|lp|plc|sa|ag)$")


def role_of(text: str) -> str:
    """Return the role that a text names; "other" if it names none that is known."""
    plain = fold(text)
    for role, words in _ROLES:
        if any(_names(plain, word) for word in words.split("|")):
            return role
    return "other"


def _names(plain: str, word: str) -> bool:
    if word.isascii():
        return re.search(rf"\b{re.escape(word)}\b", plain) is not None
    return word in plain


def split_people(text: str) -> list[tuple[str, float]]:
    """Return the people in a cell, 张三（60%）、李四（40%）, each with the share.

    "Acme, Inc" is one name: a company form is not a person of its own.
    """
    people: list[tuple[str, float]] = []
    for part in _SEPARATORS.split(text):
        found = _SHARE.search(part)
        name = " ".join(_SHARE.sub(" ", part).split())
        share = min(float(found[1]), 100.0) if found else 0.0
        if people and _COMPANY_TAIL.match(fold(name)):
            before, earlier = people.pop()
            people.append((f"{before}, {name}", earlier or share))
        elif name:
            people.append((name, share))
    return people
