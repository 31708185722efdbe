"""When an entry is fresh, due for a check, and held back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from knowledge.freshness import HELD_BACK_AFTER, Reviews, freshness

DUE = date(2026, 5, 1)


@pytest.mark.parametrize(("days", "is_"), [(-1, "fresh"), (0, "fresh"), (1, "due"), (180, "due"), (181, "held back")])
def test_an_entry_is_fresh_to_its_day_then_due_then_held_back_after_180_days(days: int, is_: str) -> None:
    assert freshness(DUE, DUE + timedelta(days=days)) == is_


@pytest.mark.parametrize("days", [0, 1, 180, 181, 400])
def test_what_is_held_back_on_a_day_is_what_freshness_says(days: int) -> None:
    today = DUE + timedelta(days=days)
    reviews = {"old": DUE, "new": today, "a": DUE - timedelta(days=1), "z": DUE + timedelta(days=1)}
    held_back = Reviews(reviews.items()).held_back(today)
    assert held_back == {name for name, day in reviews.items() if freshness(day, today) == "held back"}


def test_nothing_is_held_back_where_all_is_fresh() -> None:
    assert Reviews([("one", DUE)]).held_back(DUE + HELD_BACK_AFTER) == frozenset()
