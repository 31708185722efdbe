"""The measures of a new area: those that its flows ask, for a strategy that it has yet to write down."""

from __future__ import annotations

from knowledge.easy import MEASURES
from knowledge.flow.model import ChoiceStep
from knowledge.starter.making import Files, Making
from knowledge.starter.yaml_texts import dump, head
from knowledge.yaml_files import read_yaml

_FILE = "measures.yaml"


def measures(making: Making) -> Files:
    """The file of the measures, and that of their easier words. Raises ContentError where ours cannot be read."""
    steps = (step for flow in making.take.flows for step in making.shipped.flows[flow].steps.values())
    asked = {step.measure for step in steps if isinstance(step, ChoiceStep) and step.measure}
    of = [{**one, "strategy": []} for one in read_yaml(making.folder / _FILE) if one["id"] in asked]
    easy = making.easy(f"{MEASURES}.{one['id']}" for one in of)
    return {
        _FILE: dump(of, head(making.text(_FILE))),
        f"easy/{_FILE}": dump({"checked_by": None, "entries": easy}),
    }
