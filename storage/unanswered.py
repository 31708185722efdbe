"""The questions that had no sure answer, as an officer works through them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import CursorResult, Engine, delete, select
from sqlmodel import Session, col

from storage.sealing import Sealer
from storage.tables import Unanswered

AT_ONCE = 500
"""How many questions one statement names: SQLite takes no more than some thousand values in it."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question, in cleaned words. `id` is random; `week` is the Monday of the week in which it was asked."""

    id: str
    text: str
    week: date


def read_unanswered(engine: Engine, sealer: Sealer) -> list[Question]:
    """Every unanswered question, by id. Raises SealError where they were kept under another key."""
    with Session(engine) as session:
        rows = session.execute(
            select(col(Unanswered.id), col(Unanswered.question), col(Unanswered.week)).order_by(col(Unanswered.id))
        ).all()
    return [Question(row.id, sealer.open(row.question), row.week) for row in rows]


def newest_unanswered(session: Session, most: int) -> list[str]:
    """The ids of the unanswered questions, those of the newest week first, `most` of them at most."""
    newest = (col(Unanswered.week).desc(), col(Unanswered.id).desc())
    return list(session.scalars(select(col(Unanswered.id)).order_by(*newest).limit(most)))


def read_some_unanswered(session: Session, sealer: Sealer, ids: Sequence[str]) -> list[Question]:
    """Those of these questions that are still there. Raises SealError where they were kept under another key."""
    found: list[Question] = []
    for start in range(0, len(ids), AT_ONCE):
        rows = session.scalars(select(Unanswered).where(col(Unanswered.id).in_(ids[start : start + AT_ONCE])))
        found.extend(Question(row.id, sealer.open(row.question), row.week) for row in rows)
    return found


def delete_unanswered(engine: Engine, ids: Collection[str]) -> int:
    """Delete the questions with these ids. Gives how many of them were still there."""
    with Session(engine) as session, session.begin():
        done = session.execute(delete(Unanswered).where(col(Unanswered.id).in_(ids)))
        assert isinstance(done, CursorResult)
        return done.rowcount
