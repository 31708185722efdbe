"""Faults of the area's own files: places that we do not have, screens that are too full, ids that nothing has."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from knowledge.base import Knowledge
from knowledge.faults import Fault
from knowledge.flow.model import MOST_OPTIONS
from knowledge.gazetteer import Gazetteer
from knowledge.yaml_files import Path_, Places


def check_area(folder: Path, knowledge: Knowledge) -> Iterator[Fault]:
    """The faults of area.yaml, outcodes.yaml, categories.yaml, short-forms.yaml and words/."""
    gazetteer = Gazetteer(knowledge.places, knowledge.outcodes)
    for number, district in enumerate(knowledge.area.districts):
        if not gazetteer.knows(district.centre):
            at = ("districts", number, "centre")
            yield _no_place(folder / "area.yaml", at, district.centre)
    for number, code in enumerate(knowledge.outcodes):
        for name in code.near:
            if not gazetteer.knows(name):
                yield _no_place(folder / "outcodes.yaml", (number, "near"), name)
    for number, entry_id in enumerate(knowledge.area.ask_a_person):
        if entry_id not in knowledge.services:
            wrong = f"'{entry_id}' in ask_a_person is no service"
            yield _fault(folder / "area.yaml", ("ask_a_person", number), wrong, "name a service's id")
    for number, group in enumerate(knowledge.groups):
        if len(group.categories) > MOST_OPTIONS:
            wrong = f"the group '{group.id}' has {len(group.categories)} categories on one screen"
            yield _fault(folder / "categories.yaml", (number, "categories"), wrong, f"use {MOST_OPTIONS} at most")
    for number, form in enumerate(knowledge.short_forms):
        if form.entry not in knowledge.answers:
            wrong = f"there is no answer '{form.entry}'"
            yield _fault(folder / "short-forms.yaml", (number, "entry"), wrong, "name the answer that explains it")
    yield from _check_wordings(folder / "words", knowledge)


def _check_wordings(folder: Path, knowledge: Knowledge) -> Iterator[Fault]:
    unknown = [name for name in knowledge.words.wordings if knowledge.title(name) is None]
    for path in sorted(folder.glob("*.yaml")) if unknown else ():
        places = Places(path)
        for name in unknown:
            if places.has(("wordings", name)):
                wrong, right = f"there is no entry '{name}'", "check its spelling, or take it out"
                yield Fault(path, places.line(("wordings", name)), wrong, right)


def _no_place(path: Path, at: Path_, name: str) -> Fault:
    return _fault(path, at, f"'{name}' is no place that we have", "use a name of places.yaml")


def _fault(path: Path, at: Path_, wrong: str, right: str) -> Fault:
    return Fault(path, Places(path).line(at), wrong, right)
