"""Faults of subjects: an id that an entry has too, a title that does not fit a button or is hard to read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from knowledge.base import Knowledge
from knowledge.checks.easy import exempt_from_grade
from knowledge.checks.flows import LONGEST_LABEL
from knowledge.checks.reading import plain_faults
from knowledge.faults import Fault
from knowledge.subjects import Subject
from knowledge.yaml_files import Places


def check_subjects(folder: Path, knowledge: Knowledge) -> Iterator[Fault]:
    """The faults of subjects.yaml."""
    path = folder / "subjects.yaml"
    exempt = exempt_from_grade(knowledge)
    known = {f"priority.{number}" for number in knowledge.strategy.priorities}
    known |= {f"outcome.{one}" for service in knowledge.services.values() for one in service.pfal}
    for subject in knowledge.subjects.values():
        # Where an area has no strategy of its own yet, what its subjects belong to waits for it.
        for tag in set(subject.belongs_to) - known if knowledge.strategy.priorities else ():
            line = Places(path).line(("belongs_to", subject.id))
            yield Fault(path, line, f"there is no '{tag}'", f"use one of: {', '.join(sorted(known))}")
        for wrong, right in (*_form(subject, knowledge), *plain_faults(subject.title, exempt)):
            yield Fault(path, Places(path).line((f"{subject.kind}s", subject.id)), wrong, right)


def _form(subject: Subject, knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    if subject.id in knowledge.files or subject.id in knowledge.strategy.files:
        yield f"the id '{subject.id}' is used twice", "rename one"
    if not 0 < len(subject.title) <= LONGEST_LABEL:
        yield f"the title has {len(subject.title)} letters", f"use {LONGEST_LABEL} at most"
    if "{" in subject.title.replace(knowledge.area.local_offer, ""):
        yield "nobody fills in this blank", "only {local_offer} may stand here"
