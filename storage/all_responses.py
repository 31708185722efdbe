"""Every response of the council, as officers see it: also what is not published yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from sqlalchemy import Select, func, or_, select
from sqlmodel import Session, col

from storage.deciding import DecidingError
from storage.finding import MOST_COUNTED
from storage.tables import Response, Submission
from storage.views import ResponseKind

MOST_WORDS = 8
"""How many words of a search are looked for."""
_SEARCHED = (col(Response.said), col(Response.text))


@dataclass(frozen=True, slots=True)
class Written:
    """A response, and how many submissions it answers, counted up to one more than `MOST_COUNTED`.

    Not for sharing: that number is not guarded (T-35).
    """

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
    return [_written(row, count) for row, count in session.execute(_asked())]


def search_written(session: Session, words: str = "", most: int = 100) -> tuple[Sequence[Written], bool]:
    """The first of them that have all these words, in the same order, and whether there are more."""
    asked = _asked()
    for word in words.split()[:MOST_WORDS]:
        asked = asked.where(or_(*(column.icontains(word, autoescape=True) for column in _SEARCHED)))
    rows = session.execute(asked.limit(most + 1)).all()
    return [_written(row, count) for row, count in rows[:most]], len(rows) > most


def one_written(session: Session, response_id: str) -> Written | None:
    """One response, by its whole id."""
    row = session.execute(_asked().where(col(Response.id) == response_id)).first()
    return _written(*row) if row else None


def named(session: Session, beginning: str) -> str:
    """The id of the one response whose id begins so. Raises DecidingError for none, or several."""
    begins = col(Response.id).startswith(beginning, autoescape=True)
    found = session.scalars(select(col(Response.id)).where(begins).limit(2)).all() if beginning else []
    if len(found) != 1:
        raise DecidingError(f"No single answer begins with '{beginning}'. signpost comments answers shows them.")
    return found[0]


def _asked() -> Select[Response, int]:
    answered = select(col(Submission.id)).where(col(Submission.response_id) == col(Response.id)).correlate(Response)
    count = select(func.count()).select_from(answered.limit(MOST_COUNTED + 1).subquery()).scalar_subquery()
    is_public = col(Response.published_on).is_not(None)
    return select(Response, count).order_by(is_public, col(Response.made_on).desc(), col(Response.id))


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
