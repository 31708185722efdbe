"""The questions that had no sure answer, as an officer works through them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import CursorResult, Engine, delete, select
from sqlmodel import Session, col

from storage.sealing import Sealer
from storage.tables import Unanswered


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


def delete_unanswered(engine: Engine, ids: Collection[str]) -> int:
    """Delete the questions with these ids. Gives how many of them were still there."""
    with Session(engine) as session, session.begin():
        done = session.execute(delete(Unanswered).where(col(Unanswered.id).in_(ids)))
        assert isinstance(done, CursorResult)
        return done.rowcount
