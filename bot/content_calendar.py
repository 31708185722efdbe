"""What is due for a check, as a calendar (RFC 5545): an all-day event for each keeper and day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from icalendar import Alarm, Calendar, Event

from knowledge.upkeep import Kept, by_day

WARNING = timedelta(days=7)
"""How long before the day the calendar gives warning."""


def calendar(entries: Iterable[Kept], area: str, keepers: Mapping[str, str], now: datetime) -> bytes:
    """The file for `entries` of the area, made at `now` (with its time zone). `keepers` are names by id.

    An event's UID comes from the area, the keeper and the day, so that a newer file updates what an older one brought.
    """
    made = Calendar()
    made.add("prodid", "-//Signpost//Content reviews//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", f"Signpost: {area}")
    for (day, keeper), due in by_day(entries).items():
        made.add_component(_event(day, keeper, due, area, keepers, now))
    return bytes(made.to_ical())


def _event(day: date, keeper: str, due: list[Kept], area: str, keepers: Mapping[str, str], now: datetime) -> Event:
    event = Event()
    event.add("uid", str(uuid5(NAMESPACE_URL, f"signpost:{area}:{keeper}:{day.isoformat()}")))
    event.add("dtstamp", now)
    # Of two files the newer one counts, and within a day its DTSTAMP tells (RFC 5546, 2.1.5).
    event.add("sequence", now.date().toordinal())
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", f"Signpost: check {_count(due)} ({keepers.get(keeper, keeper)})")
    event.add("description", "\n".join(f"{one.id}: {one.title}" for one in due))
    event.add("transp", "TRANSPARENT")
    event.add_component(_alarm(event))
    return event


def _alarm(event: Event) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", event["summary"])
    alarm.add("trigger", -WARNING)
    return alarm


def _count(due: list[Kept]) -> str:
    return "1 entry" if len(due) == 1 else f"{len(due)} entries"
