"""What families are asked to judge with a tap, in the strategy's own terms, and what each tap counts as."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from knowledge.faults import ContentError, Fault
from knowledge.flow.model import Option
from knowledge.models import Content
from knowledge.yaml_files import Places, model_faults, read_yaml

GOOD = 0.75
"""From which score on an option says something good."""
TICKED, UNTICKED = "yes", "no"
"""What a quick tap counts as: the values of two options that a measure with a `statement` has."""


class MeasureOption(Option):
    """A choice of a measure. `score` runs from 0 (worst) to 1 (best); None says nothing of good or bad."""

    score: float | None = None


class Measure(Content):
    """One thing that is measured.

    `name` is a word or two for its answer; `ask` the question, `young` the same for the young person; `skip` the label
    of the button that leaves it out. `statement` is what a tick under an answer says ("It was easy to use"); a measure
    with none is only asked in flows. `strategy` are ids of the lines of the strategy that it gives evidence for.
    """

    id: str
    name: str
    ask: str
    young: str | None = None
    options: tuple[MeasureOption, ...]
    skip: str
    statement: str | None = None
    strategy: tuple[str, ...]

    @property
    def good(self) -> frozenset[str]:
        """The values of the options that say something good."""
        return frozenset(option.value for option in self.options if option.score is not None and option.score >= GOOD)

    def step(self, routing: Mapping[str, Any]) -> dict[str, Any]:
        """A choice step that asks this, with the `routing` (`next`) that a flow file gives."""
        plain = [{"value": one.value, "label": one.label, "also": one.also} for one in self.options]
        words = {"name": self.name, "ask": self.ask, "young": self.young, "skip": self.skip, "options": plain}
        return {**words, **routing, "kind": "choice", "measure": self.id}


_MEASURES = TypeAdapter(tuple[Measure, ...])


@dataclass(frozen=True, slots=True)
class Measures:
    """All measures, by id, in the order of their file."""

    of: Mapping[str, Measure]

    @property
    def quick(self) -> tuple[Measure, ...]:
        """Those that are asked as ticks under an answer."""
        return tuple(measure for measure in self.of.values() if measure.statement)


def load_measures(path: Path) -> Measures:
    """The measures of a file; none where there is no such file. Raises ContentError with every fault of form."""
    data = read_yaml(path) if path.is_file() else []
    try:
        found = _MEASURES.validate_python(data)
    except ValidationError as error:
        raise ContentError(model_faults(path, error.errors())) from error
    of: dict[str, Measure] = {}
    for number, measure in enumerate(found):
        if measure.id in of:
            line = Places(path).line((number, "id"))
            raise ContentError([Fault(path, line, f"the id '{measure.id}' is used twice", "rename one")])
        of[measure.id] = measure
    return Measures(of)
