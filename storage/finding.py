"""Which submissions fit a filter, in the order of the inbox: quickly also among a million of them.

There are two ways to find them. Where something that is asked for fits few submissions (a rare word, a service of
which little was said), these are fetched and put in order here. Where all that is asked for is common, the index of
the inbox (`ix_submission_inbox`) is walked in its order until a page is full: it holds all that is filtered by, and so
no row is read. What is common and what is rare is found by counting, up to a bound.

A walk ends after so many that nobody waits for it; the page then says how far it went, and leads on from there. Words
are asked of each submission on the way. Those that are common but seldom stand together would make it long, so where it
ended, what holds all of them is gathered from the rarest of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from sqlalchemy import (
    ColumnElement,
    Date,
    Select,
    String,
    Tuple,
    and_,
    exists,
    false,
    func,
    literal,
    or_,
    select,
    true,
    tuple_,
)
from sqlalchemy.orm import Mapped, aliased
from sqlmodel import Session, SQLModel, col

from storage.officer_tables import Tag, WordPart
from storage.sealing import Sealer
from storage.search_words import cut, forms_of, hasher_of
from storage.tables import Submission
from storage.views import Kind, Status
from storage.word_search import unindexed_with

FEW = 2_000
"""How many are fetched and put in order here; of what fits more, the index is walked."""
MOST_COUNTED = 10_000
"""Up to how many are counted."""

WALKED, WALKED_FOR_WORDS = 100_000, 20_000
"""How far the index is walked for one page, and where words are asked of each submission on the way."""

SUBMISSION = SQLModel.metadata.tables["submission"]
_HERE = tuple_(SUBMISSION.c.week, SUBMISSION.c.id)

Showing = Literal["waiting", "approved", "held", "rejected"]


@dataclass(frozen=True, slots=True)
class Under:
    """What belongs to a theme, priority or outcome: what is about one of these, and what officers gave this tag."""

    tag: str
    about: Collection[str]


@dataclass(frozen=True, slots=True)
class Filters:
    """Which submissions to list; None leaves a thing open. All of it must hold, and all of the `words` be there."""

    kind: Kind | None = None
    about: Collection[str] | None = None
    district: str | None = None
    age_band: str | None = None
    since: date | None = None
    until: date | None = None
    status: Status | None = None
    showing: Showing | None = None
    worry: bool | None = None
    under: Sequence[Under] = ()
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a submission stands in the order of the list: worry flags first, then the newest week, then by its id."""

    worry: bool
    week: date
    id: str

    @property
    def rank(self) -> tuple[bool, date, str]:
        """The higher, the nearer to the beginning."""
        return self.worry, self.week, self.id

    def __str__(self) -> str:
        return f"{int(self.worry)}.{self.week.isoformat()}.{self.id}"


def read_place(said: str | None) -> Place | None:
    """The place that an address names; None for one that we did not make."""
    try:
        worry, week, submission_id = (said or "").split(".")
        return Place(worry == "1", date.fromisoformat(week), submission_id) if submission_id else None
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Found:
    """The ids of a page. `end` is how far was looked, where that was not to the end of the list."""

    ids: Sequence[str]
    end: Place | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """How many fit: `number`, or more than that where not `is_all` of them were counted."""

    number: int
    is_all: bool


