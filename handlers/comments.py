"""How what was said, and what came of it, is told to officers: on the command line and in the console alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from sqlmodel import Session

from handlers.desk import Desk
from handlers.said import PREVIEW
from knowledge.flow.model import TextStep
from storage.inbox import Count, Item, Showing
from storage.rounds import asked_in_rounds
from storage.views import Kind, Status

STATUSES: Mapping[Status, str] = {
    "received": "nobody has started on it",
    "reading": "someone is reading it",
    "answered": 'answered with "we will"',
    "done": 'answered with "we did"',
    "cannot": 'answered with "we cannot"',
}
SHOWINGS: Mapping[Showing, str] = {
    "waiting": "its writer lets others read it, once you approve it",
    "approved": "approved for others to read",
    "held": "held: others do not see it",
    "rejected": "rejected: others never see it",
}
ROUND = "round."
"""How the id of what a reply to a question of the month is about begins."""


def said_count(count: Count) -> str:
    """How many there are, as far as they were counted."""
    return f"{count.number:,}" if count.is_all else f"more than {count.number:,}"


class Titles:
    """What entries, subjects and questions of the month are called."""

    def __init__(self, desk: Desk, session: Session) -> None:
        self._desk = desk
        self._asked = asked_in_rounds(session)

    def of(self, about: str) -> str:
        """What an id stands for; the id where nobody knows it."""
        return self._asked.get(about.removeprefix(ROUND), about) if about.startswith(ROUND) else self._desk.title(about)


def acknowledge_by(item: Item, desk: Desk) -> date | None:
    """By when a complaint about data must be acknowledged; None for what is none, or is acknowledged (T-07).

    Only its week is known, so its days are counted from the first day of that.
    """
    if item.kind != "complaint" or item.status != "received":
        return None
    return item.week + timedelta(days=desk.knowledge.privacy.basis.complaints.acknowledge_days)


def whom_to_ring(desk: Desk) -> Iterator[str]:
    """What to do about a worry flag, with the lines that the content has for officers alone."""
    yield "This has a worry flag. Tell your safeguarding lead today. Nobody can find out who wrote it."
    for one in desk.knowledge.safety.signposts:
        if not one.show_to_public and one.confidence != "low" and one.phone:
            hours = f" ({one.hours})" if one.hours else ""
            note = f" {one.note}" if one.note else ""
            yield f"{one.name}: ring {one.phone}{hours}, for when {one.when}.{note}"


def may_be_seen(item: Item) -> str:
    """Whether others see its words, now or later."""
    if item.worry:
        return "others never see it, because of the worry"
    return SHOWINGS[item.showing] if item.may_show else "others never see it: its writer did not say yes"


def part_names(kind: Kind, desk: Desk) -> Mapping[str, str]:
    """What the parts of its words were asked as, in the flows that send this kind."""
    return {name: step.name for name, step in _text_steps(kind, desk).items()}


def part_questions(kind: Kind, desk: Desk) -> Mapping[str, str]:
    """The questions that the parts of its words answer."""
    return {name: step.ask.strip().splitlines()[0] for name, step in _text_steps(kind, desk).items()}


def mark_words(measure_id: str, value: str, desk: Desk) -> tuple[str, str]:
    """The name of a measure, and the label of what was tapped; as they are kept where nobody knows them any more."""
    measure = desk.knowledge.measures.of.get(measure_id)
    if measure is None:
        return measure_id, value
    return measure.name, {option.value: option.label for option in measure.options}.get(value, value)


def district_name(district: str | None, desk: Desk) -> str | None:
    """What a district is called."""
    labels = {one.id: one.label for one in desk.knowledge.area.districts}
    return labels.get(district, district) if district else None


def _text_steps(kind: Kind, desk: Desk) -> dict[str, TextStep]:
    flows = (
        flow
        for flow in desk.knowledge.flows.values()
        if any(one.do == PREVIEW and one.arguments["as"] == kind for one in flow.outcomes.values())
    )
    return {name: step for flow in flows for name, step in flow.steps.items() if isinstance(step, TextStep)}
