"""Days as people write them, as they are kept, and as we say them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.dates import DateRead, is_date, out_of_reach, read_date, say_date

TODAY = date(2026, 11, 22)
"""A Sunday."""
THE_THIRD = date(2026, 11, 3)
THE_SEVENTH = date(2026, 9, 7)
"""A Monday."""


def read(typed: str, today: date = TODAY) -> date | None:
    return read_date(typed, today).day


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
        "3.11.26",
        "Nov 3 2026",
        "November the 3rd, 2026",
        "3nov26",
    ],
)
def test_a_day_is_read_the_british_way(typed: str) -> None:
    assert read(typed) == THE_THIRD


@pytest.mark.parametrize("day", ["1st", "2nd", "3rd", "4th", "22nd", "31st"])
def test_the_letters_after_a_day_are_left_out(day: str) -> None:
    assert read(f"{day} August 2026") == date(2026, 8, int(day[:-2]))


@pytest.mark.parametrize(
    "typed",
    [
        "7 september",
        "7/9",
        "7.9",
        "7th sept",
        "Sept 7th",
        "the 7th of september",
        "monday 7th sept",
        "Mon 7 Sep",
        "mon 7/9",
        "monday the 7th",
        "I asked on 7 september",
        "we sent it on 7/9 i think",
        "we sat down with them on 7 september",
    ],
)
def test_a_day_with_no_year_is_the_last_one(typed: str) -> None:
    assert read_date(typed, TODAY).days[-1:] == (THE_SEVENTH,)
    assert read_date(typed, TODAY).fault is None


@pytest.mark.parametrize(
    ("typed", "ago"),
    [
        ("Today", 0),
        ("yesterday", 1),
        ("the day before yesterday", 2),
        ("last monday", 6),
        ("monday", 6),
        ("on friday", 2),
        ("last sunday", 7),
        ("two weeks ago", 14),
        ("2 weeks ago", 14),
        ("a fortnight ago", 14),
        ("a week ago today", 7),
        ("about ten days ago", 10),
        ("a couple of days ago", 2),
        ("on the 7th", 15),
        ("the 31st", 22),
        ("tomorrow", -1),
        ("next monday", -1),
    ],
)
def test_a_day_that_is_told_from_today_is_read(typed: str, ago: int) -> None:
    assert read(typed) == TODAY - timedelta(days=ago)


def test_months_ago_keep_the_date_or_end_with_the_month() -> None:
    assert read("two months ago") == date(2026, 9, 22)
    assert read("a month ago", date(2026, 3, 31)) == date(2026, 2, 28)
    assert read("a year ago", date(2028, 2, 29)) == date(2027, 2, 28)


def test_yesterday_can_be_in_another_year() -> None:
    assert read("yesterday", date(2026, 1, 1)) == date(2025, 12, 31)
    assert read("28 december", date(2026, 1, 3)) == date(2025, 12, 28)


def test_two_numbers_of_which_either_can_be_the_month_are_two_days() -> None:
    assert read_date("9/7", TODAY) == DateRead((date(2026, 7, 9), THE_SEVENTH))


@pytest.mark.parametrize(
    ("typed", "day"),
    [("7/9", THE_SEVENTH), ("3/11", THE_THIRD), ("30/9", date(2026, 9, 30)), ("9/9", date(2026, 9, 9))],
)
def test_two_numbers_are_british_where_that_is_the_nearer_past(typed: str, day: date) -> None:
    assert read(typed) == day


def test_two_days_in_one_line_are_asked_about_and_three_are_none() -> None:
    two = read_date("7 september or maybe 8 september", TODAY)
    assert two.days == (THE_SEVENTH, date(2026, 9, 8))
    assert read_date("7 sept, 8 sept or 9 sept", TODAY).fault == "not-a-date"


def test_what_can_lie_ahead_is_the_nearest_such_day() -> None:
    assert read_date("5 december", TODAY).day == date(2025, 12, 5)
    assert read_date("5 december", TODAY, past=False).day == date(2026, 12, 5)
    assert read_date("5 november", TODAY, past=False).day == date(2026, 11, 5)


@pytest.mark.parametrize(
    "typed",
    [
        "31/02/2026",
        "31/02",
        "13/13/2026",
        "29/2/2026",
        "29 february",
        "3/11/0000",
        "31 april",
        "0/5",
    ],
)
def test_a_day_that_no_calendar_has_is_said_to_be_none(typed: str) -> None:
    assert read_date(typed, TODAY) == DateRead(fault="no-such-day")


def test_31_february_is_no_such_day_and_soon_is_no_date() -> None:
    assert read_date("31/02", TODAY) == DateRead(fault="no-such-day")
    assert read_date("soon", TODAY) == DateRead(fault="not-a-date")


@pytest.mark.parametrize("typed", ["29/2/2024", "29 feb 2024", "2024-02-29"])
def test_a_leap_day_is_a_day_of_its_year(typed: str) -> None:
    assert read(typed) == date(2024, 2, 29)
    assert read("29 february", date(2024, 3, 10)) == date(2024, 2, 29)
    assert read("29 february", date(2025, 1, 10)) == date(2024, 2, 29)


@pytest.mark.parametrize(
    "typed", ["", "🏠", "soon", "November", "last week", "may", "in year 7", "3-5 weeks", "my son is 7", "9" * 500]
)
def test_what_is_no_day_is_none(typed: str) -> None:
    assert read_date(typed, TODAY) == DateRead(fault="not-a-date")


def test_a_weekday_that_does_not_fit_its_date_is_told_with_the_day() -> None:
    assert read_date("tuesday 7 september", TODAY) == DateRead((THE_SEVENTH,), "wrong-weekday")
    assert read_date("monday 7/9", TODAY) == DateRead((THE_SEVENTH,))


def test_a_weekday_settles_which_of_two_days_is_meant() -> None:
    assert read("monday 9/7") == THE_SEVENTH
    assert read("thursday 9/7") == date(2026, 7, 9)


@pytest.mark.parametrize(
    ("day", "reach", "why"),
    [
        (TODAY, "past", None),
        (date(2026, 11, 23), "past", "future"),
        (date(2016, 11, 23), "past", None),
        (date(2016, 11, 22), "past", "too-old"),
        (date(2027, 11, 22), "coming-year", None),
        (date(2027, 11, 23), "coming-year", "too-far"),
        (date(2016, 11, 22), "coming-year", "too-old"),
        (date(1026, 1, 1), "any", None),
    ],
)
def test_a_day_is_within_reach_or_why_not(day: date, reach: str, why: str | None) -> None:
    assert out_of_reach(day, TODAY, reach) == why  # type: ignore[arg-type]


@given(st.text(max_size=80), st.booleans())
def test_any_text_is_read_without_fail(typed: str, past: bool) -> None:
    found = read_date(typed, TODAY, past=past)
    assert found.fault is not None or 1 <= len(found.days) <= 2


@given(st.from_regex(r"(the )?[0-9]{1,3}(st|th| (days?|years|months) ago)?[ /.-]?([0-9]{1,4}|may|dec)?[/ ]?[0-9]{0,4}"))
def test_any_near_date_is_read_without_fail(typed: str) -> None:
    found = read_date(typed, TODAY)
    assert found.fault is not None or 1 <= len(found.days) <= 2


@given(st.dates(min_value=date(1970, 1, 1), max_value=date(2068, 12, 31)))
def test_a_day_that_is_said_is_read_back(day: date) -> None:
    assert read(say_date(day)) == day
    assert read(day.isoformat()) == day
    assert read(f"{day:%A} {say_date(day)}") == day
    assert is_date(day.isoformat())


@given(st.dates(min_value=TODAY - timedelta(days=364), max_value=TODAY))
def test_a_day_of_the_last_year_needs_no_year(day: date) -> None:
    assert read(f"{day.day} {day:%B}") == day


@pytest.mark.parametrize("value", ["", "today", "3/11/2026", "2026-02-30", "2026-11-03T10:00:00"])
def test_what_is_not_kept_as_a_day_is_no_date(value: str) -> None:
    assert not is_date(value)


def test_a_day_is_said_without_a_leading_nought() -> None:
    assert say_date(THE_THIRD) == "3 November 2026"
