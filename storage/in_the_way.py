"""What stands in the way of a year's report: comments that have no response yet, or none that is published."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice
from typing import Literal

from sqlalchemy import ColumnElement, func, or_, select
from sqlmodel import Session, col

from storage.tables import Response, Submission
from storage.yearly import LEFT_OUT, UNANSWERED, Weeks, last_reason, of_weeks

Why = Literal["no answer", "answer not published"]
_LOOKED_AT = 10_000
"""How many comments are looked at, so that a page is quick also where a year has a great many of them."""


@dataclass(frozen=True, slots=True)
class InTheWay:
    """A comment that has to be answered first."""

    id: str
    about: str
    week: date
    why: Why


def in_the_way(
    session: Session, weeks: Weeks, today: date, most: int, looked_at: int | None = _LOOKED_AT
) -> list[InTheWay]:
    """The comments that have to be answered first, `most` of them, worry flags first, then the newest week.

    Taps with no words need no response: they are counted. `looked_at` None looks at every one.
    """
    found = chain(_unanswered(session, weeks, most, looked_at), _not_published(session, weeks, today, most))
    return list(islice(found, most))


def _unanswered(session: Session, weeks: Weeks, most: int, looked_at: int | None) -> Iterator[InTheWay]:
    left = most
    for worry in (True, False):
        # Found by the inbox's index alone, from its end; only these rows are then read for whether they have words.
        near = (
            select(col(Submission.id), col(Submission.about), col(Submission.week))
            .where(col(Submission.worry).is_(worry), *of_weeks(weeks), col(Submission.status).in_(UNANSWERED))
            .order_by(col(Submission.worry).desc(), col(Submission.week).desc(), col(Submission.id).desc())
            .limit(looked_at)
            .cte("near")
        )
        rows = session.execute(
            select(near.c.id, near.c.about, near.c.week)
            .join_from(near, Submission, col(Submission.id) == near.c.id)
            .where(*_needs_a_response())
            .limit(left)
        ).all()
        left -= len(rows)
        yield from (InTheWay(row.id, row.about, row.week, "no answer") for row in rows)
        if not left:
            return


def _not_published(session: Session, weeks: Weeks, today: date, most: int) -> Iterator[InTheWay]:
    published_on = col(Response.published_on)
    unpublished = session.scalars(select(col(Response.id)).where(or_(published_on.is_(None), published_on > today)))
    for response_id in unpublished.all():
        # Response by response, each by its own index: there are few of them, and hardly any that is not published.
        rows = session.execute(
            select(col(Submission.id), col(Submission.about), col(Submission.week))
            .where(col(Submission.response_id) == response_id, *of_weeks(weeks), _is_not_left_out())
            .limit(most)
        )
        yield from (InTheWay(row.id, row.about, row.week, "answer not published") for row in rows)


def _needs_a_response() -> tuple[ColumnElement[bool], ...]:
    return col(Submission.words).is_not(None), col(Submission.response_id).is_(None), _is_not_left_out()


def _is_not_left_out() -> ColumnElement[bool]:
    left_out = func.coalesce(last_reason(), "").in_(list(LEFT_OUT))
    return ~((col(Submission.showing) == "rejected") & left_out)
