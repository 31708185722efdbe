"""The accessibility statement of a new area: what was tested holds for the program, and nobody is named so far."""

from __future__ import annotations

from knowledge.starter.making import Files, Making

_STATEMENT = "accessibility.yaml"


def accessibility(making: Making) -> Files:
    """The statement as it is, with nobody to write to, and due for a check."""
    data = making.data(_STATEMENT)
    own = data | {"contact": None, "review_by": making.review_by(data["review_by"])}
    return {_STATEMENT: making.dumped(_STATEMENT, own)}
