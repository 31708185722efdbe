"""Months, quarters and years, made of whole weeks: a week belongs to the one in which its Sunday lies.

What was said has the Monday of its week and no day, so nothing smaller can be told apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_NAME = re.compile(r"(20\d\d)(?:-(?:Q([1-4])|(0[1-9]|1[0-2])))?")
_TO_SUNDAY = timedelta(days=6)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """The weeks that begin on the Mondays from `since` to `until`. `name` is such as 2026, 2026-Q3 or 2026-07."""

    name: str
    since: date
    until: date

    @property
    def last_day(self) -> date:
        """The Sunday with which it ends."""
        return self.until + _TO_SUNDAY

    @property
    def is_quarter(self) -> bool:
        """Whether it is a quarter: what is published is of quarters (`storage.releases`)."""
        return "Q" in self.name


def read_period(name: str) -> Period | None:
    """The period of this name; None where there is no such period.

    >>> read_period("2026-Q3")
    Period(name='2026-Q3', since=datetime.date(2026, 6, 29), until=datetime.date(2026, 9, 21))
    """
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    year, quarter, month = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    first = 3 * quarter - 2 if quarter else month or 1
    months = 3 if quarter else 1 if month else 12
    return Period(name, _first_monday(year, first), _first_monday(year, first + months) - timedelta(weeks=1))


def quarter_of(week: date) -> Period:
    """The quarter of the week that begins on `week`."""
    sunday = week + _TO_SUNDAY
    found = read_period(f"{sunday.year}-Q{(sunday.month + 2) // 3}")
    assert found
    return found


def quarters(first: date, through: date) -> Iterator[Period]:
    """The quarters from the one of the week `first` that have ended by the day `through`, the oldest first."""
    quarter = quarter_of(first)
    while quarter.last_day <= through:
        yield quarter
        quarter = quarter_of(quarter.until + timedelta(weeks=1))


def _first_monday(year: int, month: int) -> date:
    """The Monday of the first week whose Sunday lies in this month, where month 13 is the next year's first."""
    first = date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
    return first + (6 - first.weekday()) * _DAY - _TO_SUNDAY
