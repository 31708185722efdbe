"""What people say something about that is no service and no answer: the local offer, getting a plan, a theme."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import Field

from knowledge.area import Area
from knowledge.models import Content
from knowledge.yaml_files import read_model


class Subject(Content):
    """One of them. A theme is what a young person's view is about.

    `belongs_to` are the strategy's priorities ("priority.3") and the outcomes for adult life ("outcome.employment").
    """

    id: str
    title: str
    kind: Literal["subject", "theme"]
    belongs_to: tuple[str, ...] = ()


class _SubjectFile(Content):
    """Titles by id, and what each belongs to. `{local_offer}` in a title stands for the name of the local offer."""

    subjects: dict[str, str]
    themes: dict[str, str] = Field(default={})
    belongs_to: dict[str, tuple[str, ...]] = Field(default={})


def load_subjects(path: Path, area: Area) -> Mapping[str, Subject]:
    """The subjects and themes by id, in the order of their file; none where there is no such file."""
    if not path.is_file():
        return {}
    file = read_model(path, _SubjectFile)
    kinds: dict[Literal["subject", "theme"], dict[str, str]] = {"subject": file.subjects, "theme": file.themes}
    found = [
        Subject(id=name, title=_named(title, area), kind=kind, belongs_to=file.belongs_to.get(name, ()))
        for kind, titles in kinds.items()
        for name, title in titles.items()
    ]
    return {subject.id: subject for subject in found}


def _named(title: str, area: Area) -> str:
    return title.replace("{local_offer}", area.local_offer)
