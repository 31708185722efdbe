"""Where the numbers of a chart come from: the figures as they are, or what is published of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlmodel import Session

from handlers.comments import Titles
from handlers.desk import Desk
from handlers.figures import key_name, known_keys, option_labels, options_of
from storage.figures import Figures, Side
from storage.periods import Period, read_period
from storage.releases import Releases
from web.charts.grid import Row, counted, guarded

MOST_QUARTERS = 8
"""How many quarters a chart of what is published shows."""
_WEEK = timedelta(weeks=1)
_WHOLE_YEAR = 40
"""From how many weeks on a chart goes by months."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a chart is asked for: one measure, of all replies or of one part of them (`side` and `key`).

    With `published`, what may leave the console; then `period` is a quarter.
    """

    period: Period
    measure: str
    side: Side
    key: str
    published: bool
    today: date


class Source:
    """Reads in the session of one page."""

    def __init__(self, session: Session, desk: Desk, today: date) -> None:
        self.session = session
        self.desk = desk
        self.figures = Figures(session)
        self.releases = Releases(session, today, options_of(desk))
        self._titles = Titles(desk, session)

    def name(self, side: Side, key: str) -> str:
        """What a part of the replies is called."""
        return key_name(side, key, self.desk, self._titles)

    def row(self, label: str, asked: Asked, values: Sequence[str]) -> Row | None:
        """The replies that are asked for; None where they are too few to show."""
        if not asked.published:
            found = self.figures.totals(asked.measure, asked.side, asked.period.since, asked.period.until)
            return counted(label, found.get(asked.key, {}), values)
        table = self.releases.table(asked.period, asked.measure, "district" if asked.side == "all" else asked.side)
        counts = (table.totals if asked.side == "all" else table.rows.get(asked.key)) if table else None
        return guarded(label, counts, values) if counts else None

    def parts(self, asked: Asked, side: Side) -> Iterator[Row]:
        """The replies by the parts of a side, those that may be shown."""
        values = list(option_labels(asked.measure, self.desk))
        if asked.published:
            table = self.releases.table(asked.period, asked.measure, side)
            shown = table.rows if table else {}
            yield from (guarded(self.name(side, key), shown[key], values) for key in self._ordered(side, shown))
            return
        found = self.figures.totals(asked.measure, side, asked.period.since, asked.period.until)
        yield from (counted(self.name(side, key), found[key], values) for key in self._ordered(side, found))

    def _ordered(self, side: Side, keys: Collection[str]) -> list[str]:
        known = [key for key in known_keys(side, self.desk) if key in keys]
        return [*known, *sorted(key for key in keys if key not in known)]

    def steps(self, asked: Asked) -> Iterator[Row]:
        """The replies over time: quarter by quarter of what is published, else month by month or week by week."""
        values = list(option_labels(asked.measure, self.desk))
        if asked.published:
            quarters = [one for one in self.releases.quarters() if one.since <= asked.period.since][:MOST_QUARTERS]
            rows = (self.row(one.name, replace(asked, period=one), values) for one in reversed(quarters))
            yield from (row for row in rows if row)
            return
        weekly = self.figures.weekly(asked.measure, asked.side, asked.key, asked.period.since, asked.period.until)
        for label, weeks in steps_of(asked):
            yield counted(label, summed(weekly.get(week, {}) for week in weeks), values)


def steps_of(asked: Asked) -> Iterator[tuple[str, Sequence[date]]]:
    """The months of a long period, or the weeks of a short one, up to today: what each is called, and its Mondays."""
    last = min(asked.period.until, asked.today)
    weeks = [asked.period.since + number * _WEEK for number in range(53)]
    weeks = [week for week in weeks if week <= last]
    if (asked.period.until - asked.period.since) < _WHOLE_YEAR * _WEEK:
        yield from ((f"{week.day} {week:%b}", [week]) for week in weeks)
        return
    months = dict.fromkeys(f"{week + timedelta(days=6):%Y-%m}" for week in weeks)
    for month in filter(None, map(read_period, months)):
        yield f"{month.last_day:%b}", [week for week in weeks if month.since <= week <= month.until]


def latest_quarter(asked: Period, quarters: Iterable[Period]) -> Period | None:
    """The newest of the `quarters` that lies in a period, or that the period lies in."""
    inside = (one for one in quarters if one.since <= asked.until and asked.since <= one.until)
    return next(inside, None)


def summed(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """Several counts, added up."""
    added: dict[str, int] = {}
    for one in counts:
        for value, count in one.items():
            added[value] = added.get(value, 0) + count
    return added
