"""Whether somebody gave words for a purpose or a reason, and not only keys pressed.

Nobody can tell a lie from the truth here; but dots, one letter again and again, or a
word too short to say anything are no answer, and are asked for again.
"""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")
# A Chinese, Japanese or Korean sign says about as much as two letters.
_WIDE = "WF"
SHORTEST = 6
FEWEST_SIGNS = 5
# One word alone must be a long one; three wide signs are two words already.
LONG_WORD = 7
WIDE_WORDS = 3


def says_something(text: str | None) -> bool:
    """Return whether a text has words enough to be a purpose or a reason."""
    words = _WORD.findall((text or "").casefold())
    signs = [sign for word in words for sign in word]
    letters = {sign for sign in signs if sign.isalpha()}
    if _weight(signs) < SHORTEST or _weight(letters) < FEWEST_SIGNS:
        return False
    wide = sum(_is_wide(sign) for sign in signs)
    return len(set(words)) > 1 or wide >= WIDE_WORDS or len(letters) >= LONG_WORD


def _weight(signs: list[str] | set[str]) -> int:
    return sum(2 if _is_wide(sign) else 1 for sign in signs)


def _is_wide(sign: str) -> bool:
    return unicodedata.east_asian_width(sign) in _WIDE
