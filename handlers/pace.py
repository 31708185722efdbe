"""How fast one person may go on: a token bucket on the conversation's row, so that it holds over several workers."""

from __future__ import annotations

from datetime import datetime

BURST = 30.0
"""How many turns may come at once."""
PER_SECOND = 0.5
"""How many turns a second may go on coming."""


def tokens_now(tokens: float | None, last: datetime | None, now: datetime) -> float:
    """What is in the bucket; a new conversation's is full."""
    if tokens is None or last is None:
        return BURST
    # SQLite gives times back with no zone; all of ours are UTC.
    waited = (now - last.replace(tzinfo=now.tzinfo)).total_seconds()
    return min(BURST, tokens + max(waited, 0.0) * PER_SECOND)
