"""What officers say became of a promise or an action of the strategy. None is overwritten: the newest note counts."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import Select, select
from sqlmodel import Session, col

from storage.deciding import DecidingError
from storage.officer_tables import Progress

PromiseState = Literal["not-told", "begun", "done", "late", "dropped"]
ActionState = Literal["not-given", "red", "amber", "green", "blue"]
LONGEST_WORDS = 1000
LONGEST_SOURCE = 500


@dataclass(frozen=True, slots=True)
class NewNote:
    """What an officer says of `item`, an id of the strategy: its state, in words, and the page that says so.

    `noted_on` is the day since which it is so, `due_on` the day by which it is to be done, where there is one.
    """

    item: str
    state: PromiseState | ActionState
    words: str
    noted_on: date
    source: str | None = None
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A note as it is kept: who made it, and when. See `NewNote` for the rest."""

    id: str
    item: str
    state: str
    words: str
    source: str | None
    noted_on: date
    due_on: date | None
    who: str
    at: datetime


class Notes:
    """Reads and writes notes in the transaction of `session`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def every(self) -> Mapping[str, Note]:
        """The note that counts of each item of which anybody said something."""
        return self._newest(select(Progress))

    def newest(self, items: Collection[str]) -> Mapping[str, Note]:
        """The note that counts of each of these, by item; nothing for one of which nobody said anything."""
        return self._newest(select(Progress).where(col(Progress.item).in_(items)))

    def history(self, item: str) -> Sequence[Note]:
        """All that was ever said of one, the newest first."""
        newest_first = (col(Progress.at).desc(), col(Progress.id).desc())
        rows = self._session.scalars(select(Progress).where(col(Progress.item) == item).order_by(*newest_first))
        return [_note(row) for row in rows]

    def add(self, new: NewNote, who: str, at: datetime, after: str) -> None:
        """Keep a note. `after` is the id of the note that its writer has seen last, or "".

        Raises DecidingError where somebody else has said something in the meantime.
        """
        newest = self.newest([new.item]).get(new.item)
        if (newest.id if newest else "") != after:
            raise DecidingError("Somebody else has noted something in the meantime. Read it below, then save yours.")
        given: dict[str, Any] = {name: getattr(new, name) for name in NewNote.__slots__}
        self._session.add(Progress(**given, who=who, at=at))

    def _newest(self, asked: Select[Progress]) -> Mapping[str, Note]:
        rows = self._session.scalars(asked.order_by(col(Progress.at), col(Progress.id)))
        return {row.item: _note(row) for row in rows}


def _note(row: Progress) -> Note:
    return Note(**{name: getattr(row, name) for name in Note.__slots__})
