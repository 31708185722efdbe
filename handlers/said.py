"""What someone has said in a flow that is sent in the end: their own words, and their taps at measures."""

from __future__ import annotations

from collections.abc import Mapping

from knowledge.flow.engine import SKIPPED
from knowledge.flow.model import Answers, ChoiceStep, Flow, TextStep

PREVIEW = "preview"
"""The action that shows what will be kept. Its `as` says what it will be kept as: see `handlers.sending`."""
CORRECTION = "correction"
"""What is kept of a flow that says what is wrong with an entry."""


def is_sent(flow: Flow) -> bool:
    """Whether what is said in the flow is kept in the end, when the person sends it."""
    return any(outcome.do == PREVIEW for outcome in flow.outcomes.values())


def words_in(flow: Flow, answers: Answers) -> Mapping[str, str]:
    """The person's own words, cleaned as they came in, by the name of the step that asked for them."""
    asked = (name for name, step in flow.steps.items() if isinstance(step, TextStep))
    return {name: said for name in asked if (said := _given(name, answers))}


def marks_in(flow: Flow, answers: Answers) -> Mapping[str, str]:
    """The values that were tapped, by the id of the measure."""
    asked = ((name, step.measure) for name, step in flow.steps.items() if isinstance(step, ChoiceStep))
    return {measure: value for name, measure in asked if measure and (value := _given(name, answers))}


def _given(step: str, answers: Answers) -> str | None:
    value = answers.get(step, SKIPPED)
    return value if isinstance(value, str) and value != SKIPPED else None
