"""The wall of young people's words as it stands, for the officers who look after it (T-36)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, or_
from sqlmodel import Session, col

from storage.masking import mask
from storage.quotes import approved
from storage.sealing import Sealer
from storage.tables import Submission
from storage.worded import open_words

SIZE = 20
"""How many are on a page."""


@dataclass(frozen=True, slots=True)
class OnWall:
    """One young person's words, by the name of the step that asked. `theme` is what they are about."""

    id: str
    version: int
    theme: str
    week: date
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class WallPage:
    """A page of the wall. `after` is where the next one begins, None on the last."""

    voices: Sequence[OnWall]
    after: str | None


def wall(session: Session, sealer: Sealer, after: str = "", size: int = SIZE) -> WallPage:
    """What everybody may read, the newest week first, as everybody reads it."""
    rows = session.scalars(approved("view").where(*_behind(after)).limit(size + 1)).all()
    voices = [
        OnWall(row.id, row.version, row.about, row.week, {asked: mask(text) for asked, text in words.items()})
        for row, words in ((row, open_words(row.words, sealer)) for row in rows[:size])
    ]
    last = rows[size - 1] if len(rows) > size else None
    return WallPage(voices, f"{last.week.isoformat()}.{last.id}" if last else None)


def _behind(after: str) -> list[ColumnElement[bool]]:
    """What comes after a place on the wall. A place that we did not make is the beginning."""
    week, _, name = after.partition(".")
    try:
        day = date.fromisoformat(week)
    except ValueError:
        return []
    earlier_id = and_(col(Submission.week) == day, col(Submission.id) < name.replace("\x00", ""))
    return [or_(col(Submission.week) < day, earlier_id)]
