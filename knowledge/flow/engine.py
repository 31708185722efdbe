"""The flow engine: only the answers are kept, and the position is worked out by replaying them.

Going back, or changing an answer, is dropping answers. When the content changes under a conversation, the first answer
that no longer fits is asked again. Nothing here stores, sends, or knows what a screen looks like.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from knowledge.flow.functions import Functions
from knowledge.flow.model import (
    Answers,
    ChoiceStep,
    DateStep,
    EntryStep,
    Flow,
    InfoStep,
    ManyStep,
    OptionGroup,
    PlaceStep,
    RoundStep,
    Rule,
    Step,
    TextStep,
)

SEEN = "seen"
"""The answer to an info step."""

SKIPPED = ""
"""The answer to a step that was skipped."""


@dataclass(frozen=True, slots=True)
class Position:
    """Where the answers lead. `at` is a step to ask or an outcome; `path` the steps answered on the way, in order."""

    at: str
    is_outcome: bool
    path: tuple[str, ...]


class Engine:
    """Walks flows. Pure: the same flow and answers always lead to the same place."""

    def __init__(self, flows: Mapping[str, Flow], functions: Functions) -> None:
        self._flows = flows
        self._functions = functions

    def flow(self, flow_id: str) -> Flow | None:
        """The flow of that id."""
        return self._flows.get(flow_id)

    def replay(self, flow: Flow, answers: Answers) -> Position:
        """Follow the answers from the start to the first step without a fitting one, or to an outcome."""
        path: list[str] = []
        at = flow.start
        while at in flow.steps:
            step = flow.steps[at]
            value = answers.get(at)
            if at in path or value is None or not self.fits(step, value):
                return Position(at, False, tuple(path))
            path.append(at)
            at = self._way_on(step, answers)
        return Position(at, True, tuple(path))

    def fits(self, step: Step, value: str | tuple[str, ...]) -> bool:
        """Whether `value` can be an answer to this step as the content is now."""
        if isinstance(step, ManyStep):
            known = {option.value for group in self.groups(step) for option in group.options}
            return isinstance(value, tuple) and bool(value) and set(value) <= known
        if not isinstance(value, str):
            return False
        match step:
            case InfoStep():
                return value == SEEN
            case ChoiceStep():
                offered = any(option.value == value for option in step.options)
                return offered or (value == SKIPPED and step.skip is not None)
            case TextStep():
                # What was ticked, and the new lines between, come on top of what may be typed.
                most = step.longest + sum(len(one.label) + 1 for one in step.picks)
                return len(value) <= most and (value != SKIPPED or step.skip is not None)
            case DateStep():
                return self._functions.is_date(value)
            case PlaceStep():
                return self._functions.is_place(value)
            case EntryStep():
                return self._functions.is_entry(value)
            case RoundStep():
                return value != SKIPPED

    def groups(self, step: ManyStep) -> tuple[OptionGroup, ...]:
        """The groups of options of a many step."""
        return self._functions.groups[step.groups_from]

    def reader(self, name: str) -> Callable[[str], str | None]:
        """The named function that reads what people type at a choice."""
        return self._functions.readers[name]

    def back(self, flow: Flow, answers: Answers) -> Answers:
        """The answers without the last one that was given. Empty stays empty."""
        path = self.replay(flow, answers).path
        return without(answers, path[-1]) if path else {}

    def settled(self, flow: Flow, answers: Answers) -> Answers:
        """The answers that lead to where the flow now is; what was said on roads not taken is dropped."""
        return {step: answers[step] for step in self.replay(flow, answers).path}

    def without_the_rest(self, flow: Flow, answers: Answers) -> Answers:
        """The answers with every step ahead left out, up to the first that has to be answered."""
        position = self.replay(flow, answers)
        if position.is_outcome or not may_skip(flow.steps[position.at]):
            return answers
        return self.without_the_rest(flow, {**answers, position.at: SKIPPED})

    def is_young(self, flow: Flow, answers: Answers) -> bool:
        """Whether the person has said that this is about themselves."""
        return flow.young_when is not None and _holds(flow.young_when, answers)

    def _way_on(self, step: Step, answers: Answers) -> str:
        return next(rule.go for rule in step.next if self._applies(rule, answers))

    def _applies(self, rule: Rule, answers: Answers) -> bool:
        if rule.when is None:
            return True
        if isinstance(rule.when, str):
            return self._functions.conditions[rule.when](answers)
        return _holds(rule.when, answers)


def may_skip(step: Step) -> bool:
    """Whether the step may be left out."""
    return isinstance(step, ChoiceStep | TextStep) and step.skip is not None


def without(answers: Answers, step: str) -> Answers:
    """The answers but for one step's."""
    return {name: value for name, value in answers.items() if name != step}


def _holds(when: Mapping[str, tuple[str, ...]], answers: Answers) -> bool:
    return all(_values(answers.get(step)) & set(wanted) for step, wanted in when.items())


def _values(value: str | tuple[str, ...] | None) -> set[str]:
    if value is None:
        return set()
    return {value} if isinstance(value, str) else set(value)
