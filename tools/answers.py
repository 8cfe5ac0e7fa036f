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
