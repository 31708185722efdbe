"""The year of a report: the calendar's, or the council's own, which begins in another month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from storage.yearly import Weeks

FIRST, LAST = 2015, 2100
"""The years of which there can be a report: the Regulations came into force on 1 September 2014."""
_WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class ReportYear:
    """The year that begins in the month `starts` of the calendar year `number`: 1 January, 4 April, 9 September."""

    number: int
    starts: int = 1

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.number, self.starts, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return date(self.number + 1, self.starts, 1) - timedelta(days=1)

    @property
    def weeks(self) -> Weeks:
        """The weeks that began in it: a comment is kept with its week alone, and so each is in one year."""
        return Weeks(self.first, self.last)

    @property
    def before(self) -> ReportYear:
        """The year before it."""
        return ReportYear(self.number - 1, self.starts)

    @property
    def label(self) -> str:
        """What it is called: "2026", or "2026 to 2027"."""
        return str(self.number) if self.starts == 1 else f"{self.number} to {self.number + 1}"

    def is_over(self, today: date) -> bool:
        """Whether its last week has ended too."""
        return today > self.ends_on

    @property
    def ends_on(self) -> date:
        """The Sunday of its last week."""
        return self.last - timedelta(days=self.last.weekday()) + _WEEK - timedelta(days=1)


def year_of(day: date, starts: int) -> ReportYear:
    """The year that a day is in."""
    return ReportYear(day.year if day.month >= starts else day.year - 1, starts)
