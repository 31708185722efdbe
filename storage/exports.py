"""Comments that may leave the console: without words, in rows that five or more share, or with approved words.

Only quarters that are over are exported, and each stands by itself: what is safe to tell of its comments hangs on no
other quarter, so a later export adds rows and changes none but those of comments that were withdrawn. The rows of a
quarter come in no order of time. Complaints about data, and who said what, are in no export.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlmodel import Session, col

from storage.masking import mask
from storage.periods import Period, quarters
from storage.responses import is_published
from storage.sealing import Sealer
from storage.small_numbers import Mix, released_through, safe_mixes
from storage.tables import Response, Submission
from storage.worded import open_words

BATCH = 2_000
"""How many comments are read in one short transaction."""
ALIKE = 5
"""How many comments must share what is told of each of them (T-20)."""

_MIX = (col(Submission.district), col(Submission.age_band), col(Submission.kind), col(Submission.about))
"""What could tell who wrote a comment, in the order in which it is given up."""


Reading = Callable[[], AbstractContextManager[Session]]
"""Opens the database for a short reading."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a comment; None for what was not said, or would tell too much."""

    quarter: str
    kind: str | None
    about: str | None
    district: str | None
    age_band: str | None


@dataclass(frozen=True, slots=True)
class Alike:
    """How many comments of a quarter look the same."""

    told: Told
    status: str
    count: int


@dataclass(frozen=True, slots=True)
class Approved:
    """One text that an officer approved for everyone to see, masked, and the published answer to its comment."""

    told: Told
    asked: str
    words: str
    answer: str | None
    answer_kind: str | None


def alike(reading: Reading, today: date) -> Iterator[Alike]:
    """All comments of the quarters that are over, without their words, those that look the same together."""
    for quarter in closed_quarters(reading, today):
        with reading() as session:
            counts, safe = _mixes(session, quarter)
        shown: Counter[tuple[Mix, str]] = Counter()
        for (mix, status), count in counts.items():
            kept = safe[mix]
            if kept is not None:
                shown[(kept, status)] += count
        for (mix, status), count in sorted(shown.items(), key=lambda one: str(one[0])):
            yield Alike(_told(quarter, mix), status, count)


def approved(reading: Reading, sealer: Sealer, today: date) -> Iterator[Approved]:
    """The approved words of the quarters that are over, with as much of who wrote them as is safe."""
    for quarter in closed_quarters(reading, today):
        with reading() as session:
            _, safe = _mixes(session, quarter)
        last = ""
        while True:
            with reading() as session:
                rows = session.execute(_approved(quarter, last, today)).all()
            for row in rows:
                mix = (row.district, row.age_band, row.kind, row.about)
                told = _told(quarter, safe.get(mix) or (None,) * len(mix))
                for asked, text in open_words(row.words, sealer).items():
                    yield Approved(told, asked, mask(text), row.text, row.answer_kind)
            if len(rows) < BATCH:
                break
            last = rows[-1].id


def closed_quarters(reading: Reading, today: date) -> list[Period]:
    """The quarters in which anything was said, and that are over, the oldest first."""
    with reading() as session:
        first = session.scalar(select(func.min(col(Submission.week))))
    return list(quarters(first, released_through(today))) if first else []


def _mixes(session: Session, quarter: Period) -> tuple[dict[tuple[Mix, str], int], dict[Mix, Mix | None]]:
    """How many comments of a quarter have each mix and status, and what of each mix may be told.

    What is nearly the same as another comment does not count towards the five: it may be all one person's.
    """
    counted = select(*_MIX, col(Submission.status), func.count()).where(*_of(quarter))
    counts: dict[tuple[Mix, str], int] = {
        ((row[0], row[1], row[2], row[3]), row[4]): row[5]
        for row in session.execute(counted.group_by(*_MIX, col(Submission.status)))
    }
    different: Counter[Mix] = Counter()
    for (mix, _), count in counts.items():
        different[mix] += count
    copies = select(*_MIX, func.count()).where(*_of(quarter), col(Submission.group_id) != col(Submission.id))
    for row in session.execute(copies.group_by(*_MIX)):
        different[(row[0], row[1], row[2], row[3])] -= row[4]
    return counts, safe_mixes(different, ALIKE)


def _of(quarter: Period) -> tuple[ColumnElement[bool], ...]:
    # With the worry flag, whatever it is, the inbox's index has all that is asked for, and no sealed words are read.
    return (
        col(Submission.worry).in_([True, False]),
        col(Submission.week) >= quarter.since,
        col(Submission.week) <= quarter.until,
        col(Submission.kind) != "complaint",
    )


def _approved(quarter: Period, last: str, today: date) -> Any:
    answered = and_(col(Response.id) == col(Submission.response_id), is_published(today))
    return (
        select(
            col(Submission.id),
            *_MIX,
            col(Submission.words),
            col(Response.text),
            col(Response.kind).label("answer_kind"),
        )
        .outerjoin(Response, answered)
        .where(
            col(Submission.worry).is_(False),
            col(Submission.week) >= quarter.since,
            col(Submission.week) <= quarter.until,
            or_(col(Submission.kind) == "feedback", col(Submission.kind) == "view"),
            col(Submission.showing) == "approved",
            col(Submission.may_show).is_(True),
            col(Submission.words).is_not(None),
            col(Submission.id) > last,
        )
        .order_by(col(Submission.id))
        .limit(BATCH)
    )


def _told(quarter: Period, mix: Mix) -> Told:
    district, age_band, kind, about = mix
    return Told(quarter.name, kind, about, district, age_band)
