"""Every place in a flow that can look different, each with answers that lead there."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from string import Formatter

from handlers.desk import Desk
from knowledge.flow.engine import SEEN
from knowledge.flow.model import (
    Answers,
    ChoiceStep,
    DateStep,
    EntryStep,
    Flow,
    InfoStep,
    ManyStep,
    PlaceStep,
    RoundStep,
    Step,
    TextStep,
)
from knowledge.gazetteer import ANYWHERE

SAMPLE_WORDS = "Some words of their own"
"""What a person is taken to have typed where a step asks for their own words."""
SAMPLE_ROUND = "this-month"
"""The id of the question that officers are taken to ask."""
SAMPLE_QUESTION = "(Here is what officers ask.)"


@dataclass(frozen=True, slots=True)
class Walk:
    """A step or an outcome, the answers that lead there, and whether they say that it speaks to the young person."""

    at: str
    answers: Answers
    young: bool


def walks(flow: Flow, desk: Desk, today: date) -> Iterator[Walk]:
    """The shortest ways to each step and each outcome, in either voice, and to all that an outcome can fill in.

    A way that a fault in the content closes is left out.
    """
    filled_in = {name for outcome in flow.outcomes.values() for name in _blanks(outcome.arguments.values())}
    found: set[object] = set()
    waiting: deque[Answers] = deque([{}])
    while waiting:
        answers = waiting.popleft()
        # A rule that holds for nobody, or a list or a function that is not there, is the checker's to tell.
        with suppress(LookupError, StopIteration):
            position = desk.engine.replay(flow, answers)
            young = desk.engine.is_young(flow, answers)
            seen_as = (position.at, young, *(answers.get(name) for name in sorted(filled_in)))
            if seen_as in found:
                continue
            found.add(seen_as)
            yield Walk(position.at, answers, young)
            if position.at in flow.steps:
                values = _values(flow.steps[position.at], desk, today)
                waiting.extend({**answers, position.at: value} for value in values)


def _blanks(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        with suppress(ValueError):
            yield from (name for _text, name, _spec, _form in Formatter().parse(text) if name)


def _values(step: Step, desk: Desk, today: date) -> Sequence[str | tuple[str, ...]]:
    """Answers to try: each option of a choice, and one of whatever else can be answered."""
    match step:
        case ChoiceStep():
            return [option.value for option in step.options]
        case ManyStep():
            return [(desk.engine.groups(step)[0].options[0].value,)]
        case PlaceStep():
            return [step.options[0].value if step.options else ANYWHERE]
        case EntryStep():
            open_ones = [one.id for one in desk.knowledge.services.values() if one.status != "closed"]
            return [*open_ones[:1], *([step.otherwise.value] if step.otherwise else [])]
        case DateStep():
            return [today.isoformat()]
        case InfoStep():
            return [SEEN]
        case TextStep():
            return [SAMPLE_WORDS[: step.longest]]
        case RoundStep():
            return [SAMPLE_ROUND]
