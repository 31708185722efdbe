"""The dates that the law sets, as a message: how each stands today, what to do, the picture and the calendar file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from handlers.desk import Desk
from handlers.people import people_button
from handlers.pieces import joined, site, to_entries
from handlers.screens import move, ways_after
from handlers.subjects import clock_subjects
from handlers.taps import Tap, write
from handlers.turn import Choice, File, Link, Message
from knowledge.clock import ClockWords, DateFault, Dates, Timeline, work_out
from knowledge.clock.given import DAYS
from knowledge.clock.step import Step
from knowledge.dates import say_date
from knowledge.flow.model import Answers
from knowledge.freshness import freshness

if TYPE_CHECKING:
    from handlers.outcomes import Reached

PICTURE, CALENDAR = "timeline-picture", "timeline-calendar"
"""What stands before the colon of a file's `make` where it is a timeline."""
MOST_ENTRIES = 3
"""The most answers that are offered to read on with."""
MOST_LINKS = 2
_NO_EXCEPTION = "none"
_SCHOOL_YEAR_BEGINS = 9


def dates_of(answers: Answers, today: date) -> Dates:
    """The dates in the answers of the flow, whose steps have the names of the dates."""
    days = {name: date.fromisoformat(str(answers[name])) for name in DAYS if name in answers}
    given = Dates(**days)  # type: ignore[arg-type]  # `DAYS` names those that are days
    if answers.get("exceptions", _NO_EXCEPTION) != _NO_EXCEPTION:
        given = replace(given, exceptions=(answers["exceptions"],))  # type: ignore[arg-type]  # an option's value
    if "transfer" in answers:
        coming = today.year + (today.month >= _SCHOOL_YEAR_BEGINS)
        year = coming if answers["transfer"] == "next" else coming + 1
        given = replace(given, transfer=year, phase=answers["phase"])  # type: ignore[arg-type]  # an option's value
    return given


def show_timeline(reached: Reached, desk: Desk) -> tuple[Message, ...]:
    """The dates that follow from what was answered. Dates that cannot be are asked for again."""
    words, today = desk.knowledge.clock, reached.reader.today
    assert words is not None
    ways = ways_after(reached.flow, reached.at, desk)
    if freshness(words.review_by, today) == "held back":
        return (Message(desk.knowledge.texts.clock_held_back, (people_button(desk), *ways), kind="question"),)
    try:
        timeline = work_out(dates_of(reached.state.answers, today), today)
    except DateFault as fault:
        return (Message(words.fault(fault), (*_ask_again(fault, reached, desk), *ways), kind="question"),)
    return (_timeline_message(timeline, words, reached, desk),)


def _timeline_message(timeline: Timeline, words: ClockWords, reached: Reached, desk: Desk) -> Message:
    easy, code = reached.reader.easy, timeline.given.code()
    parts = [f"# {words.title}\n{words.today.format(day=_day(timeline.today))}."]
    parts += [desk.knowledge.texts.card.past_review] if words.review_by < timeline.today else []
    parts += [_step(step, note, timeline, words, desk, easy=easy) for step, note in _with_notes(timeline, words)]
    checked = desk.knowledge.texts.answer.checked
    parts += [words.guide_only, checked.format(day=say_date(words.checked_on), sites=_sites(timeline, words))]
    text = joined(parts) if easy else desk.short_forms.explained(joined(parts))
    buttons = desk.knowledge.texts.buttons
    choices = (
        *reached.remind(clock_subjects(timeline)),
        *_letters(timeline, words, desk),
        *to_entries(_entries(timeline, words), desk, reached.reader),
        people_button(desk),
        *ways_after(reached.flow, reached.at, desk),
    )
    return Message(
        text,
        choices,
        tuple(_links(timeline, words, desk)),
        kind="question",
        files=(File("ehc-plan-dates.ics", "text/calendar", f"{CALENDAR}:{code}", buttons.calendar),),
        picture=File("ehc-plan-dates.png", "image/png", f"{PICTURE}:{code}", words.picture.says),
    )


def _with_notes(timeline: Timeline, words: ClockWords) -> Iterator[tuple[Step, str]]:
    """The steps, each note with the first step that has it: what is said three times is not read once."""
    said: set[str] = set()
    for step in timeline.steps:
        new = replace(step, notes=tuple(note for note in step.notes if note not in said))
        yield step, words.note(new, timeline.given)
        said.update(step.notes)


def _step(step: Step, note: str, timeline: Timeline, words: ClockWords, desk: Desk, *, easy: bool) -> str:
    of, state = words.of(step), timeline.state(step)
    by = words.by.format(day=_day(step.by))
    easier = desk.knowledge.easy.of.get(f"clock.{step.wording}") if easy else None
    if easier:
        drawn = desk.knowledge.easy.drawn(replace(easier, title=None))
        return f"# {words.state(step, timeline)}: {easier.title or of.title}\n{by}.\n\n{drawn}"
    lines = [f"# {words.state(step, timeline)}: {of.title}", f"{by}. {of.who}."]
    if state == "done":
        return "\n".join(lines)
    lines += [note] if note else []
    if state == "late" or (state == "now" and not of.yours):
        lines.append(words.what_if_late(step))
    # What to do about a date of the council's is for when it is late; about one of their own, for before.
    if state == "late" or (state == "now" and of.yours):
        lines += [f"- {one}" for one in of.do]
    return "\n".join((*lines, words.law.format(law=step.law)))


def _pressing(timeline: Timeline) -> list[Step]:
    """The steps that something can be done about today, else the first that comes."""
    pressing = [step for step in timeline.steps if timeline.state(step) in {"late", "now"}]
    return pressing or [step for step in timeline.steps if timeline.state(step) == "next"][:1]


def _entries(timeline: Timeline, words: ClockWords) -> list[str]:
    ids = dict.fromkeys(entry for step in _pressing(timeline) for entry in words.of(step).answers)
    return list(ids)[:MOST_ENTRIES]


def _letters(timeline: Timeline, words: ClockWords, desk: Desk) -> Iterator[Choice]:
    letters = desk.engine.flow("letters")
    if letters and any(words.of(step).letter for step in _pressing(timeline)):
        yield Choice(write(Tap("flow", letters.id)), letters.title)


def _ask_again(fault: DateFault, reached: Reached, desk: Desk) -> Iterator[Choice]:
    for name in fault.about:
        if name in reached.state.answers:
            label = desk.knowledge.texts.buttons.other_day.format(step=reached.flow.steps[name].name)
            yield move(reached.flow, "change", name, label)


def _sites(timeline: Timeline, words: ClockWords) -> str:
    return ", ".join(dict.fromkeys(site(source) for step in timeline.steps for source in words.of(step).sources))


def _links(timeline: Timeline, words: ClockWords, desk: Desk) -> Iterator[Link]:
    found = {site(source): source for step in _pressing(timeline) for source in words.of(step).sources}
    for name, source in list(found.items())[:MOST_LINKS]:
        yield Link(desk.knowledge.texts.buttons.source.format(site=name), source)


def _day(day: date) -> str:
    return f"{day:%A} {say_date(day)}"
