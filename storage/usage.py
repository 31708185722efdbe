"""How the assistant is used: how many turns ended in what way, by channel and hour, with nobody behind a count.

A turn notes its outcome in its own row, which is gone after a day. Before that, each hour is counted here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo

from sqlalchemy import Connection, Engine, func, select
from sqlmodel import Session, col

from storage.database import READING
from storage.officer_tables import Usage
from storage.tables import Turn
from storage.upserts import set_count

QUESTIONS = ("answer", "did_you_mean", "fallback", "safety")
"""The outcomes of turns that asked something. Small talk and taps ask nothing."""

_HOUR = timedelta(hours=1)
_AGAIN = 2 * _HOUR
"""How far before the last hour that was counted to begin: a turn is saved some time after it came."""

_Count = dict[str, object]


@dataclass(frozen=True, slots=True)
class Used:
    """How many turns there were in some days: by day and outcome, and by channel and hour of the day."""

    by_day: Mapping[date, Mapping[str, int]]
    by_hour: Mapping[str, Mapping[int, int]]


def roll_up(engine: Engine, now: datetime) -> int:
    """Count the hours that were not counted yet, and again the last few. Gives how many counts were written.

    Several workers may do this at once, and as often as they like: a count only ever grows, so an hour whose turns are
    deleted meanwhile, or are deleted later, keeps it.
    """
    with engine.execution_options(**{READING: True}).connect() as connection:
        counts = [count for hour in _hours(connection, now) for count in _counts(connection, hour)]
    if counts:
        with engine.begin() as connection:
            # In the order of their keys, so that two workers never each hold what the other waits for.
            connection.execute(set_count(connection, Usage, only_up=True), counts)
    return len(counts)


def used(session: Session, since: date, until: date, zone: tzinfo = UTC) -> Used:
    """How the days from `since` to `until` went, the hours in `zone`. Not guarded: for signed-in pages only (T-35)."""
    rows = session.execute(
        select(col(Usage.day), col(Usage.channel), col(Usage.hour), col(Usage.outcome), col(Usage.count))
        .where(col(Usage.day) >= since, col(Usage.day) <= until)
        .order_by(col(Usage.day))
    )
    by_day: dict[date, dict[str, int]] = {}
    by_hour: dict[str, dict[int, int]] = {}
    for day, channel, hour, outcome, count in rows:
        days, hours = by_day.setdefault(day, {}), by_hour.setdefault(channel, {})
        days[outcome] = days.get(outcome, 0) + count
        there = datetime(day.year, day.month, day.day, hour, tzinfo=UTC).astimezone(zone).hour
        hours[there] = hours.get(there, 0) + count
    return Used(by_day, by_hour)


def _hours(connection: Connection, now: datetime) -> Iterator[datetime]:
    hour = _first_hour(connection)
    while hour is not None and hour <= now:
        yield hour
        hour += _HOUR


def _first_hour(connection: Connection) -> datetime | None:
    oldest: datetime | None = connection.scalar(select(func.min(col(Turn.at))))
    if oldest is None:
        return None
    # SQLite gives times without their zone back; all of them are in UTC.
    first = oldest.replace(minute=0, second=0, microsecond=0, tzinfo=oldest.tzinfo or UTC)
    last = connection.scalar(select(func.max(col(Usage.day))))
    if last is None:
        return first
    hour = connection.scalar(select(func.max(col(Usage.hour))).where(col(Usage.day) == last)) or 0
    return max(first, datetime(last.year, last.month, last.day, hour, tzinfo=UTC) - _AGAIN)


def _counts(connection: Connection, hour: datetime) -> Iterator[_Count]:
    rows = connection.execute(
        select(col(Turn.channel), col(Turn.outcome), func.count())
        .where(col(Turn.at) >= hour, col(Turn.at) < hour + _HOUR)
        .group_by(col(Turn.channel), col(Turn.outcome))
        .order_by(col(Turn.channel), col(Turn.outcome))
    )
    for channel, outcome, count in rows:
        yield {"day": hour.date(), "channel": channel, "hour": hour.hour, "outcome": outcome, "count": count}
