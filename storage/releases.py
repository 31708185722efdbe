"""What is published of the figures, once and for all: guarded, kept as it was published, and read from there.

A table is of one measure in one quarter, by what it is about, by district or by age band. It is worked out when the
quarter is over, and stays as it is whatever is sent, withdrawn or deleted later, so that nobody can compare two of them
(T-34). Only quarters are published, and no year: the year less three of its quarters would tell the fourth.
The number of all comments so far grows: a new one takes the place of the old only where `differs_safely` allows it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Engine, select, update
from sqlmodel import Session, col

from storage.database import READING
from storage.examples import has_examples
from storage.figures import SIDES, SUBMISSIONS, Figures, Side
from storage.officer_tables import Release
from storage.periods import Period, quarters, read_period
from storage.small_numbers import (
    Cell,
    GuardedCounts,
    Hidden,
    Shown,
    differs_safely,
    guard,
    guard_table,
    released_through,
)
from storage.upserts import insert_new

PROGRAM = "signpost"
"""Who released what no officer did."""
TABLE_SIDES: tuple[Side, ...] = SIDES[1:]
Options = Mapping[str, Sequence[str]]
"""The values that can be chosen, by the id of the measure."""
_TOTAL = "comments-so-far"


@dataclass(frozen=True, slots=True)
class PublishedTable:
    """A measure in a quarter. `totals` is of all replies, None where they were too few; `rows` are those shown."""

    quarter: str
    measure: str
    side: Side
    totals: GuardedCounts | None
    rows: Mapping[str, GuardedCounts]


@dataclass(frozen=True, slots=True)
class PublishedTotal:
    """How many comments there were by the day `through`, to the nearest 5."""

    count: int
    through: date


class Releases:
    """Reads what is published."""

    def __init__(self, session: Session, today: date, options: Options) -> None:
        """`options` are of the content as it is now: a measure that it no longer has is no longer told."""
        self._session = session
        self._today = today
        self._options = options
        # Examples are never released, or they would stay. Until they are taken out, it is worked out each time.
        self._only_examples = has_examples(session)

    def quarters(self) -> Sequence[Period]:
        """The quarters of which there are figures, the newest first."""
        if self._only_examples:
            return _closed(self._session, self._today)
        names = self._session.scalars(select(col(Release.name)).where(col(Release.name).startswith("figures."))).all()
        found = {name.split(".")[1] for name in names}
        return [period for period in map(read_period, sorted(found, reverse=True)) if period]

    def table(self, quarter: Period, measure: str, side: Side) -> PublishedTable | None:
        """The table as it was published; None where none is. `side` is not all: `totals` tells of all."""
        if measure not in self._options:
            return None
        if self._only_examples:
            closed = quarter.last_day <= released_through(self._today)
            return _made(self._session, quarter, measure, side, self._options) if closed else None
        row = self._session.get(Release, _name(quarter, measure, side))
        return _read(row.body, quarter, measure, side) if row else None

    def total(self) -> PublishedTotal | None:
        """The number of all comments so far; None where there were too few, or nothing is released yet."""
        row = self._session.get(Release, _TOTAL)
        if row is None or self._only_examples:
            return None
        guarded = guard(json.loads(row.body))
        return PublishedTotal(guarded.base, row.through) if guarded else None


def release(engine: Engine, today: date, options: Options) -> int:
    """Publish what is due and not published yet. Gives how many tables. The figures must be up to date.

    Safe beside other workers that do the same: the first one's tables stand.
    """
    with engine.execution_options(**{READING: True}).connect() as connection, Session(connection) as session:
        if has_examples(session):
            return 0
        due = [
            _row(_name(*place), place[0].last_day, _written(_made(session, *place, options)), today)
            for place in _due(session, today, options)
        ]
    with Session(engine) as session, session.begin():
        made = sum(insert_new(session, row) for row in due)
        _release_total(session, today)
    return made


def _due(session: Session, today: date, options: Options) -> Iterator[tuple[Period, str, Side]]:
    there = set(session.scalars(select(col(Release.name)).where(col(Release.name).startswith("figures."))))
    for quarter in _closed(session, today):
        for measure in options:
            for side in TABLE_SIDES:
                if _name(quarter, measure, side) not in there:
                    yield quarter, measure, side


def _closed(session: Session, today: date) -> list[Period]:
    first = Figures(session).first_week()
    return list(quarters(first, released_through(today)))[::-1] if first else []


def _made(session: Session, quarter: Period, measure: str, side: Side, options: Options) -> PublishedTable:
    counted = Figures(session).totals(measure, side, quarter.since, quarter.until)
    table = guard_table({key: {**dict.fromkeys(options[measure], 0), **counts} for key, counts in counted.items()})
    shown = {key: row for key, row in table.rows.items() if row}
    return PublishedTable(quarter.name, measure, side, table.totals, shown)


def _release_total(session: Session, today: date) -> None:
    through = released_through(today)
    kinds = Figures(session).totals(SUBMISSIONS, until=through).get("", {})
    row, new = session.get(Release, _TOTAL), {"said": sum(kinds.values())}
    if row is None:
        insert_new(session, _row(_TOTAL, through, json.dumps(new), today))
    elif through > row.through and differs_safely(new, json.loads(row.body)):
        values = {"through": through, "body": json.dumps(new), "published_on": today}
        older = (col(Release.name) == _TOTAL, col(Release.through) < through)
        session.execute(update(Release).where(*older).values(**values))


def _name(quarter: Period, measure: str, side: Side) -> str:
    return f"figures.{quarter.name}.{measure}.{side}"


def _row(name: str, through: date, body: str, today: date) -> Release:
    return Release(name=name, through=through, body=body, published_on=today, who=PROGRAM)


def _written(table: PublishedTable) -> str:
    rows = {key: _plain(counts) for key, counts in table.rows.items()}
    return json.dumps({"totals": _plain(table.totals) if table.totals else None, "rows": rows})


def _read(body: str, quarter: Period, measure: str, side: Side) -> PublishedTable:
    kept = json.loads(body)
    totals = _counts(kept["totals"]) if kept["totals"] else None
    return PublishedTable(quarter.name, measure, side, totals, {key: _counts(row) for key, row in kept["rows"].items()})


def _plain(counts: GuardedCounts) -> dict[str, Any]:
    cells = {
        value: None if isinstance(cell, Hidden) else [cell.count, cell.share] for value, cell in counts.cells.items()
    }
    return {"base": counts.base, "cells": cells}


def _counts(plain: Mapping[str, Any]) -> GuardedCounts:
    cells: dict[str, Cell] = {value: Shown(*cell) if cell else Hidden() for value, cell in plain["cells"].items()}
    return GuardedCounts(plain["base"], cells)
