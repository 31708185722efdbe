"""Days as people write them, as they are kept, and as we say them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.dates import is_date, read_date, say_date

TODAY = date(2026, 11, 22)
THE_THIRD = date(2026, 11, 3)


@pytest.mark.parametrize(
    "typed",
    [
        "3/11/2026",
        "03/11/2026",
        "3/11/26",
        "3-11-2026",
        "3.11.2026",
        "2026-11-03",
        "3 November 2026",
        "3 november 2026",
        "3rd Nov 2026",
        "3RD OF NOVEMBER, 2026",
        "  3   nov   26 ",
    ],
)
def test_a_day_is_read_the_british_way(typed: str) -> None:
    assert read_date(typed, TODAY) == THE_THIRD


@pytest.mark.parametrize("day", ["1st", "2nd", "3rd", "4th", "22nd", "31st"])
def test_the_letters_after_a_day_are_left_out(day: str) -> None:
    assert read_date(f"{day} August 2026", TODAY) == date(2026, 8, int(day[:-2]))


def test_today_and_yesterday_are_days() -> None:
    assert read_date("Today", TODAY) == TODAY
    assert read_date("yesterday", TODAY) == date(2026, 11, 21)
    assert read_date("yesterday", date(2026, 1, 1)) == date(2025, 12, 31)


@pytest.mark.parametrize(
    "typed", ["", "🏠", "soon", "31/02/2026", "13/13/2026", "29/2/2026", "November", "3/11/0000", "9" * 500]
)
def test_what_is_no_day_is_none(typed: str) -> None:
    assert read_date(typed, TODAY) is None


@pytest.mark.parametrize("typed", ["3.11.26", "3 Sept 2026", "Nov 3 2026"])
def test_other_ways_that_families_write_a_day_are_read(typed: str) -> None:
    assert read_date(typed, TODAY) is not None


@given(st.text(max_size=80))
def test_any_text_is_read_without_fail(typed: str) -> None:
    assert read_date(typed, TODAY) is None or is_date(str(read_date(typed, TODAY)))


@given(st.dates(min_value=date(1970, 1, 1), max_value=date(2068, 12, 31)))
def test_a_day_that_is_said_is_read_back(day: date) -> None:
    assert read_date(say_date(day), TODAY) == day
    assert read_date(day.isoformat(), TODAY) == day
    assert is_date(day.isoformat())


@pytest.mark.parametrize("value", ["", "today", "3/11/2026", "2026-02-30", "2026-11-03T10:00:00"])
def test_what_is_not_kept_as_a_day_is_no_date(value: str) -> None:
    assert not is_date(value)


def test_a_day_is_said_without_a_leading_nought() -> None:
    assert say_date(THE_THIRD) == "3 November 2026"
