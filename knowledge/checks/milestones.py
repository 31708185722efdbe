"""Faults of milestones: one that rests on nothing, a date that its answer does not give, hard words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from knowledge.base import Knowledge
from knowledge.checks.easy import exempt_from_grade
from knowledge.checks.letters import all_words
from knowledge.checks.reading import plain_faults
from knowledge.faults import Fault
from knowledge.milestones import Milestone
from knowledge.yaml_files import Places

_LEAP_YEAR = 2028


def check_milestones(knowledge: Knowledge) -> Iterator[Fault]:
    """The faults of all milestones."""
    milestones, exempt = knowledge.milestones, exempt_from_grade(knowledge)
    if milestones.file is None:
        return
    for number, milestone in enumerate(milestones.of.values()):
        for wrong, right in _rest_faults(milestone, knowledge):
            yield _fault(milestones.file, number, "rests_on", wrong, right)
        for wrong, right in plain_faults(milestone.text, exempt):
            yield _fault(milestones.file, number, "text", wrong, right)
        name = f"milestones.{milestone.id}"
        if name not in knowledge.easy.of:
            yield _fault(milestones.file, number, "id", "it has no easier words", f"write '{name}' in a file of easy/")


def _rest_faults(milestone: Milestone, knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    answer = knowledge.answers.get(milestone.rests_on)
    if answer is None:
        yield f"there is no answer '{milestone.rests_on}'", "check its spelling"
        return
    said = all_words(answer)
    if milestone.last_friday and "last Friday" not in said:
        yield f"'{answer.id}' does not speak of a last Friday", "take the day out, or name the answer that gives it"
    if milestone.month is not None and milestone.day is not None:
        day = date(_LEAP_YEAR, milestone.month, milestone.day)
        if not re.search(rf"\b{day.day} {day:%B}\b", said):
            yield (
                f"'{answer.id}' does not give {day.day} {day:%B}",
                "take the day out, or name the answer that gives it",
            )


def _fault(path: Path, number: int, part: str, wrong: str, right: str) -> Fault:
    return Fault(path, Places(path).line(("milestones", number, part)), wrong, right)
