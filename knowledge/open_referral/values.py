"""Reading single values of a record, whatever a feed put there: nothing, null, "", a number as words, another name."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from knowledge.open_referral.markup import Plain, plain_text

Json = Mapping[str, Any]

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_BRITISH_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_YES = frozenset({"true", "yes", "y", "1"})
_NO = frozenset({"false", "no", "n", "0"})
_NOTHING = frozenset({"null", "none", "n/a", "na", "undefined", "-"})


def first(record: Json, *names: str) -> Any:
    """The first of these values that is given and not empty; None where none is."""
    return next((record[name] for name in names if record.get(name) not in (None, "", [], {})), None)


def plain(record: Json, *names: str) -> Plain:
    """The first of these values that says something, as plain text."""
    for name in names:
        value = record.get(name)
        if isinstance(value, str | int | float) and not isinstance(value, bool):
            found = plain_text(str(value))
            if found.line and found.line.casefold() not in _NOTHING:
                return found
    return Plain((), False)


def line(record: Json, *names: str) -> str:
    """The first of these values that says something, as one line; "" where none does."""
    return plain(record, *names).line


def number(record: Json, *names: str) -> float | None:
    """The first of these values as a number; None where there is none, or it is no finite number."""
    value = first(record, *names)
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        read = float(str(value).strip().lstrip("£").replace(",", ""))
    except ValueError:
        return None
    return read if math.isfinite(read) else None


def day(record: Json, *names: str) -> date | None:
    """The first of these values as a day: ISO 8601, with or without a time, or as it is written in Britain."""
    value = str(first(record, *names) or "").strip()
    iso, british = _DAY.match(value), _BRITISH_DAY.match(value)
    parts = iso.groups() if iso else british.groups()[::-1] if british else None
    try:
        return date(*map(int, parts)) if parts else None
    except ValueError:
        return None


def flag(record: Json, *names: str) -> bool | None:
    """The first of these values as yes or no; None where it is neither."""
    word = str(first(record, *names)).strip().lower()
    return True if word in _YES else False if word in _NO else None


def child(record: Json, *names: str) -> Json:
    """The first of these values that is an object; an empty one where none is."""
    return next((record[name] for name in names if isinstance(record.get(name), dict)), {})


def children(record: Json, *names: str) -> Iterator[Json]:
    """The objects in the lists of all these names; an object that stands alone counts as a list of one."""
    for name in names:
        value = record.get(name)
        for one in value if isinstance(value, list) else (value,):
            if isinstance(one, dict):
                yield one
