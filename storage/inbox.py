"""What was said, as officers work through it: names removed, worry flags first. Each reading is noted (T-50)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal, cast

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlmodel import Session, col

from storage.sealing import Sealer
from storage.tables import Decision, Mark, Submission
from storage.views import Kind, Status
from storage.worded import open_words

PAGE = 50
"""How many submissions are on a page."""

Showing = Literal["waiting", "approved", "held", "rejected"]


@dataclass(frozen=True, slots=True)
class Filters:
    """Which submissions to list; None leaves a thing open."""

    kind: Kind | None = None
    about: Collection[str] | None = None
    district: str | None = None
    age_band: str | None = None
    since: date | None = None
    until: date | None = None
    status: Status | None = None
    showing: Showing | None = None
    worry: bool | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A submission for an officer. `first_words` is what an edited one said at first; `like` how many say the same."""

    id: str
    kind: Kind
    about: str
    age_band: str | None
    district: str | None
    words: Mapping[str, str]
    first_words: Mapping[str, str]
    marks: Mapping[str, str]
    week: date
    status: Status
    showing: Showing
    may_show: bool
    worry: bool
    like: int
    response_id: str | None
    version: int


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the inbox. `after` is where the next one begins, None on the last."""

    items: Sequence[Item]
    after: str | None


@dataclass(frozen=True, slots=True)
class Noted:
    """Something that an officer did: `what` they did, `why` where a reason is asked for."""

    at: datetime
    who: str
    what: str
    why: str | None


class Inbox:
    """Reads submissions in the transaction of `session`, for the officer `who`, at the moment `at`."""

    def __init__(self, session: Session, sealer: Sealer, who: str, at: datetime) -> None:
        self._session = session
        self._sealer = sealer
        self._who = who
        self._at = at

    def page(self, filters: Filters, after: str | None = None, size: int = PAGE) -> Page:
        """The submissions that fit: worry flags first, then the newest week. Notes that they were read."""
        rows = self._session.scalars(
            select(Submission)
            .where(*_conditions(filters), *_behind(after))
            .order_by(col(Submission.worry).desc(), col(Submission.week).desc(), col(Submission.id))
            .limit(size + 1)
        ).all()
        items = self._items(rows[:size])
        for item in items:
            self.note("read", item.id)
        return Page(items, _place(rows[size - 1]) if len(rows) > size else None)

    def count(self, filters: Filters) -> int:
        """How many submissions fit. Not for sharing: it is not guarded (T-35)."""
        return self._session.scalar(select(func.count()).select_from(Submission).where(*_conditions(filters))) or 0

    def one(self, submission_id: str) -> Item | None:
        """One submission, by its id or the first letters of it; None for none, or several. Notes that it was read."""
        rows = self._session.scalars(
            select(Submission).where(col(Submission.id).startswith(submission_id, autoescape=True)).limit(2)
        ).all()
        if len(rows) != 1:
            return None
        (item,) = self._items(rows)
        self.note("read", item.id)
        return item

    def history(self, on_id: str) -> Sequence[Noted]:
        """What officers did with a submission or a response, the oldest first."""
        rows = self._session.scalars(
            select(Decision).where(col(Decision.on_id) == on_id).order_by(col(Decision.at), col(Decision.id))
        ).all()
        return [Noted(row.at, row.who, row.what, row.why) for row in rows]

    def note(self, what: str, on_id: str, why: str | None = None) -> None:
        """Note what the officer did. Never any of the words."""
        self._session.add(Decision(at=self._at, who=self._who, what=what, on_id=on_id, why=why))

    def _items(self, rows: Sequence[Submission]) -> list[Item]:
        marks = self._marks([row.id for row in rows])
        like = self._like({row.group_id for row in rows})
        return [self._item(row, marks.get(row.id, {}), like[row.group_id]) for row in rows]

    def _item(self, row: Submission, marks: Mapping[str, str], like: int) -> Item:
        same: dict[str, Any] = {
            name: getattr(row, name)
            for name in ("id", "about", "age_band", "district", "week", "may_show", "worry", "response_id", "version")
        }
        return Item(
            **same,
            kind=cast(Kind, row.kind),
            words=open_words(row.words, self._sealer),
            first_words=open_words(row.first_words, self._sealer),
            marks=marks,
            status=cast(Status, row.status),
            showing=cast(Showing, row.showing),
            like=like,
        )

    def _marks(self, ids: Collection[str]) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for mark in self._session.scalars(select(Mark).where(col(Mark.submission_id).in_(ids))):
            found.setdefault(mark.submission_id, {})[mark.measure] = mark.value
        return found

    def _like(self, groups: Collection[str]) -> dict[str, int]:
        counted = (
            select(col(Submission.group_id), func.count())
            .where(col(Submission.group_id).in_(groups))
            .group_by(col(Submission.group_id))
        )
        return dict(self._session.execute(counted).tuples().all())


def _conditions(filters: Filters) -> list[ColumnElement[bool]]:
    same = {name: getattr(filters, name) for name in ("kind", "district", "age_band", "status", "showing", "worry")}
    found = [getattr(Submission, name) == value for name, value in same.items() if value is not None]
    if filters.about is not None:
        found.append(col(Submission.about).in_(filters.about))
    if filters.since is not None:
        found.append(col(Submission.week) >= filters.since)
    if filters.until is not None:
        found.append(col(Submission.week) <= filters.until)
    return found


def _place(row: Submission) -> str:
    return f"{int(row.worry)}.{row.week.isoformat()}.{row.id}"


def _behind(after: str | None) -> list[ColumnElement[bool]]:
    """What comes after a place in the order of the list. A place that we did not make is the beginning."""
    try:
        worry, week, submission_id = (after or "").split(".")
        flagged, day = worry == "1", date.fromisoformat(week)
    except ValueError:
        return []
    same_flag = col(Submission.worry) == flagged
    later = or_(
        and_(same_flag, col(Submission.week) < day),
        and_(same_flag, col(Submission.week) == day, col(Submission.id) > submission_id),
    )
    return [or_(later, col(Submission.worry).is_(False)) if flagged else later]
