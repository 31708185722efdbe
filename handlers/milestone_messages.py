"""What comes next for a child, as a message: the next three things with their time, and where to read on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from handlers.desk import Desk
from handlers.people import people_button
from handlers.pieces import joined, site, to_entries
from handlers.screens import ways_after
from handlers.subjects import milestone_subjects
from handlers.turn import Message
from knowledge.dates import say_date
from knowledge.milestones import Due, next_three, say_when

if TYPE_CHECKING:
    from handlers.outcomes import Reached

STEPS = ("early", "primary", "secondary", "later")
"""The steps of the flow that ask for the school year, of which one is answered."""
HAS_PLAN = "yes"
WHEN = "calendar"
"""The symbol for a time, in easier words."""
MOST_SITES = 4


def show_next_three(reached: Reached, desk: Desk) -> tuple[Message, ...]:
    """The next three things for a child in the school year that was chosen."""
    answers, milestones, today = reached.state.answers, desk.knowledge.milestones, reached.reader.today
    assert milestones.words is not None
    school_year = next(int(str(answers[step])) for step in STEPS if step in answers)
    has_plan = answers["plan"] == HAS_PLAN
    due = next_three(milestones, school_year, today, plan=has_plan, without=desk.held_back(today))
    parts = [_one(one, say_when(one, school_year, milestones.words), desk, easy=reached.reader.easy) for one in due]
    entries = to_entries(dict.fromkeys(one.milestone.rests_on for one in due), desk, reached.reader)
    text = joined((f"# {milestones.words.heading}", *parts, _checked(due, desk), milestones.words.more))
    said = text if reached.reader.easy else desk.short_forms.explained(text)
    ways = (people_button(desk), *ways_after(reached.flow, reached.at, desk))
    remind = reached.remind(milestone_subjects(due, today))
    return (Message(said, (*remind, *entries, *ways), kind="question"),)


def _one(due: Due, when: str, desk: Desk, *, easy: bool) -> str:
    milestone, words = due.milestone, desk.knowledge.easy
    easier = words.of.get(f"milestones.{milestone.id}") if easy else None
    if easier:
        return f"{words.drawn(easier)}\n{words.symbols[WHEN].sign} {when}."
    assert desk.knowledge.milestones.words is not None
    return f"# {desk.knowledge.milestones.words.line.format(when=when, title=milestone.title)}\n{milestone.text}"


def _checked(due: Sequence[Due], desk: Desk) -> str:
    """When the oldest of the answers behind them was checked, and the sites that those rest on."""
    answers = [desk.knowledge.answers[one.milestone.rests_on] for one in due]
    if not answers:
        return ""
    sites = dict.fromkeys(site(fact.source) for answer in answers for fact in answer.facts)
    day = say_date(min(answer.checked_on for answer in answers))
    return desk.knowledge.texts.answer.checked.format(day=day, sites=", ".join(list(sites)[:MOST_SITES]))
