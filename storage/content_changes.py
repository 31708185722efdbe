"""Changes of content files that officers made: every one is kept, with the lines before and after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, cast

from sqlalchemy import CursorResult, func, select, update
from sqlmodel import Session, col

from storage.officer_tables import ContentChange

State = Literal["waiting", "approved", "live", "refused", "undone", "wanted", "written"]
"""What became of a change.

It is waiting for a yes; approved, and waits for a keeper to put it into the files; live, as the files have it; refused;
or undone. A row without a file asks for a new entry: wanted, then written.
"""
MOST = 200
"""The most changes of one state that are read."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change: of `file` (its name in the content folder), about `entry`, by `who`."""

    id: str
    file: str
    entry: str
    before: str
    after: str
    who: str
    at: datetime
    state: State


class Changes:
    """Reads and writes changes in the transaction of `session`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, entry: str, file: str, lines: tuple[str, str], who: str, at: datetime, state: State) -> str:
        """Keep a change, with the lines before and after it. Gives its id."""
        before, after = lines
        row = ContentChange(file=file, entry=entry, before=before, after=after, who=who, at=at, state=state)
        self._session.add(row)
        self._session.flush()
        return row.id

    def want(self, group: str, note: str, who: str, at: datetime) -> str:
        """Keep that a new entry is wanted: `group` is the id of a question that asks for it. Gives its id."""
        return self.add(group, "", ("", note), who, at, "wanted")

    def one(self, change_id: str) -> Change | None:
        """The change with this id."""
        row = self._session.get(ContentChange, change_id)
        return _change(row) if row else None

    def of(self, entry: str, most: int = 50) -> list[Change]:
        """The changes of an entry, the newest first."""
        return self._read(col(ContentChange.entry) == entry, most=most)

    def in_state(self, *states: State, most: int = MOST) -> list[Change]:
        """The changes that are in one of these states, the newest first."""
        return self._read(col(ContentChange.state).in_(states), most=most)

    def count(self, state: State) -> int:
        """How many changes are in a state."""
        found = select(func.count()).select_from(ContentChange).where(col(ContentChange.state) == state)
        return self._session.scalar(found) or 0

    def move(self, change_id: str, was: State, becomes: State) -> bool:
        """Let a change that is in the state `was` be in another; False where it is no longer in it."""
        known = (col(ContentChange.id) == change_id, col(ContentChange.state) == was)
        done = self._session.execute(update(ContentChange).where(*known).values(state=becomes))
        assert isinstance(done, CursorResult)
        return done.rowcount == 1

    def _read(self, *wanted: Any, most: int) -> list[Change]:
        newest = (col(ContentChange.at).desc(), col(ContentChange.id))
        rows: Sequence[ContentChange] = self._session.scalars(
            select(ContentChange).where(*wanted).order_by(*newest).limit(most)
        ).all()
        return [_change(row) for row in rows]


def _change(row: ContentChange) -> Change:
    return Change(row.id, row.file, row.entry, row.before, row.after, row.who, row.at, cast(State, row.state))
