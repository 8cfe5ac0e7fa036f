# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
"""Industries by the words and codes that cards use, as sections of ISIC (A to U).

Known are the sections of the Chinese standard GB/T 4754 国民经济行业分类 with their
usual short names, the sections of ISIC in English, and the sectors and codes of the
North American NAICS. Sections are what Odoo's own list of industries consists of.
"""

import json
import re
from functools import lru_cache
from pathlib import Path

from ..names import fold

# The names of each section, folded when they are read.
_NAMES = Path(__file__).with_name("industries.json")
_NAICS = {
    "11": "A", "21": "B", "22": "D", "23": "F", "31": "C", "32": "C", "33": "C",
    "42": "G", "44": "G", "45": "G", "48": "H", "49": "H", "51": "J", "52": "K",
    "53": "L", "54": "M", "55": "M", "56": "N", "61": "P", "62": "Q", "71": "R",
    "72": "I", "81": "S", "92": "O",
}  # fmt: skip
_CODE_FIRST = re.compile(
    r"^\s*([A-U])\s*(?:\d{0,4})\s*[-.、:：\s]?\s*(?=[\u3400-\u9fff])"
)
_ENDINGS = re.compile(r"(?:及其他|相关|行业|产业|服务业|业|服务|类|industry|sector)$")


@lru_cache(maxsize=1)
def _sections() -> dict[str, str]:
    return {
        fold(name): section
        for section, names in json.loads(_NAMES.read_text("utf-8")).items()
        for name in names
    }


@lru_cache(maxsize=4096)
def industry_section(text: str, code: str = "") -> str | None:
    """Return the section of an industry given in words, or by its NAICS code."""
    section = _NAICS.get(re.sub(r"\D", "", code)[:2]) if code else None
    return section or _by_name(_CODE_FIRST.sub("", text))


def _by_name(text: str) -> str | None:
    sections = _sections()
    name = fold(text)
    for spelling in (name, _ENDINGS.sub("", name).strip()):
        if spelling in sections:
            return sections[spelling]
    # "Other personal services" ends like "personal services"; 某某制造业 like 制造业.
    known = (s for s in sections if len(s) > 2 and _is_ending(name, s))
    longest = max(known, key=len, default=None)
    return sections[longest] if longest else None


def _is_ending(name: str, known: str) -> bool:
    if not name.endswith(known):
        return False
    return not known.isascii() or name[: -len(known)].endswith(" ")
