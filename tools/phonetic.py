# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
"""How a word of a name sounds, so that Mohammed, Muhammad and محمد meet.

One key for names that were written in Latin letters by ear: from Arabic, Persian,
Cyrillic, and between Western languages. It keeps the consonants, roughly.
"""

import re
from functools import lru_cache

_CYRILLIC = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґў",
        "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh sh _ y _ e yu ya i i "
        "e g w".replace("_", "").split(" "),
        strict=True,
    )
)
_ARABIC = dict(
    zip(
        "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءأإآؤئپچژگکی",
        "a b t th j h kh d z r z s sh s d t z _ gh f q k l m n h w y a a _ a a a w y p "
        "ch zh g k y".replace("_", "").split(" "),
        strict=True,
    )
)
_LETTERS = {ord(char): latin for char, latin in (_CYRILLIC | _ARABIC).items()}
# In this order, each on what the one before left.
_SOUNDS = (
    # clusters, by letters that none of them yields
    (r"^(?:al|el|ul)(?=[bcdfghjklmnpqrstvwxyz]{1,2}[aeiou]...)", ""),
    (r"^(?:dj|dzh|dsch|gi(?=[aou]))|dzh|dj|zh", "j"),
    (r"ch(?=[nmr])|^kn|^gn|khn", "kn"),
    (r"tsch|tch|tsh|cz", "j"),
    (r"sch|sh|sz|sj|ch(?=[ei]?$)|^x", "s"),
    (r"ch", "j"),
    (r"ph|ff|v|(?<=[aeiou])w(?=$|[bcdfgklmnpqrstvz])|^w", "f"),
    (r"kh|gh|ck|q|c(?![eiy])|g", "k"),
    (r"tz|ts|z|c", "s"),
    (r"x", "ks"),
    (r"(?<=.)[haeiouyw]+", ""),
    (r"^[aeiou]", "a"),
    (r"d$", "t"),
)
# Letters of which each rule needs one: most words have no use for most rules.
_NEEDED = "l jzgd cgk tc scx c pfvw kgcq tzc x haeiouyw aeiou d".split()
_RULES = tuple(
    (frozenset(letters), re.compile(pattern), sound)
    for letters, (pattern, sound) in zip(_NEEDED, _SOUNDS, strict=True)
)
_TWICE = re.compile(r"(.)\1+")


def latin(text: str) -> str:
    """Return the text with Cyrillic and Arabic letters written in Latin ones."""
    return text if text.isascii() else text.translate(_LETTERS)


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """Return the key of how a word sounds; empty if it has no Latin reading."""
    word = latin(word)
    if not word.isascii() or not word.isalpha():
        return ""
    word = _TWICE.sub(r"\1", word)
    for needed, pattern, plain in _RULES:
        if not needed.isdisjoint(word):
            word = pattern.sub(plain, word)
    return word
