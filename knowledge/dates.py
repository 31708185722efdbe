"""Days: reading them as people write them, and saying them as people do."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

OLDEST_YEARS = 10
"""No date that a family gives us is older: an EHC plan of today did not begin before."""

ReadFault = Literal["not-a-date", "no-such-day", "wrong-weekday"]
Reach = Literal["any", "past", "coming-year"]
"""Which days can be meant: of the last ten years ("past"), and besides those of the year to come ("coming-year")."""
OutOfReach = Literal["future", "too-old", "too-far"]


@dataclass(frozen=True, slots=True)
class DateRead:
    """What was typed, read as a day: one day, or two of which either can be meant; or what is wrong with it.

    With "wrong-weekday", `days` holds the day of that date.
    """

    days: tuple[date, ...] = ()
    fault: ReadFault | None = None

    @property
    def day(self) -> date | None:
        """The one day that is surely meant."""
        return self.days[0] if len(self.days) == 1 and self.fault is None else None


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:\s?(?:st|nd|rd|th)\b)?"
_YEAR = r"(?P<year>\d{4}|\d{2})"
_WEEKDAY = (
    r"\b(?:(?P<when>last|next)\s)?(?P<weekday>monday|tuesday|wednesday|thursday|friday|saturday|sunday"
    # "sat" and "sun" are words of their own, so a short form counts only before a number, or at the end.
    r"|(?:mon|tues?|weds?|thu|thurs?|fri|sat|sun)(?=\.?\s(?:the\s)?\d|$))\b"
)
_AGO = (
    rf"\b(?P<count>\d{{1,3}}|an?|a couple of|{'|'.join(_NUMBERS)})\s(?P<unit>day|week|fortnight|month|year)s?"
    r"\sago(?:\s(?:today|now))?\b"
)

_Found = Callable[[re.Match[str], date, bool], tuple[date, ...]]


def read_date(typed: str, today: date, *, past: bool = True) -> DateRead:
    """The day in `typed`, British order ("3/11/2026", "I asked on 7 september", "last monday", "two weeks ago").

    A date with no year is the last such day; with `past` False the one nearest to today. "9/7" with no year is 9 July,
    or either of two days where 7 September is the nearer past: which is likelier cannot be told.
    """
    words = " ".join(typed.lower().replace(",", " ").split())
    try:
        found = _days_in(words, today, past)
    except (ValueError, OverflowError):
        return DateRead(fault="no-such-day")
    weekday = re.search(_WEEKDAY, words, re.ASCII)
    if not found and weekday:
        return DateRead((_on_weekday(weekday, today),))
    if not 1 <= len(found) <= 2:
        return DateRead(fault="not-a-date")
    if weekday:
        fitting = [day for day in found if day.weekday() == _WEEKDAYS.index(weekday["weekday"][:3])]
        return DateRead(tuple(fitting)) if fitting else DateRead(found[:1], "wrong-weekday")
    return DateRead(found)


def out_of_reach(day: date, today: date, reach: Reach) -> OutOfReach | None:
    """Why the day cannot be meant; None where it can."""
    if reach == "any":
        return None
    if day <= add_months(today, -12 * OLDEST_YEARS):
        return "too-old"
    if reach == "past" and day > today:
        return "future"
    return "too-far" if day > add_months(today, 12) else None


def add_months(day: date, months: int) -> date:
    """The corresponding date so many calendar months on, or the month's last day where it has no such date.

    Dodds v Walker [1981] UKHL 3. Raises ValueError past the years of the calendar.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        raise ValueError("there is no such year")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def is_date(value: str) -> bool:
    """Whether `value` is a day as it is stored (ISO 8601)."""
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def say_date(day: date) -> str:
    """The day in words, such as "22 November 2026"."""
    return f"{day.day} {day:%B %Y}"


def _days_in(words: str, today: date, past: bool) -> tuple[date, ...]:
    """The days that the words give, without repeats. Raises ValueError for one that no calendar has."""
    days: list[date] = []
    rest = words
    for pattern, found in _PATTERNS:
        for match in pattern.finditer(rest):
            days.extend(found(match, today, past))
        rest = pattern.sub(" ; ", rest)
    return tuple(dict.fromkeys(days))


def _full(match: re.Match[str], today: date, past: bool) -> tuple[date, ...]:
    year, month = match["year"], match["month"]
    number = int(month) if month.isdecimal() else _MONTHS.index(month[:3]) + 1
    return (date(_century(year), number, int(match["day"])),)


def _without_year(match: re.Match[str], today: date, past: bool) -> tuple[date, ...]:
    return (_recent(int(match["day"]), _MONTHS.index(match["month"][:3]) + 1, today, past),)


