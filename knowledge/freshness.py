"""How fresh an entry is: when a person should check it again, and when families no longer see it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal

Freshness = Literal["fresh", "due", "held back"]

LONGEST_REVIEW = timedelta(days=366)
"""The longest that any entry may go without a check."""
LONGEST_CRISIS_REVIEW = timedelta(days=90)
"""The longest that a number for a crisis may go without a check."""
HELD_BACK_AFTER = timedelta(days=180)
"""How long past its review an entry is still shown, with a warning."""


def freshness(review_by: date, today: date) -> Freshness:
    """Whether an entry is fresh, due for a check, or so long past it that it is held back from families."""
    if today <= review_by:
        return "fresh"
    return "due" if today <= review_by + HELD_BACK_AFTER else "held back"


class Reviews:
    """When each entry is due for a check, so that those to hold back on a day are found at once."""

    def __init__(self, reviews: Iterable[tuple[str, date]]) -> None:
        """`reviews` are pairs of an entry's id and its `review_by`."""
        self._reviews = sorted((review_by, entry_id) for entry_id, review_by in reviews)

    def held_back(self, today: date) -> frozenset[str]:
        """The ids of the entries that are held back on that day."""
        end = bisect_left(self._reviews, (today - HELD_BACK_AFTER, ""))
        return frozenset(entry_id for _review_by, entry_id in self._reviews[:end])
