"""Steps that several flows share: a flow file gives their `kind` and their routing; their words come from elsewhere.

`kind: measure` asks the measure that has the step's name. `kind: district` asks for a part of the area. An option with
no label that is a subject has the subject's title.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from knowledge.area import Area
from knowledge.faults import ContentError, Fault
from knowledge.measures import Measures
from knowledge.subjects import Subject
from knowledge.yaml_files import Places, read_mapping

MEASURE, DISTRICT = "measure", "district"
"""The kinds of step that are written out here."""

Subjects = Mapping[str, Subject]


def read_flow(path: Path, measures: Measures, subjects: Subjects, area: Area) -> dict[str, Any]:
    """The data of a flow file, with each shared step as the choice step that it stands for.

    Raises ContentError where the file cannot be read, or asks a measure that is not there. What else is not as it
    should be stays as it is, for the flow's own model to find.
    """
    flow = read_mapping(path)
    steps = flow.get("steps")
    if not isinstance(steps, dict):
        return flow
    asked = [name for name, step in steps.items() if isinstance(step, dict) and step.get("kind") == MEASURE]
    faults = [_no_measure(path, name, measures) for name in asked if name not in measures.of]
    if faults:
        raise ContentError(faults)
    return {**flow, "steps": {name: _step(str(name), step, measures, subjects, area) for name, step in steps.items()}}


def _no_measure(path: Path, name: str, measures: Measures) -> Fault:
    line = Places(path).line(("steps", name))
    known = f"use one of: {', '.join(measures.of)}" if measures.of else "write it in measures.yaml"
    return Fault(path, line, f"there is no measure '{name}'", known)


def _step(name: str, step: object, measures: Measures, subjects: Subjects, area: Area) -> object:
    if not isinstance(step, dict):
        return step
    if step.get("kind") == MEASURE:
        return measures.of[name].step(step)
    if step.get("kind") == DISTRICT:
        districts = [{"value": one.id, "label": one.label} for one in area.districts]
        return {**step, "kind": "choice", "options": districts}
    if isinstance(step.get("options"), list):
        return {**step, "options": [_titled(option, subjects) for option in step["options"]]}
    return step


def _titled(option: object, subjects: Subjects) -> object:
    subject = subjects.get(str(option.get("value"))) if isinstance(option, dict) else None
    return {"label": subject.title, **option} if subject and isinstance(option, dict) else option