def _numbers(match: re.Match[str], today: date, past: bool) -> tuple[date, ...]:
    day, month = int(match["day"]), int(match["month"])
    british = _recent(day, month, today, past)
    if not past or day > len(_MONTHS) or day == month:
        return (british,)
    swapped = _recent(month, day, today, past)
    return (british, swapped) if swapped > british else (british,)


def _of_month(match: re.Match[str], today: date, past: bool) -> tuple[date, ...]:
    """The last day of that number ("the 7th"); behind a weekday, the last that was one."""
    number = int(match["day"])
    wanted = re.search(_WEEKDAY, match.string[: match.start()], re.ASCII)
    days = [day for day in _same_number(number, today) if not wanted or _is_weekday(day, wanted["weekday"])]
    if not days:
        raise ValueError("there is no such day")
    return (days[0],)


def _same_number(number: int, today: date) -> Iterator[date]:
    for months in range(13):
        day = add_months(today.replace(day=1), -months)
        if 1 <= number <= monthrange(day.year, day.month)[1] and day.replace(day=number) <= today:
            yield day.replace(day=number)


def _ago(match: re.Match[str], today: date, past: bool) -> tuple[date, ...]:
    said = match["count"]
    count = int(said) if said.isdecimal() else _NUMBERS.index(said) + 1 if said in _NUMBERS else 1
    count = 2 if "couple" in said else count
    match match["unit"]:
        case "month":
            return (add_months(today, -count),)
        case "year":
            return (add_months(today, -12 * count),)
        case unit:
            return (today - timedelta(days=count * {"day": 1, "week": 7, "fortnight": 14}[unit]),)


def _spoken(match: re.Match[str], today: date, past: bool) -> tuple[date, ...]:
    back = {"day before yesterday": 2, "yesterday": 1, "today": 0, "tomorrow": -1}[match[0]]
    return (today - timedelta(days=back),)


_PATTERNS: tuple[tuple[re.Pattern[str], _Found], ...] = tuple(
    (re.compile(pattern, re.ASCII), found)
    for pattern, found in (
        (r"(?<!\d)(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?!\d)", _full),
        (rf"(?<!\d)(?P<day>\d{{1,2}})\s?(?P<mark>[/.-])\s?(?P<month>\d{{1,2}})\s?(?P=mark)\s?{_YEAR}(?!\d)", _full),
        (rf"(?<!\d){_DAY}\s?(?:of\s)?{_MONTH}\s?'?{_YEAR}(?!\d)", _full),
        (rf"\b{_MONTH}\s?(?:the\s)?{_DAY}\s'?{_YEAR}(?!\d)", _full),
        (rf"(?<!\d){_DAY}\s?(?:of\s)?{_MONTH}", _without_year),
        (rf"\b{_MONTH}\s?(?:the\s)?{_DAY}(?!\d)", _without_year),
        (r"(?<![\d/])(?P<day>\d{1,2})\s?/\s?(?P<month>\d{1,2})(?![\d/])", _numbers),
        (r"^(?P<day>\d{1,2})[.-](?P<month>\d{1,2})$", _numbers),
        (_AGO, _ago),
        (r"\b(?:day before yesterday|yesterday|today|tomorrow)\b", _spoken),
        (r"(?<!\d)(?P<day>\d{1,2})\s?(?:st|nd|rd|th)\b", _of_month),
    )
)
"""The ways to write a day, the fullest first: what one has read, the next does not see."""


def _recent(day: int, month: int, today: date, past: bool) -> date:
    """The last such day, or the nearest one. Raises ValueError where this year and its neighbours have none."""
    days: list[date] = []
    for year in (today.year, today.year - 1) if past else (today.year - 1, today.year, today.year + 1):
        # A 31 February is in no year, a 29 February in some.
        if 1 <= month <= len(_MONTHS) and 1 <= day <= monthrange(year, month)[1]:
            days.append(date(year, month, day))
    if past:
        days = [one for one in days if one <= today]
    if not days:
        raise ValueError("there is no such day")
    return min(days, key=lambda one: abs(one - today))


def _on_weekday(match: re.Match[str], today: date) -> date:
    """The last such day of the week before today, or the first one after it where that is said."""
    wanted = _WEEKDAYS.index(match["weekday"][:3])
    if match["when"] == "next":
        return today + timedelta(days=(wanted - today.weekday() - 1) % 7 + 1)
    return today - timedelta(days=(today.weekday() - wanted - 1) % 7 + 1)


def _is_weekday(day: date, name: str) -> bool:
    return day.weekday() == _WEEKDAYS.index(name[:3])


def _century(year: str) -> int:
    number = int(year)
    if len(year) == 4:
        return number
    return number + (2000 if number < 69 else 1900)
