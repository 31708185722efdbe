"""Ways through a flow, found by its routing alone: so a test drives each step of each flow, those to come as well."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from person import Person

from handlers.desk import Desk
from handlers.state import FlowState
from handlers.taps import Tap, Verb, write
from knowledge.flow.engine import SEEN, SKIPPED, may_skip
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


class Walker:
    """Knows an answer to each kind of step. `round_id` is an open question of the month; `words` go where words go."""

    def __init__(self, desk: Desk, round_id: str, words: str) -> None:
        self._desk = desk
        self._round = round_id
        self._words = words

    def ways_to_steps(self, flow: Flow) -> Mapping[str, Answers]:
        """For each step that can be reached, answers that lead to it."""
        ways: dict[str, Answers] = {}
        matter = _that_matter(flow)
        seen: set[tuple[object, ...]] = set()
        waiting: list[Answers] = [{}]
        while waiting:
            answers = waiting.pop()
            position = self._desk.engine.replay(flow, answers)
            here = (position.at, *(answers.get(name) for name in matter))
            if position.is_outcome or here in seen:
                continue
            seen.add(here)
            ways.setdefault(position.at, answers)
            waiting += [{**answers, position.at: value} for value in self.values(flow.steps[position.at])]
        return ways

    def values(self, step: Step) -> Iterator[str | tuple[str, ...]]:
        """Answers of all kinds to a step."""
        match step:
            case InfoStep():
                yield SEEN
            case ChoiceStep():
                yield from (option.value for option in step.options)
            case ManyStep():
                yield (self._desk.engine.groups(step)[0].options[0].value,)
            case TextStep():
                yield "it was fine"
            case DateStep():
                yield date.today().isoformat()
            case PlaceStep():
                yield ANYWHERE
            case EntryStep():
                yield next(iter(self._desk.knowledge.services))
                if step.otherwise:
                    yield step.otherwise.value
            case RoundStep():
                yield self._round
        if may_skip(step):
            yield SKIPPED

    def answer(self, person: Person, flow: Flow, now: FlowState) -> None:
        """Let `person` answer the question on the screen: in words where words are asked for, else by a tap."""
        at = self._desk.engine.replay(flow, now.answers).at
        step, value = flow.steps[at], next(self.values(flow.steps[at]))
        if isinstance(step, TextStep):
            person.say(self._words)
        elif isinstance(value, tuple):
            person.press(_button("tick", value[0], flow, at))
            person.press(_button("done", "", flow, at))
        else:
            person.press(_button("pick", value, flow, at))


def is_text(flow: Flow, step: str) -> bool:
    """Whether a step asks for the person's own words."""
    return isinstance(flow.steps[step], TextStep)


def _that_matter(flow: Flow) -> Sequence[str]:
    """The steps whose answers the routing asks for. A condition in Python may ask for any."""
    asked = [rule.when for step in flow.steps.values() for rule in step.next]
    if any(isinstance(when, str) for when in asked):
        return list(flow.steps)
    return sorted({name for when in asked if isinstance(when, dict) for name in when})


def _button(verb: Verb, what: str, flow: Flow, step: str) -> str:
    return write(Tap(verb, what, flow.id, flow.version, step))
