"""How fresh an entry is: when a person should check it again, and when families no longer see it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

Freshness = Literal["fresh", "due", "held back"]

HELD_BACK_AFTER = timedelta(days=180)
"""How long past its review an entry is still shown, with a warning."""


def freshness(review_by: date, today: date) -> Freshness:
    """Whether an entry is fresh, due for a check, or so long past it that it is held back from families."""
    if today <= review_by:
        return "fresh"
    return "due" if today <= review_by + HELD_BACK_AFTER else "held back"
