"""Replies by the hundred, for tests of what is counted and published of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from uuid import uuid4

from sqlalchemy import Engine
from sqlmodel import Session

from storage.submissions import week_of
from storage.tables import Mark, Submission

TODAY = date(2026, 11, 22)
"""The day of these tests: the third quarter of 2026 is over, and may be published."""
SUMMER = date(2026, 8, 12)
"""A day in that quarter."""


def reply(day: date = SUMMER, marks: Mapping[str, str] | None = None, **more: object) -> Iterator[Submission | Mark]:
    """A comment with nothing but bands and taps."""
    made = uuid4().hex
    plain = {"kind": "feedback", "about": "a-service", "receipt": made, "group_id": made, "week": week_of(day)}
    made = str(more.get("id", made))
    yield Submission(**(plain | more | {"id": made, "fresh": 0}))  # type: ignore[arg-type]
    for measure, value in (marks or {}).items():
        yield Mark(submission_id=made, measure=measure, value=value, fresh=0)


def put(engine: Engine, *replies: Iterator[Submission | Mark]) -> None:
    """Keep them all."""
    with Session(engine) as session, session.begin():
        session.add_all(row for one in replies for row in one)


def many(counts: Mapping[str, int], measure: str, **more: object) -> Iterator[Iterator[Submission | Mark]]:
    """So many replies with each value of a measure."""
    for value, count in counts.items():
        for _ in range(count):
            yield reply(marks={measure: value}, **more)  # type: ignore[arg-type]
