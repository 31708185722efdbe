"""What a reminder is about: its words, looked up in the content when they are said, so that none are stored."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import blake2s
from typing import Literal

from handlers.desk import Desk
from handlers.reminding import Subject
from knowledge.clock import Timeline
from knowledge.milestones import Due

CLOCK, MILESTONE = "clock.", "milestone."
MOST = 7
"""How many subjects one button can carry in its 64 bytes, with the words before them."""
_DAY_ZERO = date(2020, 1, 1)
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_PACKED = re.compile(r"([0-9a-z]{4})([0-9a-z]{3})")


@dataclass(frozen=True, slots=True)
class SubjectWords:
    """What is said of a subject. `yours` says that the family acts; `late` is what late looks like, where it can be.

    `do` is what to do: for `yours` before the day, or else when it is late. `answers` are entries to read on with.
    `day` is what its date is: the last day, the day itself, or the day from which it can come.
    """

    title: str
    yours: bool
    do: tuple[str, ...]
    late: str | None
    answers: tuple[str, ...]
    letter: str | None = None
    day: Literal["by", "on", "from"] = "by"

    @property
    def exact(self) -> bool:
        """Whether one can ask after the date if it happened."""
        return self.day != "from"


def words_of(subject: str, desk: Desk) -> SubjectWords | None:
    """The words of a subject; None where the content has it no more, or never had."""
    clock = desk.knowledge.clock
    step = next((words for name, words in clock.steps.items() if CLOCK + name == subject), None) if clock else None
    if step:
        return SubjectWords(step.title, step.yours, step.do, step.late, step.answers, step.letter)
    milestone = desk.knowledge.milestones.of.get(subject.removeprefix(MILESTONE))
    if milestone is None or not subject.startswith(MILESTONE):
        return None
    timed: Literal["by", "on"] = "on" if milestone.how == "on" else "by"
    day = timed if milestone.month else "from"
    return SubjectWords(milestone.title, True, (milestone.text,), None, (milestone.rests_on,), day=day)


def clock_subjects(timeline: Timeline) -> tuple[Subject, ...]:
    """The dates of a timeline that are still to come."""
    return tuple(
        Subject(CLOCK + step.wording, step.by) for step in timeline.steps if timeline.state(step) in {"now", "next"}
    )


def milestone_subjects(dues: Iterable[Due], today: date) -> tuple[Subject, ...]:
    """Those of the next milestones that have a day to come: their last day, or the first day of their school year."""
    subjects = (
        Subject(MILESTONE + due.milestone.id, due.last if due.milestone.month else due.first, bool(due.milestone.month))
        for due in dues
    )
    return tuple(subject for subject in subjects if subject.due >= today)


def pack(subjects: Iterable[Subject]) -> str:
    """The first `MOST` subjects in seven letters each, for a button: a mark of the id, and the day."""
    return "".join(_mark(one.id) + _digits((one.due - _DAY_ZERO).days, 3) for one in list(subjects)[:MOST])


def unpack(packed: str, desk: Desk) -> tuple[Subject, ...]:
    """The subjects that a button carries. Anyone may have written it: what the content does not know is left out."""
    named = {_mark(name): name for name in subject_ids(desk)}
    found = []
    for mark, digits in _PACKED.findall(packed[: MOST * 7]):
        words = words_of(named[mark], desk) if mark in named else None
        if words:
            found.append(Subject(named[mark], _DAY_ZERO + timedelta(days=int(digits, 36)), words.exact))
    return tuple(found)


def subject_ids(desk: Desk) -> Iterator[str]:
    """The ids of all subjects that the content has words for."""
    if desk.knowledge.clock:
        yield from (CLOCK + name for name in desk.knowledge.clock.steps)
    yield from (MILESTONE + name for name in desk.knowledge.milestones.of)


def _mark(subject: str) -> str:
    # Of the id and not of its place in a list: an old button must never mean another date when the content grows.
    return _digits(int.from_bytes(blake2s(subject.encode()).digest()), 4)


def _digits(number: int, length: int) -> str:
    """The last digits of a number, in base 36."""
    digits = ""
    for _ in range(length):
        number, last = divmod(number, len(_DIGITS))
        digits = _DIGITS[last] + digits
    return digits
