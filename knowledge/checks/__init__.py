"""The publish gate: every fault in a content folder, each with its file, its line and its remedy."""

from __future__ import annotations

from pathlib import Path

from knowledge.checks.entries import check_entries
from knowledge.checks.flows import check_flows
from knowledge.checks.writing import check_writing
from knowledge.faults import ContentError, Fault
from knowledge.loader import load

__all__ = ["check"]


def check(folder: Path, actions: frozenset[str]) -> list[Fault]:
    """All faults of the content in `folder`, in order of file and line.

    `actions` are the names that a flow's outcome may call on. Faults of form hide faults of meaning: a file that
    cannot be read cannot be compared with the others.
    """
    faults = set(check_writing(folder))
    try:
        knowledge = load(folder)
    except ContentError as error:
        return sorted(faults | set(error.faults))
    faults |= set(check_flows(knowledge, actions))
    faults |= set(check_entries(knowledge))
    return sorted(faults)
