"""Opening times as people say them: "Monday to Friday 9am to 5pm; first Saturday of the month 10am to midday"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from knowledge.open_referral.values import Json, day, first, line, number

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
LONGEST_TIMES = 200
_BY_CODE = {name[:2].upper(): at for at, name in enumerate(DAYS)}
_DAY_IN_MONTH = re.compile(r"([+-]?\d+)([A-Z]{2})")
_TIME = re.compile(r"(?:^|T)(\d{1,2}):?(\d{2})")
_WHICH = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last"}


@dataclass(frozen=True, slots=True)
class _Open:
    """When in a week or month, as weekdays (Monday is 0) or in words; and from when to when."""

    weekdays: frozenset[int]
    when: str
    hours: str


def say_times(schedules: Iterator[Json], today: date) -> str:
    """All times that still hold, in words; "" where a feed gives none that can be read."""
    said: list[str] = []
    opens: dict[tuple[str, str], set[int]] = {}
    for schedule in schedules:
        until = day(schedule, "valid_to")
        if until and until < today:
            continue
        read = _read(schedule)
        if read is None:
            said.append(line(schedule, "description"))
        else:
            opens.setdefault((read.when, read.hours), set()).update(read.weekdays)
    times = [_say(weekdays, when, hours) for (when, hours), weekdays in opens.items()]
    whole = "; ".join(dict.fromkeys(one for one in (*times, *said) if one))
    return whole if len(whole) <= LONGEST_TIMES else f"{whole[:LONGEST_TIMES].rsplit(' ', 1)[0]} …"


def _read(schedule: Json) -> _Open | None:
    codes = _codes(schedule)
    hours = _hours(schedule)
    monthly = _freq(schedule) == "MONTHLY"
    months_day = line(schedule, "bymonthday") if monthly and not codes else ""
    weekdays = frozenset(_BY_CODE[code] for code in codes if code in _BY_CODE)
    named = weekdays or _weekday(schedule)
    if monthly and codes:
        return _Open(frozenset(), _of_the_month(codes), hours)
    if months_day:
        return _Open(frozenset(), f"on day {months_day.replace(',', ', ')} of the month", hours)
    if _freq(schedule) == "DAILY" and not named:
        named = frozenset(range(7))
    if not named:
        return None
    every = int(number(schedule, "interval") or 1)
    return _Open(named, f"every {every} weeks on" if 1 < every < 53 else "", hours)


def _codes(schedule: Json) -> list[str]:
    return [code.strip().upper() for code in line(schedule, "byday").split(",") if code.strip()]


def _freq(schedule: Json) -> str:
    word = line(schedule, "freq").upper()
    return {"WEEK": "WEEKLY", "MONTH": "MONTHLY", "DAY": "DAILY"}.get(word, word)


def _weekday(schedule: Json) -> frozenset[int]:
    """Version 1 counts Monday as 1; some feeds write the day's name."""
    told = first(schedule, "weekday", "day")
    if isinstance(told, str) and told.strip()[:2].upper() in _BY_CODE:
        return frozenset({_BY_CODE[told.strip()[:2].upper()]})
    counted = number(schedule, "weekday", "day")
    return frozenset({int(counted - 1) % 7}) if counted is not None and 0 <= counted <= 7 else frozenset()


def _of_the_month(codes: list[str]) -> str:
    found = []
    for code in codes:
        match = _DAY_IN_MONTH.fullmatch(code)
        if match and int(match[1]) in _WHICH and match[2] in _BY_CODE:
            found.append(f"{_WHICH[int(match[1])]} {DAYS[_BY_CODE[match[2]]]}")
        elif code in _BY_CODE:
            found.append(f"some {DAYS[_BY_CODE[code]]}s")
    return f"{_join(found)} of the month" if found else ""


def _hours(schedule: Json) -> str:
    opens, closes = (_clock(line(schedule, name)) for name in ("opens_at", "closes_at"))
    if opens and closes:
        return "all day" if opens == "midnight" and closes in {"midnight", "11:59pm"} else f"{opens} to {closes}"
    return f"from {opens}" if opens else f"until {closes}" if closes else ""


def _clock(told: str) -> str:
    match = _TIME.search(told)
    if match is None or int(match[1]) > 24 or int(match[2]) > 59:
        return ""
    hour, minute = int(match[1]) % 24, match[2]
    if minute == "00" and hour % 12 == 0:
        return "midday" if hour else "midnight"
    return f"{hour % 12 or 12}{'' if minute == '00' else ':' + minute}{'pm' if hour >= 12 else 'am'}"


def _say(weekdays: set[int], when: str, hours: str) -> str:
    return " ".join(part for part in (when, _days(sorted(weekdays)), hours) if part)


def _days(weekdays: list[int]) -> str:
    if len(weekdays) == len(DAYS):
        return "every day"
    if len(weekdays) > 2 and weekdays[-1] - weekdays[0] == len(weekdays) - 1:
        return f"{DAYS[weekdays[0]]} to {DAYS[weekdays[-1]]}"
    return _join([DAYS[at] for at in weekdays])


def _join(words: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))
