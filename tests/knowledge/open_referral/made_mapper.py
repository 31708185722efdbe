"""What feeds of the made-up Fenshire mean, and the day on which they are imported."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from knowledge.open_referral.terms import AgeWords, FeedWords
from knowledge.open_referral.to_service import Made

TODAY = date(2026, 11, 22)
SOURCE = "https://feed.fen.example/api"
WORDS = FeedWords(
    terms={"parents": ("Parent forum", "term-77")},
    ages=(AgeWords(words=("teen",), min_age=13, max_age=19), AgeWords(words=("adult",), min_age=18)),
    referral={"self": ("just turn up",), "professional": ("ask your GP",), "school": ("through school",)},
    cost={"free": ("free",), "paid": ("charges apply",)},
    everywhere=("England", "National"),
    not_topics=("Charity",),
)

Make = Callable[[dict[str, Any]], Made]


def bare(**fields: Any) -> dict[str, Any]:
    """A record with the least that it must have, and `fields`."""
    return {"id": "7", "name": "Reed Club", "organization": {"name": "Reed Trust"}, **fields}
