"""The dates as a calendar file (iCalendar, RFC 5545) that Google, Apple and Outlook take.

It holds nothing of a person. An event's UID is the same in every file for the same kind of date, so that a new file
moves the event instead of adding one.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5

from icalendar import Alarm, Calendar, Event

from knowledge.area import Area
from knowledge.clock.step import Step
from knowledge.clock.timeline import Timeline
from knowledge.clock.words import ClockWords

_FIRST_DAY = date(2020, 1, 1)
_ALARMS = {"a_week_before": 7, "a_day_before": 1}
# An all-day event starts at midnight, when nobody wants to be woken.
_NINE_IN_THE_MORNING = timedelta(hours=9)


def calendar(timeline: Timeline, words: ClockWords, area: Area) -> bytes:
    """The file: an all-day event for each date, with two alarms where the date is still to come."""
    made = Calendar()
    made.add("prodid", "-//Signpost//EHC plan dates//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("name", words.title)
    made.add("x-wr-calname", words.title)  # what came before NAME (RFC 7986), and most programs still read
    for step in timeline.steps:
        made.add_component(_event(step, timeline, words, area))
    return bytes(made.to_ical())


def _event(step: Step, timeline: Timeline, words: ClockWords, area: Area) -> Event:
    event = Event()
    drawn = datetime.combine(timeline.today, time(), UTC)
    event.add("uid", str(uuid5(NAMESPACE_URL, f"signpost:clock:{area.name}:{step.wording}")))
    event.add("dtstamp", drawn)
    event.add("last-modified", drawn)
    # A later file counts as newer: the number of days only grows.
    event.add("sequence", (timeline.today - _FIRST_DAY).days)
    event.add("dtstart", step.by)
    event.add("dtend", step.by + timedelta(days=1))
    title = words.of(step).title
    event.add("summary", (words.calendar.done if step.done else words.calendar.last_day).format(title=title))
    event.add("description", _description(step, timeline, words))
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    for name, days in _ALARMS.items():
        if not step.done and step.by - timedelta(days=days) >= timeline.today:
            event.add_component(_alarm(days, getattr(words.calendar, name).format(title=title)))
    return event


def _alarm(days: int, says: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", _NINE_IN_THE_MORNING - timedelta(days=days))
    alarm.add("description", says)
    return alarm


def _description(step: Step, timeline: Timeline, words: ClockWords) -> str:
    said = words.of(step)
    lines = (
        said.who,
        words.note(step, timeline.given),
        words.what_if_late(step),
        *(f"- {one}" for one in said.do),
        words.law.format(law=step.law),
        words.guide_only,
    )
    return "\n".join(line for line in lines if line)
