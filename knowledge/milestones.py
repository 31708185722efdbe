"""What comes next for a child, from their school year alone: the dates that matter, in England's school years.

A school year runs from 1 September to 31 August. A child turns 5 in Reception (0), so 14 in Year 9 and 16 in Year 11.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Literal, Self

from pydantic import field_validator, model_validator

from knowledge.dates import say_date
from knowledge.models import Content
from knowledge.yaml_files import read_model

NURSERY, RECEPTION = -1, 0
LAST_YEAR = 14
"""From this school year on, people say "or older", so nothing after it has a date."""
AGE_IN_RECEPTION = 5
"""The age that a child turns in Reception."""
HOW_MANY = 3
_SEPTEMBER = 9
_FRIDAY = 4
_TERMS: Mapping[str, tuple[int, int]] = {"autumn": (9, 12), "spring": (1, 4), "summer": (4, 7)}
"""The first and last month of each term, only to put things in order."""

Day = Literal["before", "by", "on"]


class Milestone(Content):
    """Something that comes in one school year, or at one age; with `until`, in each school year up to that one.

    The day is given only where the facts of the answer `rests_on` give it: `month` and `day` (or the `last_friday` of
    the month), which `how` says to be before, by or on. `plan` says whether it is only for those with an EHC plan, or
    only for those without one.
    """

    id: str
    title: str
    text: str
    rests_on: str
    year: int | None = None
    age: int | None = None
    until: int | None = None
    term: Literal["autumn", "spring", "summer"] | None = None
    month: int | None = None
    day: int | None = None
    last_friday: bool = False
    how: Day = "by"
    plan: bool | None = None

    @model_validator(mode="after")
    def _has_a_time(self) -> Self:
        if (self.year is None) == (self.age is None):
            raise ValueError("give the school year or the age")
        if (self.month is None) != (self.day is None and not self.last_friday):
            raise ValueError("give the month and the day, or neither")
        return self

    @property
    def first_year(self) -> int:
        """The school year in which it comes first."""
        return self.year if self.year is not None else (self.age or 0) - AGE_IN_RECEPTION


class MilestoneWords(Content):
    """How the time of a milestone is said, and what is said around the three. `{...}` are filled in."""

    heading: str
    before: str
    by: str
    on: str
    term: str
    in_year: str
    at_age: str
    at_later_age: str
    older: str
    nursery: str
    reception: str
    year: str
    more: str
    line: str


class _MilestoneFile(Content):
    words: MilestoneWords
    milestones: tuple[Milestone, ...]

    @field_validator("milestones")
    @classmethod
    def _named_once(cls, milestones: tuple[Milestone, ...]) -> tuple[Milestone, ...]:
        ids = [milestone.id for milestone in milestones]
        twice = next((one for one in ids if ids.count(one) > 1), None)
        if twice:
            raise ValueError(f"the id '{twice}' is used twice")
        return milestones


@dataclass(frozen=True, slots=True)
class Milestones:
    """All milestones by id, and their file. An area may have none; `words` are there wherever a milestone is."""

    of: Mapping[str, Milestone] = field(default_factory=dict)
    words: MilestoneWords | None = None
    file: Path | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """A milestone as it comes for one child: the first and the last day of the time in which it does."""

    milestone: Milestone
    school_year: int
    first: date
    last: date


def load_milestones(path: Path) -> Milestones:
    """Read the file of milestones; none where there is no such file. Raises ContentError with every fault of form."""
    if not path.is_file():
        return Milestones()
    file = read_model(path, _MilestoneFile)
    return Milestones({milestone.id: milestone for milestone in file.milestones}, file.words, path)


def next_three(
    milestones: Milestones, school_year: int, today: date, *, plan: bool, without: Container[str] = ()
) -> tuple[Due, ...]:
    """The next three for a child who is now in `school_year` (Nursery is -1, Reception 0), the soonest to end first.

    In the summer holidays a child is still in the school year that has just ended. Fewer than three where no more come.
    What rests on an answer `without` is left out.
    """
    found = [
        due
        for milestone in milestones.of.values()
        if milestone.plan in {None, plan} and milestone.rests_on not in without
        for due in _coming(milestone, school_year, today)
    ]
    return tuple(sorted(found, key=lambda due: (due.last, due.first))[:HOW_MANY])


def say_when(due: Due, school_year: int, words: MilestoneWords) -> str:
    """When it comes, such as "Before 15 February 2027"; only the age where the child may be older than we know."""
    milestone = due.milestone
    if school_year >= LAST_YEAR and milestone.age is not None:
        return words.older.format(age=milestone.age)
    if milestone.month is not None:
        day = due.last + timedelta(days=1) if milestone.how == "before" else due.last
        return str(getattr(words, milestone.how)).format(day=say_date(day))
    said = {
        "age": milestone.age,
        "term": milestone.term,
        "year": say_year(due.school_year, words),
        "first": _begin(due).year,
        "last": _begin(due).year + 1,
    }
    if milestone.term:
        return words.term.format_map(said)
    if milestone.age is None:
        return words.in_year.format_map(said)
    return (words.at_age if due.school_year < LAST_YEAR else words.at_later_age).format_map(said)


def say_year(school_year: int, words: MilestoneWords) -> str:
    """What a school year is called."""
    named = {NURSERY: words.nursery, RECEPTION: words.reception}
    return named.get(school_year) or words.year.format(number=school_year)


def _coming(milestone: Milestone, school_year: int, today: date) -> Iterator[Due]:
    """The next time that it comes, if it does."""
    this_begins = today.year if today.month >= _SEPTEMBER else today.year - 1
    years = range(milestone.first_year, (milestone.until or milestone.first_year) + 1)
    for year in years:
        first, last = _window(milestone, this_begins + year - school_year)
        if last >= today:
            yield Due(milestone, year, first, last)
            return


def _window(milestone: Milestone, begins: int) -> tuple[date, date]:
    """The first and last day in the school year that begins in September of `begins`."""
    whole = date(begins, _SEPTEMBER, 1), date(begins + 1, 8, 31)
    if milestone.term:
        first, last = _TERMS[milestone.term]
        year = begins if first >= _SEPTEMBER else begins + 1
        return date(year, first, 1), _end_of_month(year, last)
    if milestone.month is None:
        return whole
    year = begins if milestone.month >= _SEPTEMBER else begins + 1
    if milestone.day is None:
        last_friday = _last_friday(year, milestone.month)
        return last_friday, last_friday
    day = date(year, milestone.month, milestone.day)
    if milestone.how == "on":
        return day, day
    return whole[0], day - timedelta(days=1) if milestone.how == "before" else day


def _begin(due: Due) -> date:
    year = due.last.year if due.last.month >= _SEPTEMBER else due.last.year - 1
    return date(year, _SEPTEMBER, 1)


def _end_of_month(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _last_friday(year: int, month: int) -> date:
    last = _end_of_month(year, month)
    return last - timedelta(days=(last.weekday() - _FRIDAY) % 7)
