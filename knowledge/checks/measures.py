"""Faults of measures: a line of the strategy that is not there, a tick with no yes or no, one that nobody is asked."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from knowledge.base import Knowledge
from knowledge.checks.easy import exempt_from_grade
from knowledge.checks.reading import Exempt, plain_faults
from knowledge.faults import Fault
from knowledge.flow.model import ChoiceStep
from knowledge.measures import TICKED, UNTICKED, Measure
from knowledge.yaml_files import Path_, Places

_Found = tuple[Path_, str, str]
"""A fault of one measure: where in it, what is wrong, what would be right."""


def check_measures(folder: Path, knowledge: Knowledge) -> Iterator[Fault]:
    """The faults of measures.yaml. What does not fit a screen is told of the flow that asks it."""
    path, places = folder / "measures.yaml", cache(Places)
    asked, exempt = _asked(knowledge), exempt_from_grade(knowledge)
    for number, measure in enumerate(knowledge.measures.of.values()):
        found = (*_unknown_lines(measure, knowledge), *_wrong_options(measure), *_hard_words(measure, exempt))
        for at, wrong, right in found:
            yield Fault(path, places(path).line((number, *at)), wrong, right)
        if measure.id not in asked:
            yield Fault(path, places(path).line((number, "id")), "no flow asks this", "ask it, or take it out")


def _asked(knowledge: Knowledge) -> frozenset[str]:
    steps = (step for flow in knowledge.flows.values() for step in flow.steps.values())
    return frozenset(step.measure for step in steps if isinstance(step, ChoiceStep) and step.measure)


def _unknown_lines(measure: Measure, knowledge: Knowledge) -> Iterator[_Found]:
    for number, item_id in enumerate(measure.strategy):
        if item_id not in knowledge.strategy.items:
            wrong = f"there is no line '{item_id}' in the strategy"
            yield ("strategy", number), wrong, "check its spelling, or take it out"


def _wrong_options(measure: Measure) -> Iterator[_Found]:
    for number, option in enumerate(measure.options):
        if option.score is not None and not 0 <= option.score <= 1:
            yield (
                ("options", number, "score"),
                f"the score is {option.score:g}",
                "use 0 for the worst to 1 for the best",
            )
    values = {option.value for option in measure.options}
    if measure.statement and not {TICKED, UNTICKED} <= values:
        yield ("options",), "a quick tap counts as yes or no, and it has no such options", "add them"


def _hard_words(measure: Measure, exempt: Exempt) -> Iterator[_Found]:
    said = {"ask": measure.ask, "young": measure.young, "statement": measure.statement}
    for part, text in said.items():
        for wrong, right in plain_faults(text, exempt) if text else ():
            yield (part,), wrong, right
