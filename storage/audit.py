"""What officers read and decided, and their sign-ins: the newest first, quick with millions of rows."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Mapped
from sqlmodel import Session, col

from storage.officer_sessions import with_zone
from storage.officer_tables import ApiKey, Officer
from storage.tables import Decision, Response, Submission

PAGE = 50
MOST_VALUES = 100
"""How many values of a field are listed at most."""
Sort = Literal["comment", "response", "officer", "key"]


@dataclass(frozen=True, slots=True)
class AuditFilters:
    """Which notes to list; None leaves a thing open. Days are whole days in UTC."""

    who: str | None = None
    what: str | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """Who did what, when. `on` says what `on_id` is the id of, where that is still there."""

    at: datetime
    who: str
    what: str
    on_id: str
    why: str | None
    on: Sort | None


@dataclass(frozen=True, slots=True)
class AuditPage:
    """A page of notes. `after` is where the next one begins, None on the last."""

    notes: Sequence[Note]
    after: str | None


class Audit:
    """Reads in the transaction of `session`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def page(self, filters: AuditFilters, after: str | None = None, size: int = PAGE) -> AuditPage:
        """The notes that fit, the newest first. `after` is what the page before gave; anything else is the first."""
        rows = self._session.scalars(
            select(Decision)
            .where(*_conditions(filters), *_behind(after))
            .order_by(col(Decision.at).desc(), col(Decision.id).desc())
            .limit(size + 1)
        ).all()
        shown = rows[:size]
        sorts = self._sorts({row.on_id for row in shown})
        notes = [Note(with_zone(one.at), one.who, one.what, one.on_id, one.why, sorts.get(one.on_id)) for one in shown]
        return AuditPage(notes, _place(shown[-1]) if len(rows) > size else None)

    def whats(self) -> Sequence[str]:
        """All that was ever done, by its names."""
        return list(self._values(col(Decision.what)))

    def whos(self) -> Sequence[str]:
        """Everyone who ever did anything."""
        return list(self._values(col(Decision.who)))

    def _values(self, column: Mapped[str]) -> Iterator[str]:
        # From one value to the next by the index: to read them all takes seconds with millions of rows.
        found = self._session.scalar(select(func.min(column)))
        for _ in range(MOST_VALUES):
            if found is None:
                return
            yield found
            found = self._session.scalar(select(func.min(column)).where(column > found))

    def _sorts(self, ids: Collection[str]) -> dict[str, Sort]:
        sorts: dict[str, Sort] = {}
        tables: tuple[tuple[Sort, Mapped[str]], ...] = (
            ("comment", col(Submission.id)),
            ("response", col(Response.id)),
            ("officer", col(Officer.id)),
            ("key", col(ApiKey.id)),
        )
        for sort, column in tables:
            sorts |= dict.fromkeys(self._session.scalars(select(column).where(column.in_(ids))), sort)
        return sorts


def _conditions(filters: AuditFilters) -> Iterator[ColumnElement[bool]]:
    if filters.who is not None:
        yield col(Decision.who) == filters.who
    if filters.what is not None:
        yield col(Decision.what) == filters.what
    if filters.since is not None:
        yield col(Decision.at) >= _begin(filters.since)
    if filters.until is not None and filters.until < date.max:
        yield col(Decision.at) < _begin(filters.until + timedelta(days=1))


def _begin(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _place(row: Decision) -> str:
    return f"{with_zone(row.at).timestamp():.6f}-{row.id}"


def _behind(after: str | None) -> list[ColumnElement[bool]]:
    seconds, _, note_id = (after or "").partition("-")
    try:
        at = datetime.fromtimestamp(float(seconds), UTC)
    except (ValueError, OverflowError, OSError):
        return []
    # Said so that both kinds of database begin at this place of the index, and not at its end.
    return [col(Decision.at) <= at, or_(col(Decision.at) < at, col(Decision.id) < note_id)]
