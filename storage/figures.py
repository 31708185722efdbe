"""How many chose each option, week by week, worked out from the submissions so that no chart has to count them all.

A submission's marks and the quick taps under an answer (`Tally`) count as the same measure. The parts of each side add
up to `all`: whoever did not tell the district or age stands under the key "", and so do quick taps, which tell neither.
A submission that is withdrawn, or a complaint that is past its time, is gone from the figures at their next update.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any, Literal, TypeVar

from sqlalchemy import ColumnElement, Connection, Engine, Row, delete, func, literal, null, select, tuple_
from sqlmodel import Session, col

from storage.database import READING
from storage.officer_tables import Figure
from storage.submissions import week_of
from storage.tables import Mark, Submission, Tally
from storage.upserts import set_count

Side = Literal["all", "about", "district", "age_band"]
SIDES: tuple[Side, ...] = ("all", "about", "district", "age_band")
SUBMISSIONS = "submissions"
"""The measure that counts submissions, with their kind as its value."""
NOT_SAID = ""
"""The key of a district or an age band that was not told."""

_RECENT = 3
"""How many weeks the frequent update looks at: this one and the last two."""
_TOGETHER = 8
"""How many weeks are counted at a time: few enough to be quick, and PostgreSQL may read all marks each time."""
_AT_ONCE = 500
_WEEK = timedelta(weeks=1)
Key = TypeVar("Key", str, date)
_Place = tuple[str, str, date, str, str]
"""The key of a figure: measure, side, week, key, value."""
_Seen = tuple[date, str, str, str | None, str | None, str, int]
"""How many: week, measure, about, district, age band, value, count."""


class Figures:
    """Reads the figures. They are not guarded: for signed-in pages only, marked "not for sharing" (T-35)."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def totals(
        self, measure: str, side: Side = "all", since: date | None = None, until: date | None = None
    ) -> Mapping[str, Mapping[str, int]]:
        """How many chose each value, by the key of the `side` ("" for all), in the weeks from `since` to `until`.

        Both are Mondays, or any day of which the weeks that begin between them are meant.
        """
        rows = self._session.execute(
            select(col(Figure.key), col(Figure.value), func.sum(col(Figure.count)))
            .where(col(Figure.measure) == measure, col(Figure.side) == side, *_between(since, until))
            .group_by(col(Figure.key), col(Figure.value))
        )
        return _nested(rows)

    def weekly(
        self,
        measure: str,
        side: Side = "all",
        key: str = "",
        since: date | None = None,
        until: date | None = None,
    ) -> Mapping[date, Mapping[str, int]]:
        """How many chose each value, by the Monday of the week, for one `key` of the `side`."""
        rows = self._session.execute(
            select(col(Figure.week), col(Figure.value), col(Figure.count))
            .where(col(Figure.measure) == measure, col(Figure.side) == side, *_between(since, until))
            .where(col(Figure.key) == key)
            .order_by(col(Figure.week))
        )
        return _nested(rows)

    def first_week(self) -> date | None:
        """The first week of which there are figures."""
        return self._session.scalar(select(func.min(col(Figure.week))))


def update_figures(engine: Engine, today: date) -> int:
    """Bring the figures of this week and the last two up to date. Gives how many of them changed."""
    this = week_of(today)
    return _update(engine, this - (_RECENT - 1) * _WEEK, this)


def update_all_figures(engine: Engine) -> int:
    """Bring the figures of every week up to date, some weeks at a time. Gives how many of them changed."""
    return sum(_update(engine, week, week + (_TOGETHER - 1) * _WEEK) for week in _weeks(engine))


def _weeks(engine: Engine) -> Iterator[date]:
    ends = [col(table.week) for table in (Submission, Tally, Figure)]
    with _reading(engine) as connection:
        bounds = [connection.scalar(select(end(week))) for week in ends for end in (func.min, func.max)]
    known = [week_of(bound) for bound in bounds if bound]
    week, last = (min(known), max(known)) if known else (date.max, date.min)
    while week <= last:
        yield week
        week += _TOGETHER * _WEEK


