"""What an answer to a reader shows."""

from __future__ import annotations


def ids_shown(answer: object) -> list[int]:
    """Return the ids of the records in an answer, each once, in their order.

    Knows the rows of a list, and groups whose records are opened at any depth.
    """
    found: dict[int, None] = {}
    _collect(answer, found)
    return list(found)


def _collect(answer: object, found: dict[int, None]) -> None:
    if isinstance(answer, dict):
        opened = [
            answer[key] for key in ("records", "groups", "__records") if key in answer
        ]
        nested = answer.get("__groups")
        if isinstance(nested, dict):
            opened.append(nested)
        for part in opened:
            _collect(part, found)
        if not opened and isinstance(answer.get("id"), int):
            found[answer["id"]] = None
    elif isinstance(answer, list | tuple):
        for row in answer:
            _collect(row, found)


def values_shown(answer: object) -> int:
    """Return how many values groups or figures tell: a group each, a list its length.

    Groups by a name are a list of names, and so are values that are put in one list.
    """
    if isinstance(answer, dict):
        if isinstance(answer.get("groups"), list):
            return values_shown(answer["groups"])
        lists = (
            len(value)
            for name, value in answer.items()
            if isinstance(value, list) and not name.startswith("__")
        )
        return max(1, max(lists, default=0), values_shown(answer.get("__groups")))
    if isinstance(answer, list | tuple):
        return sum(values_shown(group) for group in answer)
    return 0


def texts_in(value: object) -> list[str]:
    """Return the texts in lists at any depth, in their order; a text is one of them."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, list | tuple):
        return [text for part in value for text in texts_in(part)]
    return []
