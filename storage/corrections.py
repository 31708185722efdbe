"""What families say is wrong with an entry, as an officer works through it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import CursorResult, Engine, delete, func, select
from sqlmodel import Session, col

from storage.sealing import Sealer
from storage.tables import Correction


@dataclass(frozen=True, slots=True)
class Report:
    """One family's word about the entry with the id `about`.

    `what` is wrong, closed or more. `words` are cleaned, None where nothing was said. `id` is random; `week` is the
    Monday of the week in which it was said.
    """

    id: str
    about: str
    what: str
    words: str | None
    week: date


def read_corrections(engine: Engine, sealer: Sealer) -> list[Report]:
    """Every report, by id. Raises SealError where they were kept under another key."""
    with Session(engine) as session:
        rows = session.scalars(select(Correction).order_by(col(Correction.id))).all()
    return [
        Report(row.id, row.about, row.what, sealer.open(row.words) if row.words else None, row.week) for row in rows
    ]


def newest_corrections(session: Session, sealer: Sealer, most: int, about: str | None = None) -> list[Report]:
    """The reports of the newest weeks, `most` of them at most, of all entries or of one. Raises SealError."""
    wanted = [] if about is None else [col(Correction.about) == about]
    newest = (col(Correction.week).desc(), col(Correction.id).desc())
    return [
        Report(row.id, row.about, row.what, sealer.open(row.words) if row.words else None, row.week)
        for row in session.scalars(select(Correction).where(*wanted).order_by(*newest).limit(most))
    ]


def count_corrections(session: Session, most: int) -> int:
    """How many reports there are, `most` at most."""
    some = select(col(Correction.id)).limit(most).subquery()
    return session.scalar(select(func.count()).select_from(some)) or 0


def delete_corrections(engine: Engine, ids: Collection[str]) -> int:
    """Delete the reports with these ids. Gives how many of them were still there."""
    with Session(engine) as session, session.begin():
        done = session.execute(delete(Correction).where(col(Correction.id).in_(ids)))
        assert isinstance(done, CursorResult)
        return done.rowcount
