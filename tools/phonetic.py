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
    (r"^(?:dj|dzh|dsch)", "j"),
    (r"^gi(?=[aou])", "j"),
    (r"^x", "s"),
    (r"^(?:kn|gn)", "n"),
    (r"^wr", "r"),
    (r"^(?:al|el|ul)(?=[bcdfghjklmnpqrstvwxyz]{1,2}[aeiou]...)", ""),
    (r"(?:chn|chm|chr|khn)", "kn"),
    (r"(?:tsch|tch|tsh|cz)", "C"),
    (r"(?:sch|sh|sz|sj|ch(?=[ei]?$))", "S"),
    (r"ch", "C"),
    (r"(?:dzh|dj|zh)", "j"),
    (r"(?:ph|ff|v|w(?=$|[bcdfgklmnpqrstvz]))", "f"),
    (r"(?:kh|gh|ck|q|c(?![eiy]))", "k"),
    (r"c", "s"),
    (r"th", "t"),
    (r"dh", "d"),
    (r"x", "ks"),
    (r"z", "s"),
    (r"tz|ts", "s"),
    (r"g", "k"),
    (r"C", "j"),
    (r"(?<=.)h", ""),
    (r"(?<=.)[aeiouyw]+", ""),
    (r"^[aeiou]+", "a"),
    (r"^w", "f"),
    (r"S", "s"),
    (r"d$", "t"),
)
_RULES = tuple((re.compile(pattern), sound) for pattern, sound in _SOUNDS)
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
    for pattern, plain in _RULES:
        word = pattern.sub(plain, word)
    return word
