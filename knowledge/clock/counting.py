"""Counting time as the rules count it: weeks, days whose first is day 1, and working days of England."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from holidays import HolidayBase

_SATURDAY = 5


def after_weeks(day: date, weeks: int) -> date:
    """The last day "within N weeks of" the day: the same weekday, the day itself not counted.

    The SEND Regs 2014 set no way to count. Some advice services count the day itself as day 1, and end a day earlier.
    """
    return day + timedelta(weeks=weeks)


def last_of_days(first: date, days: int) -> date:
    """The last of so many days "beginning with" the first, which is day 1. All days of the week count."""
    return first + timedelta(days=days - 1)


def last_of_working_days(first: date, days: int) -> date:
    """The last of so many working days "beginning with" the first, which is day 1 where it is one itself."""
    day = working_day_from(first)
    for _ in range(days - 1):
        day = working_day_from(day + timedelta(days=1))
    return day


def working_day_from(day: date) -> date:
    """The day itself where it is a working day, or else the next one."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def is_working_day(day: date) -> bool:
    """Whether the day is neither a Saturday, a Sunday, Good Friday, Christmas Day nor a bank holiday of England.

    SEND Regs 2014 reg 2(1); Tribunal (HESC) Rules 2008 r.1(3). Both mean the Banking and Financial Dealings Act 1971.
    """
    return day.weekday() < _SATURDAY and day not in _bank_holidays()


def in_time_at_tribunal(end: date) -> date:
    """The last day on which an appeal is in time, where its time ends on `end`. Tribunal (HESC) Rules 2008 r.12.

    (2): on to the next working day. (3)(a): an end from 25 December to 1 January, or in August, goes on to the first
    working day after 1 January or 31 August. The two do not chain: a Saturday 31 July goes on to Monday 2 August, and
    no further, since the time did not end in August. It is also the reading that cannot make anybody late.
    """
    if end.month == 8:
        return working_day_from(date(end.year, 9, 1))
    if (end.month, end.day) >= (12, 25):
        return working_day_from(date(end.year + 1, 1, 2))
    if (end.month, end.day) == (1, 1):
        return working_day_from(date(end.year, 1, 2))
    return working_day_from(end)


@cache
def _bank_holidays() -> HolidayBase:
    # Imported here, because every start of the program would wait for it.
    from holidays import country_holidays

    return country_holidays("GB", subdiv="ENG")
