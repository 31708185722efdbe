"""Beginning to say what one thinks of a service, an answer or a subject, where it is known which."""

from __future__ import annotations

from handlers import flows
from handlers.desk import Desk
from handlers.entry_messages import ANSWER_FEEDBACK
from handlers.gate import Turn
from handlers.result import Result
from knowledge.flow.engine import SKIPPED
from knowledge.flow.model import Answers, ChoiceStep

FEEDBACK, WRONG = "feedback", "correction"
"""The flows about a service or a subject, and about what is wrong with an entry."""
ON, SERVICE = "on", "service"
"""The step of the feedback flow that asks what it is about, and its value for a service."""
RATED = "rated."
"""Before the id of an answer whose quick taps are given."""


def review(turn: Turn, entry_id: str, desk: Desk) -> Result | None:
    """The flow for what has this id, with what is known; None where there is no such thing or no flow for it."""
    if entry_id in desk.knowledge.services:
        return _begun(FEEDBACK, {ON: SERVICE, "about": entry_id}, turn, desk)
    if entry_id in desk.knowledge.subjects:
        return _begun(FEEDBACK, {ON: entry_id}, turn, desk) if _is_asked_about(entry_id, desk) else None
    return tell(turn, entry_id, desk)


def tell(turn: Turn, what: str, desk: Desk) -> Result | None:
    """The flow about an answer or a card. What was given as quick taps is not asked again."""
    entry_id = what.removeprefix(RATED)
    if desk.knowledge.title(entry_id) is None or entry_id in desk.knowledge.subjects:
        return None
    given = [measure.id for measure in desk.knowledge.measures.quick] if what.startswith(RATED) else []
    return _begun(ANSWER_FEEDBACK, {"about": entry_id, **dict.fromkeys(given, SKIPPED)}, turn, desk)


def correct(turn: Turn, entry_id: str, desk: Desk) -> Result | None:
    """The flow that says what is wrong with an entry."""
    known = desk.knowledge.title(entry_id) is not None
    return _begun(WRONG, {"about": entry_id}, turn, desk) if known else None


def _is_asked_about(subject: str, desk: Desk) -> bool:
    flow = desk.engine.flow(FEEDBACK)
    step = flow.steps.get(ON) if flow else None
    return isinstance(step, ChoiceStep) and any(option.value == subject for option in step.options)


def _begun(name: str, known: Answers, turn: Turn, desk: Desk) -> Result | None:
    flow = desk.engine.flow(name)
    return flows.start(flow, turn, desk, known) if flow else None
