"""Cut long texts into pieces that a printed table can break between."""

import re
import textwrap
from unicodedata import east_asian_width

_SENTENCE = re.compile(r".+?(?:[.!?;](?=\s)\s*|[。！？；…]+|$)", re.DOTALL)


def width(text: str) -> int:
    """Return the width of the text on paper: a Chinese character takes two columns."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def pieces(text: str, size: int = 450) -> list[str]:
    """Return the text in pieces that are at most `size` columns wide.

    A piece ends with a line where it can, else with a sentence, else with a word; a
    text without any of them is cut where it is full.
    """
    result: list[str] = []
    for line in (text or "").strip().splitlines():
        _add(result, line.rstrip(), size)
    return result


def _add(result: list[str], line: str, size: int) -> None:
    """Add a line to the last piece, or cut it into further ones."""
    if result and width(result[-1]) + 1 + width(line) <= size:
        result[-1] += f"\n{line}"
    elif width(line) <= size:
        result.append(line)
    else:
        result.extend(_cut(line, size))


def _cut(line: str, size: int) -> list[str]:
    """Cut one long line at its sentences, and a long sentence at its words."""
    result = [""]
    for sentence in _SENTENCE.findall(line):
        for part in [sentence] if width(sentence) <= size else _words(sentence, size):
            if width((result[-1] + part).strip()) > size:
                result.append("")
            result[-1] += part
    return [piece.strip() for piece in result if piece.strip()]


def _words(sentence: str, size: int) -> list[str]:
    """Cut at spaces; a sentence of wide characters holds half as many of them."""
    wide = width(sentence) > len(sentence)
    return [f"{part} " for part in textwrap.wrap(sentence, size // 2 if wide else size)]
