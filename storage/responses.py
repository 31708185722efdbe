"""What the council has published of its responses."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from typing import cast

from sqlalchemy import ColumnElement, and_, distinct, func, select
from sqlmodel import Session, col

from storage.small_numbers import guard
from storage.tables import Response, Submission
from storage.views import PublicResponse, ResponseKind


def is_published(today: date) -> ColumnElement[bool]:
    """The condition that a response can be seen by everybody today."""
    return and_(col(Response.published_on).is_not(None), col(Response.published_on) <= today)


def published(session: Session, today: date) -> list[PublicResponse]:
    """All published responses, the newest first. How many said what led to each is told by `counted`."""
    rows = session.scalars(
        select(Response).where(is_published(today)).order_by(col(Response.published_on).desc(), col(Response.id))
    ).all()
    return [_public(row) for row in rows]


def published_one(session: Session, response_id: str | None, today: date) -> PublicResponse | None:
    """The response with this id; None where there is none, or it is not published."""
    if response_id is None:
        return None
    row = session.scalar(select(Response).where(col(Response.id) == response_id, is_published(today)))
    return counted(session, [_public(row)])[0] if row else None


def counted(session: Session, responses: Sequence[PublicResponse]) -> list[PublicResponse]:
    """These responses, with how many said what led to each: for the few that are shown, since it takes its time."""
    counts = _counts(session, [one.id for one in responses])
    guarded = ((one, guard({"said": counts.get(one.id, 0)})) for one in responses)
    return [replace(one, count=count.base if count else None) for one, count in guarded]


def _public(row: Response) -> PublicResponse:
    assert row.published_on is not None
    return PublicResponse(
        id=row.id,
        kind=cast(ResponseKind, row.kind),
        said=row.said,
        text=row.text,
        published_on=row.published_on,
        about=row.about,
        theme=row.theme,
        district=row.district,
        changed=row.changed,
    )


def _counts(session: Session, ids: Collection[str]) -> dict[str, int]:
    """How many said what led to each response. What is nearly the same counts once: it may all be one person's."""
    counted = (
        select(col(Submission.response_id), func.count(distinct(col(Submission.group_id))))
        .where(col(Submission.response_id).in_(ids))
        .group_by(col(Submission.response_id))
    )
    return {str(name): count for name, count in session.execute(counted)}
