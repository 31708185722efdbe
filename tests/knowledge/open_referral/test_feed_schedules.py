from datetime import date
from typing import Any

import pytest

from knowledge.open_referral.schedules import say_times

TODAY = date(2026, 11, 22)
HOURS = {"opens_at": "09:00", "closes_at": "17:00"}


@pytest.mark.parametrize(
    ("schedules", "said"),
    [
        ([{"weekday": day, **HOURS} for day in (1, 2, 3, 4, 5)], "Monday to Friday 9am to 5pm"),
        ([{"weekday": "Thursday", "opens_at": "09:30", "closes_at": "10:30"}], "Thursday 9:30am to 10:30am"),
        ([{"weekday": "7", **HOURS}], "Sunday 9am to 5pm"),
        ([{"freq": "WEEKLY", "byday": "TU,TH", **HOURS}], "Tuesday and Thursday 9am to 5pm"),
        ([{"freq": "week", "byday": "TH", "opens_at": "09:30:00Z"}], "Thursday from 9:30am"),
        ([{"freq": "WEEKLY", "interval": 2, "byday": "FR", **HOURS}], "every 2 weeks on Friday 9am to 5pm"),
        ([{"freq": "MONTHLY", "byday": "2MO", **HOURS}], "second Monday of the month 9am to 5pm"),
        ([{"freq": "MONTHLY", "byday": "-1FR"}], "last Friday of the month"),
        ([{"freq": "MONTHLY", "bymonthday": "2,16", **HOURS}], "on day 2, 16 of the month 9am to 5pm"),
        ([{"freq": "DAILY", "opens_at": "00:00", "closes_at": "23:59"}], "every day all day"),
        ([{"byday": "SA", "opens_at": "12:00", "closes_at": "24:00"}], "Saturday midday to midnight"),
        (
            [{"byday": "MO", **HOURS}, {"byday": "SA", "closes_at": "12:30"}],
            "Monday 9am to 5pm; Saturday until 12:30pm",
        ),
        ([{"description": "Open in term time"}], "Open in term time"),
        ([{"weekday": None, "opens_at": "", "description": ""}], ""),
        ([{"weekday": 99, "byday": "XX", "opens_at": "99:99"}], ""),
        ([], ""),
    ],
)
def test_times_are_said_as_people_say_them(schedules: list[dict[str, Any]], said: str) -> None:
    assert say_times(iter(schedules), TODAY) == said


def test_times_that_are_over_are_left_out() -> None:
    assert (
        say_times(iter([{"byday": "MO", "valid_to": "2026-11-21"}, {"byday": "TU", "valid_to": "2026-11-22"}]), TODAY)
        == "Tuesday"
    )


def test_times_that_fill_a_screen_are_cut_at_a_word() -> None:
    said = say_times(iter([{"description": f"Open on the {n}th of the month"} for n in range(50)]), TODAY)
    assert len(said) < 210
    assert said.endswith(" …")
