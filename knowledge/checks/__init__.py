"""The publish gate: every fault in a content folder, each with its file, its line and its remedy."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from knowledge.base import Knowledge
from knowledge.checks.accessibility import check_accessibility
from knowledge.checks.area import check_area
from knowledge.checks.clock import check_clock
from knowledge.checks.dates import check_dates
from knowledge.checks.easy import check_wording
from knowledge.checks.entries import check_entries
from knowledge.checks.evidence import check_evidence
from knowledge.checks.flows import Actions, check_flows
from knowledge.checks.letters import check_letters
from knowledge.checks.measures import check_measures
from knowledge.checks.milestones import check_milestones
from knowledge.checks.privacy import check_privacy
from knowledge.checks.strategy import check_strategy
from knowledge.checks.subjects import check_subjects
from knowledge.checks.texts import check_texts
from knowledge.checks.writing import check_writing
from knowledge.faults import ContentError, Fault
from knowledge.loader import load

__all__ = ["Actions", "check", "examine"]


def check(folder: Path, actions: Actions, today: date | None = None) -> list[Fault]:
    """All faults of the content in `folder`, in order of file and line.

    `actions` are what a flow's outcome may do, each with what it must be told. Faults of form hide faults of meaning:
    a file that cannot be read cannot be compared with the others. `today` is the day to measure dates against; without
    one, an entry past its review is no fault, so that a mended file can go live before all else has been checked again.
    """
    return examine(folder, actions, today)[0]


def examine(folder: Path, actions: Actions, today: date | None = None) -> tuple[list[Fault], Knowledge | None]:
    """The faults as `check` gives them, and the content that was checked; None where it could not be read."""
    faults = set(check_writing(folder))
    try:
        knowledge = load(folder)
    except ContentError as error:
        return sorted(faults | set(error.faults)), None
    faults |= set(check_flows(knowledge, actions))
    faults |= set(check_entries(knowledge))
    faults |= set(check_area(folder, knowledge))
    faults |= set(check_strategy(knowledge, today))
    faults |= set(check_evidence(folder, knowledge))
    faults |= set(check_letters(knowledge))
    faults |= set(check_milestones(knowledge))
    faults |= set(check_privacy(folder, knowledge, today))
    faults |= set(check_accessibility(folder, knowledge, today))
    faults |= set(check_measures(folder, knowledge))
    faults |= set(check_subjects(folder, knowledge))
    faults |= set(check_texts(folder, knowledge.texts, knowledge.easy))
    faults |= set(check_wording(knowledge))
    faults |= set(check_dates(folder, knowledge, today))
    faults |= set(check_clock(folder, knowledge, today))
    return sorted(faults), knowledge
