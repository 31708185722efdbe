"""Days as officers type them into a form."""

from __future__ import annotations

from datetime import date

from knowledge.dates import read_date
from storage.deciding import DecidingError

_MOST = 40
"""How many letters of what was typed are read."""


def read_day(typed: str, today: date) -> date | None:
    """The day that was typed, "2027-03-31" or as people write it; None where nothing was. Raises DecidingError."""
    text = typed.strip()[:_MOST]
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        found = read_date(text, today, past=False).day
    if found is None:
        raise DecidingError(f"“{text}” is no day. Write it like 31 March 2027.")
    return found
