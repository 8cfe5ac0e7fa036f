"""Rows chained by hash: each one seals its own contents and the row before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime


def _plain(value):
    if isinstance(value, datetime):
        return value.isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in a chained row")


def canonical(values: Mapping[str, object]) -> str:
    """Return the one text of these values, whatever the order of their keys."""
    return json.dumps(
        values,
        default=_plain,
        ensure_ascii=False,
        separators=(",", ":"),
        sort_keys=True,
    )


def digest(values: Mapping[str, object]) -> str:
    """Return the SHA-256 of a row's contents, without its place in the chain."""
    return hashlib.sha256(canonical(values).encode()).hexdigest()


def link(previous: str, number: int, contents: str) -> str:
    """Return the hash of row `number` from the hash before and its contents' digest."""
    return hashlib.sha256(f"{previous}:{number}:{contents}".encode()).hexdigest()
