"""What was said, as officers work through it: names removed, worry flags first. Each reading is noted (T-50)."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast
from uuid import uuid4

from sqlalchemy import func, insert, select
from sqlmodel import Session, col

from storage.finding import Count, Filters, Finding, Place, Showing, read_place
from storage.sealing import Sealer
from storage.tables import Decision, Mark, Submission
from storage.views import Kind, Status
from storage.worded import open_words

__all__ = ["PAGE", "Count", "Filters", "Inbox", "Item", "Noted", "Page", "Showing"]

PAGE = 50
"""How many submissions are on a page."""
_ID, _BEHIND_ALL = re.compile("[0-9a-f]{1,32}"), "g"
"""What an id, or its beginning, looks like, and a letter that is behind all of its letters."""


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
    group: str
    like: int
    response_id: str | None
    version: int


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the inbox. `after` is where the next one begins, None on the last; `before` where the last one ends.

    `looked_so_far` is whether the looking was ended before the page was full: there may be more on the next one.
    `count` is how many fit in all. Not for sharing: it is not guarded (T-35).
    """

    items: Sequence[Item]
    after: str | None
    before: str | None
    looked_so_far: bool
    count: Count


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
        page = self.look(filters, after, size=size)
        self.note_all("read", [item.id for item in page.items])
        return page

    def look(self, filters: Filters, after: str | None = None, before: str | None = None, size: int = PAGE) -> Page:
        """The same behind a place, or in front of one, for whoever notes it himself: this only reads.

        A place that we did not make is the beginning.
        """
        finding, behind, ahead = Finding(self._session, self._sealer, filters), read_place(after), read_place(before)
        # One more than is shown tells whether there are more that way.
        found = finding.page(size + 1, behind, ahead)
        more = len(found.ids) > size
        rows = self._rows(found.ids[-size:] if ahead else found.ids[:size])
        first, last = (_place(rows[0]), _place(rows[-1])) if rows else (None, None)
        whole = not (more or behind or ahead or found.end)
        next_place = last if more or ahead else found.end
        last_place = first if behind or (ahead and more) else found.end if ahead else None
        return Page(
            self._items(rows),
            after=str(next_place) if next_place else None,
            before=str(last_place) if last_place else None,
            looked_so_far=found.end is not None,
            count=Count(len(rows), is_all=True) if whole else finding.count(),
        )

    def count(self, filters: Filters) -> Count:
        """How many submissions fit. Not for sharing: it is not guarded (T-35)."""
        return Finding(self._session, self._sealer, filters).count()

    def one(self, beginning: str) -> Item | None:
        """One submission, by its id or the first letters of it; None for none, or several. Notes that it was read."""
        item = self.find(beginning)
        if item:
            self.note("read", item.id)
        return item

    def find(self, beginning: str) -> Item | None:
        """The same for whoever notes it himself: this only reads."""
        if not _ID.fullmatch(beginning):
            return None
        # A range, not LIKE, which neither database answers from this index.
        begins = (col(Submission.id) >= beginning, col(Submission.id) < f"{beginning}{_BEHIND_ALL}")
        rows = self._session.scalars(select(Submission).where(*begins).limit(2)).all()
        return self._items(rows)[0] if len(rows) == 1 else None

    def these(self, ids: Collection[str]) -> Sequence[Item]:
        """Those of these submissions that are there, in the order of `ids`. Only reads."""
        return self._items(self._rows(list(ids)))

    def alike(self, item: Item, most: int = PAGE) -> Sequence[Item]:
        """Others that say nearly the same as this one, the newest first. Only reads."""
        same = (col(Submission.group_id) == item.group, col(Submission.id) != item.id)
        found = select(Submission).where(*same).order_by(col(Submission.week).desc(), col(Submission.id)).limit(most)
        return self._items(self._session.scalars(found).all())

    def history(self, on_id: str) -> Sequence[Noted]:
        """What officers did with a submission or a response, the oldest first."""
        rows = self._session.scalars(
            select(Decision).where(col(Decision.on_id) == on_id).order_by(col(Decision.at), col(Decision.id))
        ).all()
        return [Noted(row.at, row.who, row.what, row.why) for row in rows]

    def note(self, what: str, on_id: str, why: str | None = None) -> None:
        """Note what the officer did. Never any of the words."""
        self._session.add(Decision(at=self._at, who=self._who, what=what, on_id=on_id, why=why))

    def note_all(self, what: str, ids: Collection[str], why: str | None = None) -> None:
        """Note the same of several, in one statement."""
        if ids:
            same = {"at": self._at, "who": self._who, "what": what, "why": why}
            self._session.execute(insert(Decision).values([{**same, "id": uuid4().hex, "on_id": one} for one in ids]))

    def _rows(self, ids: Sequence[str]) -> list[Submission]:
        rows = {row.id: row for row in self._session.scalars(select(Submission).where(col(Submission.id).in_(ids)))}
        return [rows[one] for one in ids if one in rows]

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
            group=row.group_id,
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
        return dict(tuple(row) for row in self._session.execute(counted))


def _place(row: Submission) -> Place:
    return Place(row.worry, row.week, row.id)
