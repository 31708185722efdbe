"""Every response of the council, as officers see it: also what is not published yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from sqlalchemy import func, select
from sqlmodel import Session, col

from storage.deciding import DecidingError
from storage.tables import Response, Submission
from storage.views import ResponseKind


@dataclass(frozen=True, slots=True)
class Written:
    """A response, and how many submissions it answers. Not for sharing: that number is not guarded (T-35)."""

    id: str
    kind: ResponseKind
    said: str
    text: str
    changed: str | None
    about: str | None
    district: str | None
    made_on: date
    published_on: date | None
    answers: int


def written(session: Session) -> Sequence[Written]:
    """All responses: what is not published first, then the newest."""
    answered = (
        select(func.count())
        .select_from(Submission)
        .where(col(Submission.response_id) == col(Response.id))
        .scalar_subquery()
    )
    rows = session.execute(
        select(Response, answered).order_by(
            col(Response.published_on).is_not(None), col(Response.made_on).desc(), col(Response.id)
        )
    )
    return [_written(row, count) for row, count in rows]


def named(session: Session, beginning: str) -> str:
    """The id of the one response whose id begins so. Raises DecidingError for none, or several."""
    begins = col(Response.id).startswith(beginning, autoescape=True)
    found = session.scalars(select(col(Response.id)).where(begins).limit(2)).all() if beginning else []
    if len(found) != 1:
        raise DecidingError(f"No single answer begins with '{beginning}'. signpost comments answers shows them.")
    return found[0]


def _written(row: Response, answers: int) -> Written:
    return Written(
        id=row.id,
        kind=cast(ResponseKind, row.kind),
        said=row.said,
        text=row.text,
        changed=row.changed,
        about=row.about or row.theme,
        district=row.district,
        made_on=row.made_on,
        published_on=row.published_on,
        answers=answers,
    )
