"""How many chose each option, week by week, worked out from the submissions so that no chart has to count them all.

A submission's marks and the quick taps under an answer (`Tally`) count as the same measure. The parts of each side add
up to `all`: whoever did not tell the district or age stands under the key "", and so do quick taps, which tell neither.
A submission that is withdrawn, or a complaint that is past its time, is gone from the figures at their next update.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Literal, TypeVar

from sqlalchemy import ColumnElement, Connection, Engine, Row, delete, func, select, tuple_
from sqlmodel import Session, col

from storage.database import READING
from storage.officer_tables import Figure
from storage.submissions import week_of
from storage.tables import Mark, Submission, Tally
from storage.upserts import upsert

Side = Literal["all", "about", "district", "age_band"]
SIDES: tuple[Side, ...] = ("all", "about", "district", "age_band")
SUBMISSIONS = "submissions"
"""The measure that counts submissions, with their kind as its value."""
NOT_SAID = ""
"""The key of a district or an age band that was not told."""

_RECENT = 3
"""How many weeks the frequent update looks at: this one and the last two."""
_AT_ONCE = 500
_WEEK = timedelta(weeks=1)
Key = TypeVar("Key", str, date)
_Place = tuple[str, str, date, str, str]
"""The key of a figure: measure, side, week, key, value."""
_Seen = tuple[str, str, str | None, str | None, str, int]
"""How many: measure, about, district, age band, value, count."""


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
    return sum(_update(engine, this - back * _WEEK) for back in range(_RECENT))


def update_all_figures(engine: Engine) -> int:
    """Bring the figures of every week up to date, week by week. Gives how many of them changed."""
    return sum(_update(engine, week) for week in _weeks(engine))


def _weeks(engine: Engine) -> Iterator[date]:
    ends = [col(table.week) for table in (Submission, Tally, Figure)]
    with _reading(engine) as connection:
        bounds = [connection.scalar(select(end(week))) for week in ends for end in (func.min, func.max)]
    known = [week_of(bound) for bound in bounds if bound]
    week, last = (min(known), max(known)) if known else (date.max, date.min)
    while week <= last:
        yield week
        week += _WEEK


def _update(engine: Engine, week: date) -> int:
    """Nothing is read while the write lock is held, and only what differs is written: a turn never waits for long.

    Where two workers do this at once, the later one's figures stand until the next round.
    """
    with _reading(engine) as connection:
        now, before = _count(connection, week), _kept(connection, week)
    changed = {place: count for place, count in now.items() if before.get(place) != count}
    gone = sorted(before.keys() - now.keys())
    for batch in _batches(sorted(changed)):
        rows = [dict(zip(_COLUMNS, place, strict=True), count=changed[place]) for place in batch]
        with engine.begin() as connection:
            connection.execute(upsert(connection, Figure, "count"), rows)
    for batch in _batches(gone):
        with engine.begin() as connection:
            connection.execute(delete(Figure).where(tuple_(*(getattr(Figure, name) for name in _COLUMNS)).in_(batch)))
    return len(changed) + len(gone)


def _count(connection: Connection, week: date) -> Mapping[_Place, int]:
    found: Counter[_Place] = Counter()
    for measure, about, district, age_band, value, count in _seen(connection, week):
        keys = {"all": "", "about": about, "district": district or NOT_SAID, "age_band": age_band or NOT_SAID}
        for side, key in keys.items():
            found[(measure, side, week, key, value)] += count
    return found


def _seen(connection: Connection, week: date) -> Iterator[_Seen]:
    sides = (col(Submission.about), col(Submission.district), col(Submission.age_band))
    # With the worry flag, whatever it is, the inbox's index has all that is asked for, and no sealed words are read.
    of_week = (col(Submission.worry).in_([True, False]), col(Submission.week) == week)
    submitted = select(*sides, col(Submission.kind), func.count()).where(*of_week)
    for about, district, band, kind, count in connection.execute(submitted.group_by(*sides, col(Submission.kind))):
        yield SUBMISSIONS, about, district, band, kind, count
    choice = (col(Mark.measure), col(Mark.value))
    marked = select(*choice, *sides, func.count()).join(Submission, col(Submission.id) == col(Mark.submission_id))
    for measure, value, about, district, band, count in connection.execute(
        marked.where(*of_week).group_by(*choice, *sides)
    ):
        yield measure, about, district, band, value, count
    tapped = select(col(Tally.measure), col(Tally.about), col(Tally.value), col(Tally.count))
    for measure, about, value, count in connection.execute(tapped.where(col(Tally.week) == week)):
        yield measure, about, None, None, value, count


_COLUMNS = ("measure", "side", "week", "key", "value")


def _kept(connection: Connection, week: date) -> dict[_Place, int]:
    columns = (getattr(Figure, name) for name in (*_COLUMNS, "count"))
    rows = connection.execute(select(*columns).where(col(Figure.week) == week))
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


def _nested(rows: Iterable[Row[tuple[Key, str, int]]]) -> dict[Key, dict[str, int]]:
    found: dict[Key, dict[str, int]] = {}
    for key, value, count in rows:
        found.setdefault(key, {})[value] = int(count)
    return found
