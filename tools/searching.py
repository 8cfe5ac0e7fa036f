# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
"""Finding a name by a part of it, in any spelling, in a large list.

A name is searched in its plain spelling, and looked up by pairs of characters that
follow each other: unlike the triples of pg_trgm, these also serve the two characters
of a Chinese name, and need no locale that knows Chinese.
"""

from collections.abc import Iterable
from functools import lru_cache

from .names import fold, simplify

# Between two names of one client; no folded name contains it.
BETWEEN = "|"


@lru_cache(maxsize=8192)
def _simplified(char: str) -> str:
    return simplify(char)


def plain(text: str) -> str:
    """Return the text as it is searched: folded, character by character simplified.

    Not phrase by phrase, as `fold` alone does it: a part of a name must become a part
    of what the name becomes.
    """
    return fold(text if text.isascii() else "".join(map(_simplified, text)))


def search_text(names: Iterable[str]) -> str:
    """Return the plain spelling of all names of one client, in one text."""
    return BETWEEN.join(dict.fromkeys(filter(None, map(plain, names))))


def pairs(text: str) -> list[str]:
    """Return each pair of characters that follow each other within a word, once."""
    words = text.replace(BETWEEN, " ").split()
    found = (word[i : i + 2] for word in words for i in range(len(word) - 1))
    return list(dict.fromkeys(found))
