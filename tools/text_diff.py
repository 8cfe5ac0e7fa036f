# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
"""What differs between two texts, as parts to be marked on a screen or a page.

A Chinese character counts as a word, so that a change of one shows as one.
"""

import re
from difflib import SequenceMatcher

Part = tuple[str, str]

SAME, REMOVED, ADDED = "same", "removed", "added"
# Texts less alike than this are shown as replaced: a patchwork is harder to read.
_PATCHWORK = 0.4
_CJK = "\u3400-\u9fff\uf900-\ufaff"
_TOKEN = re.compile(rf"[{_CJK}]|[^\W_{_CJK}]+|\s+|[\W_]")


def _append(parts: list[Part], kind: str, tokens: list[str]) -> None:
    if tokens:
        parts.append((kind, "".join(tokens)))


def text_diff(old: str, new: str) -> tuple[list[Part], list[Part]]:
    """Return the old and the new text as parts: same, removed or added.

    Joined, the parts of each side give that side's text back.
    """
    if old == new:
        whole = [(SAME, old)] if old else []
        return whole, list(whole)
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < _PATCHWORK:
        return (
            [(REMOVED, old)] if old else [],
            [(ADDED, new)] if new else [],
        )
    old_parts: list[Part] = []
    new_parts: list[Part] = []
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        same = kind == "equal"
        _append(old_parts, SAME if same else REMOVED, before[i1:i2])
        _append(new_parts, SAME if same else ADDED, after[j1:j2])
    return old_parts, new_parts
