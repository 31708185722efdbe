"""Faults of what shows whether the strategy works: a line, theme or measure that is not there, a line with no words."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from functools import cache
from pathlib import Path

from knowledge.base import Knowledge
from knowledge.checks.spots import Spots
from knowledge.faults import Fault
from knowledge.strategy import Outcome
from knowledge.yaml_files import Path_, Places

_Found = tuple[Path_, str]
"""Where in the file, and what is wrong."""


def check_evidence(folder: Path, knowledge: Knowledge) -> Iterator[Fault]:
    """The faults of strategy/evidence.yaml, and the lines that can be tested and that it should have words for."""
    path, places, spots = folder / "strategy" / "evidence.yaml", cache(Places), Spots(knowledge)
    evidence, measured = knowledge.strategy.evidence, _measured(knowledge)
    for at, wrong in _found(knowledge):
        yield Fault(path, places(path).line(at), wrong, "check its spelling, or take it out")
    for name in evidence.unmeasured.keys() & measured:
        at = ("unmeasured", name)
        yield Fault(path, places(path).line(at), f"'{name}' has a measure", "take it out here")
    for item in knowledge.strategy.items.values() if evidence.unmeasured else ():
        if item.testable_as and item.id not in measured and item.id not in evidence.unmeasured:
            wrong = f"nothing says where the evidence for '{item.id}' is"
            yield spots.fault(item.id, ("testable_as",), wrong, "say it in evidence.yaml, under unmeasured")


def _measured(knowledge: Knowledge) -> frozenset[str]:
    return frozenset(line for measure in knowledge.measures.of.values() for line in measure.strategy)


def _found(knowledge: Knowledge) -> Iterator[_Found]:
    evidence, items = knowledge.strategy.evidence, knowledge.strategy.items
    for part, names in (("outcomes", evidence.outcomes), ("unmeasured", evidence.unmeasured)):
        yield from (((part, name), f"there is no line '{name}'") for name in names if name not in items)
    for name, outcome in evidence.outcomes.items():
        yield from _wrong_outcome(outcome, knowledge, ("outcomes", name))


def _wrong_outcome(outcome: Outcome, knowledge: Knowledge, at: Path_) -> Iterator[_Found]:
    themes = {one.id for one in knowledge.subjects.values() if one.kind == "theme"}
    yield from _missing(outcome.themes, themes, "theme", (*at, "themes"))
    yield from _missing(outcome.measures, knowledge.measures.of, "measure", (*at, "measures"))
    yield from _missing(outcome.lines, knowledge.strategy.items, "line", (*at, "lines"))


def _missing(names: Iterable[str], known: Container[str], what: str, at: Path_) -> Iterator[_Found]:
    for number, name in enumerate(names):
        if name not in known:
            yield (*at, number), f"there is no {what} '{name}'"