class Finding:
    """The submissions that fit `filters`, read in `session`."""

    def __init__(self, session: Session, sealer: Sealer, filters: Filters) -> None:
        self._session = session
        forms = forms_of(cut(filters.words or "")[0])
        counted = {part: _count(_holding(part), MOST_COUNTED, session) for part in hasher_of(sealer).parts(forms)}
        # The rarest first.
        self._parts = sorted(counted, key=lambda part: counted[part])
        self._rare = {part for part, count in counted.items() if count <= FEW}
        self._fresh = unindexed_with(session, sealer, forms)[0] if forms else []
        self._filters = filters
        self._few = [] if filters.words and not forms else self._fewest()

    def page(self, size: int, after: Place | None = None, before: Place | None = None) -> Found:
        """At most `size` ids behind the place `after`, or the last ones in front of `before`, in the list's order."""
        found = None if self._few is not None else self._walked(size, after, before)
        if found and found.end and self._parts:
            self._few = self._places_if_few(self._all_words())
        if self._few is not None:
            return Found(_cut(self._few, size, after, before))
        return found or Found([])

    def count(self) -> Count:
        """How many fit, counted up to `MOST_COUNTED`."""
        if self._few is not None:
            return Count(len(self._few), is_all=True)
        number, is_all = 0, True
        for _, half in self._halves():
            end, here = self._end(half)
            fits = select(SUBMISSION.c.id).where(*half, *here, *self._conditions())
            number, is_all = number + _count(fits, MOST_COUNTED + 1, self._session), is_all and end is None
        return Count(min(number, MOST_COUNTED), is_all=is_all and number <= MOST_COUNTED)

    def _walked(self, size: int, after: Place | None, before: Place | None) -> Found:
        """A page found by walking the index, with its end where the walk was ended before the page was full."""
        found: list[str] = []
        for flag, half in self._halves(after, before):
            end, here = self._end(half, before is not None)
            asked = (
                select(SUBMISSION.c.id).where(*half, *here, *self._conditions()).order_by(*_order(before is not None))
            )
            found += self._session.scalars(asked.limit(size - len(found)))
            if len(found) == size or end:
                place = Place(flag, *end) if end and len(found) < size else None
                return Found(found[::-1] if before else found, place)
        return Found(found[::-1] if before else found)

    def _end(
        self, half: Sequence[ColumnElement[bool]], backwards: bool = False
    ) -> tuple[tuple[date, str] | None, list[ColumnElement[bool]]]:
        """Where a walk ends, and the condition that it does: after so many that it takes no longer than it may."""
        most = WALKED_FOR_WORDS if self._parts else WALKED
        asked = select(SUBMISSION.c.week, SUBMISSION.c.id).where(*half).order_by(*_order(backwards))
        row = self._session.execute(asked.offset(most - 1).limit(1)).first()
        if row is None:
            return None, []
        # With the last one itself, as what follows goes on behind it.
        return (row.week, row.id), [_HERE <= _row(*row) if backwards else _HERE >= _row(*row)]  # noqa: SIM300

    def _halves(
        self, after: Place | None = None, before: Place | None = None
    ) -> Iterator[tuple[bool, list[ColumnElement[bool]]]]:
        """Where on the index to walk: among those with a worry flag, then among those without, or the other way."""
        place = before or after
        for flag in (False, True) if before else (True, False):
            if self._filters.worry in {None, flag} and (place is None or flag == place.worry or flag == bool(before)):
                here = [SUBMISSION.c.worry == (true() if flag else false()), *self._weeks()]
                if place and flag == place.worry:
                    here.append(_leads(place.week, place.id) if before else _follows(place.week, place.id))
                yield flag, here

    def _weeks(self) -> Iterator[ColumnElement[bool]]:
        if self._filters.since is not None:
            yield SUBMISSION.c.week >= self._filters.since
        if self._filters.until is not None:
            yield SUBMISSION.c.week <= self._filters.until

    def _conditions(self) -> Iterator[ColumnElement[bool]]:
        for name in ("kind", "district", "age_band", "status", "showing"):
            value = getattr(self._filters, name)
            if value is not None:
                yield SUBMISSION.c[name] == value
        # With something joined to it, no other index can tempt the database away from the order of the inbox.
        about = SUBMISSION.c.about + ""
        if self._filters.about is not None:
            yield about.in_(self._filters.about)
        for one in self._filters.under:
            yield or_(about.in_(one.about), SUBMISSION.c.id.in_(_tagged(one.tag)))
        if self._parts:
            held = and_(*(_has(part, SUBMISSION.c.id) for part in self._parts))
            yield or_(held, SUBMISSION.c.id.in_(self._fresh)) if self._fresh else held

    def _fewest(self) -> list[Place] | None:
        """All that fit, where one thing that is asked for fits few; None where each fits many."""
        if self._parts and self._parts[0] in self._rare:
            return self._places(self._session.scalars(self._all_words()))
        abouts = [] if self._filters.about is None else [[_about(self._filters.about)]]
        for parts in (*abouts, *([_about(one.about), _tagged(one.tag)] for one in self._filters.under)):
            if sum(_count(part, FEW + 1, self._session) for part in parts) <= FEW:
                return self._places(one for part in parts for one in self._session.scalars(part))
        return None

    def _all_words(self) -> Select[str]:
        # The rarest word first: each of its submissions is then asked for the others.
        rarest, *others = self._parts
        return _holding(rarest).where(*(_has(part, col(WordPart.submission_id)) for part in others))

    def _places_if_few(self, found: Select[str]) -> list[Place] | None:
        ids = self._session.scalars(found.limit(FEW + 1)).all()
        return self._places(ids) if len(ids) <= FEW else None

    def _places(self, found: Iterable[str]) -> list[Place]:
        ids, there = {*found, *self._fresh}, SUBMISSION.c
        if not ids:
            return []
        flag = [] if self._filters.worry is None else [there.worry == self._filters.worry]
        asked = select(there.worry, there.week, there.id).where(there.id.in_(ids))
        rows = self._session.execute(asked.where(*flag, *self._weeks(), *self._conditions()))
        return sorted((Place(*row) for row in rows), key=lambda place: place.rank, reverse=True)


def _cut(every: Sequence[Place], size: int, after: Place | None, before: Place | None) -> list[str]:
    if before:
        return [place.id for place in every if place.rank > before.rank][-size:]
    return [place.id for place in every if after is None or place.rank < after.rank][:size]


def _order(backwards: bool) -> Iterator[ColumnElement[Any]]:
    # Both run the same way, so that the index can be walked from either end.
    for column in (SUBMISSION.c.week, SUBMISSION.c.id):
        yield column.asc() if backwards else column.desc()


def _leads(week: date, submission_id: str) -> ColumnElement[bool]:
    """In front of this place in the list, among those with the same flag: newer."""
    return _HERE > _row(week, submission_id)  # noqa: SIM300  (a column is no constant)


def _follows(week: date, submission_id: str) -> ColumnElement[bool]:
    """Behind this place."""
    return _HERE < _row(week, submission_id)  # noqa: SIM300


def _row(week: date, submission_id: str) -> Tuple:
    return tuple_(literal(week, Date), literal(submission_id, String))


def _count(found: Select[str], most: int, session: Session) -> int:
    return session.scalar(select(func.count()).select_from(found.limit(most).subquery())) or 0


def _about(about: Collection[str]) -> Select[str]:
    return select(col(Submission.id)).where(col(Submission.about).in_(about))


def _tagged(tag: str) -> Select[str]:
    return select(col(Tag.submission_id).label("id")).where(col(Tag.tag) == tag)


def _holding(part: int) -> Select[str]:
    return select(col(WordPart.submission_id)).where(col(WordPart.part) == part)


def _has(part: int, submission_id: ColumnElement[str] | Mapped[str]) -> ColumnElement[bool]:
    held = aliased(WordPart)
    return exists().where(col(held.part) == part, col(held.submission_id) == submission_id)