def _update(engine: Engine, since: date, until: date) -> int:
    """Nothing is read while the write lock is held, and only what differs is written: a turn never waits for long.

    Where two workers do this at once, the later one's figures stand until the next round.
    """
    with _reading(engine) as connection:
        now, before = _count(connection, since, until), _kept(connection, since, until)
    changed = {place: count for place, count in now.items() if before.get(place) != count}
    gone = sorted(before.keys() - now.keys())
    for batch in _batches(sorted(changed)):
        rows = [dict(zip(_COLUMNS, place, strict=True), count=changed[place]) for place in batch]
        with engine.begin() as connection:
            connection.execute(set_count(connection, Figure), rows)
    for batch in _batches(gone):
        with engine.begin() as connection:
            connection.execute(delete(Figure).where(tuple_(*(getattr(Figure, name) for name in _COLUMNS)).in_(batch)))
    return len(changed) + len(gone)


def _count(connection: Connection, since: date, until: date) -> Mapping[_Place, int]:
    found: Counter[_Place] = Counter()
    for week, measure, about, district, age_band, value, count in _seen(connection, since, until):
        keys = {"all": "", "about": about, "district": district or NOT_SAID, "age_band": age_band or NOT_SAID}
        for side, key in keys.items():
            found[(measure, side, week, key, value)] += count
    return found


def _seen(connection: Connection, since: date, until: date) -> Iterator[_Seen]:
    sides = (col(Submission.week), col(Submission.about), col(Submission.district), col(Submission.age_band))
    # With the worry flag, whatever it is, the inbox's index has all that is asked for, and no sealed words are read.
    of_week = (col(Submission.worry).in_([True, False]), col(Submission.week).between(since, until))
    kind, measure, value = col(Submission.kind), col(Mark.measure), col(Mark.value)
    sent: Any = (
        select(sides[0], literal(SUBMISSIONS), *sides[1:], kind, func.count()).where(*of_week).group_by(*sides, kind)
    )
    marked: Any = select(sides[0], measure, *sides[1:], value, func.count()).join(
        Submission, col(Submission.id) == Mark.submission_id
    )
    tapped_then = col(Tally.week).between(since, until)
    nowhere = (null(), null(), col(Tally.value), col(Tally.count))
    tapped: Any = select(col(Tally.week), col(Tally.measure), col(Tally.about), *nowhere).where(tapped_then)
    for statement in (sent, marked.where(*of_week).group_by(measure, *sides, value), tapped):
        yield from connection.execute(statement)


_COLUMNS = ("measure", "side", "week", "key", "value")


def _kept(connection: Connection, since: date, until: date) -> dict[_Place, int]:
    columns = (getattr(Figure, name) for name in (*_COLUMNS, "count"))
    rows = connection.execute(select(*columns).where(col(Figure.week).between(since, until)))
    return {(row[0], row[1], row[2], row[3], row[4]): row[5] for row in rows}


def _batches(places: list[_Place]) -> Iterator[list[_Place]]:
    # In the order of their keys, so that two workers never each hold what the other waits for.
    for first in range(0, len(places), _AT_ONCE):
        yield places[first : first + _AT_ONCE]


def _reading(engine: Engine) -> Connection:
    return engine.execution_options(**{READING: True}).connect()


def _between(since: date | None, until: date | None) -> list[ColumnElement[bool]]:
    week = col(Figure.week)
    return [*([week >= since] if since else []), *([week <= until] if until else [])]


def _nested(rows: Iterable[Row[Key, str, int]]) -> dict[Key, dict[str, int]]:
    found: dict[Key, dict[str, int]] = {}
    for key, value, count in rows:
        found.setdefault(key, {})[value] = int(count)
    return found
