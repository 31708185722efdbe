"""Which reminders a date gives, and when they may go. Pure: days and hours in, plans out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from storage.reminders import Planned

LONDON = ZoneInfo("Europe/London")
"""All hours here are London's, in summer time and out of it."""

FIRST, LAST = time(10), time(19, 30)
"""From when to when a message may set out. The last has half an hour to go slowly before the quiet of the evening."""

DAYS_BEFORE = (7, 1)
DAYS_AFTER = 3
FURTHEST = timedelta(days=3 * 366)
"""How far off a date may be: a chat's address is not kept for longer."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A date to be reminded of. `id` finds its words: "clock.final-plan" or "milestone.school-leaving".

    `exact` is False where `due` only begins the time in which something comes, so that nobody asks if it happened.
    """

    id: str
    due: date
    exact: bool = True


def plan(subjects: Iterable[Subject], asked_on: date) -> tuple[Planned, ...]:
    """What to send, by day: a week before, the day before, and three days after "did it happen?".

    All of it is after `asked_on`. A date that has passed by then, or is over three years off, gives none.
    """
    planned = [one for subject in subjects for one in _plan(subject, asked_on)]
    return tuple(sorted(planned, key=lambda one: one.send_on))


def may_send(now: datetime) -> bool:
    """Whether a reminder may set out at this moment (any time zone): from 10:00 to 19:30 in London."""
    return FIRST <= now.astimezone(LONDON).time() < LAST


def day_in_london(now: datetime) -> date:
    """The day that it is in London at this moment."""
    return now.astimezone(LONDON).date()


def still_to_say(planned: Iterable[Planned], today: date) -> tuple[Planned, ...]:
    """What is left to say `today` of all that is due: each subject once, and nothing "before" a day that has passed.

    There is more than one only where several dates fall together, or where the program was down.
    """
    newest: dict[str, Planned] = {}
    for one in sorted(planned, key=lambda one: one.send_on):
        if one.kind == "did-it-happen" or one.due >= today:
            newest[one.subject] = one
    return tuple(sorted(newest.values(), key=lambda one: (one.due, one.subject)))


def _plan(subject: Subject, asked_on: date) -> Iterator[Planned]:
    if not asked_on <= subject.due <= asked_on + FURTHEST:
        return
    for days in DAYS_BEFORE if subject.exact else DAYS_BEFORE[:1]:
        day = subject.due - timedelta(days=days)
        if day > asked_on:
            yield Planned(subject.id, subject.due, "before", day)
    if subject.exact:
        yield Planned(subject.id, subject.due, "did-it-happen", subject.due + timedelta(days=DAYS_AFTER))
