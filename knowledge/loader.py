"""Reading a content folder into a `Knowledge`. All faults of form are gathered before it gives up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from knowledge.accessibility import Accessibility
from knowledge.area import Area
from knowledge.base import Knowledge
from knowledge.clock import load_clock
from knowledge.easy import load_easy
from knowledge.faults import ContentError, Fault
from knowledge.flow.model import Flow
from knowledge.flow.shared_steps import Subjects, read_flow
from knowledge.letters import load_letters
from knowledge.matching import load_words
from knowledge.measures import Measures, load_measures
from knowledge.milestones import load_milestones
from knowledge.models import Answer, CategoryGroup, Content, Guide, Outcode, Place, Service
from knowledge.posters import Poster
from knowledge.privacy import load_privacy
from knowledge.safety import load_safety
from knowledge.short_forms import ShortForm
from knowledge.strategy import load_strategy
from knowledge.subjects import load_subjects
from knowledge.texts import Texts
from knowledge.yaml_files import Places, model_faults, read_mapping, read_model, read_yaml

CONTENT = Path(__file__).parent / "content"
"""The content that comes with the program."""

T = TypeVar("T")
M = TypeVar("M", bound=BaseModel)


class _AnswerFile(Content):
    """The head of a file of answers, whose dates hold for each answer that has none of its own."""

    topic: str
    keeper: str
    help: tuple[str, ...] = ()
    checked_on: date
    review_by: date
    answers: list[dict[str, Any]]


class _ServiceFile(Content):
    keeper: str
    checked_on: date
    review_by: date
    services: list[dict[str, Any]]


class _Gathering:
    """Loads one part after another and keeps the faults, so that a writer sees them all at once."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.files: dict[str, Path] = {}

    def part(self, read: Callable[[], T]) -> T | None:
        try:
            return read()
        except ContentError as error:
            self.faults.extend(error.faults)
            return None

    def entry(self, model: type[M], data: dict[str, Any], path: Path, under: tuple[str | int, ...]) -> M | None:
        try:
            made = model.model_validate(data)
        except ValidationError as error:
            self.faults.extend(model_faults(path, error.errors(), under))
            return None
        self.name(str(data["id"]), path, under)
        return made

    def name(self, entry_id: str, path: Path, under: tuple[str | int, ...]) -> None:
        if entry_id in self.files:
            line = Places(path).line((*under, "id"))
            where = self.files[entry_id].name
            self.faults.append(Fault(path, line, f"the id '{entry_id}' is used twice (also in {where})", "rename one"))
        self.files[entry_id] = path


def load(folder: Path = CONTENT) -> Knowledge:
    """Read the content in `folder`. Raises ContentError with every fault of form."""
    gathering = _Gathering()
    if not (folder / "area.yaml").is_file():
        raise ContentError([Fault(folder, 1, "this is not a content folder", "it needs area.yaml and its neighbours")])
    area = gathering.part(lambda: read_model(folder / "area.yaml", Area))
    measures = gathering.part(partial(load_measures, folder / "measures.yaml"))
    subjects = gathering.part(partial(load_subjects, folder / "subjects.yaml", area)) if area else None
    parts = {
        "area": area,
        "measures": measures,
        "posters": gathering.part(lambda: _posters(folder / "posters.yaml")),
        "subjects": subjects,
        "texts": gathering.part(lambda: read_model(folder / "texts.yaml", Texts)),
        "answers": {answer.id: answer for answer in _answers(folder, gathering)},
        "services": {service.id: service for service in _services(folder, gathering)},
        "guides": {guide.id: guide for guide in _one_a_file(folder / "guides", Guide, gathering)},
        "flows": {flow.id: flow for flow in _flows(folder / "flows", area, measures, subjects, gathering)},
        "groups": gathering.part(lambda: _list_of(folder / "categories.yaml", CategoryGroup)),
        "places": gathering.part(lambda: _list_of(folder / "places.yaml", Place)),
        "outcodes": gathering.part(lambda: _list_of(folder / "outcodes.yaml", Outcode)),
        "safety": gathering.part(lambda: load_safety(folder / "safety")),
        "short_forms": gathering.part(lambda: _list_of(folder / "short-forms.yaml", ShortForm)),
        "easy": gathering.part(lambda: load_easy(folder / "easy")),
        "strategy": gathering.part(lambda: load_strategy(folder / "strategy")),
        "letters": gathering.part(lambda: load_letters(folder / "letters")),
        "milestones": gathering.part(lambda: load_milestones(folder / "milestones.yaml")),
        "privacy": gathering.part(lambda: load_privacy(folder / "privacy")),
        "words": gathering.part(lambda: load_words(folder / "words")),
        "clock": gathering.part(lambda: load_clock(folder / "clock.yaml")),
        "accessibility": gathering.part(lambda: _accessibility(folder / "accessibility.yaml")),
        "files": gathering.files,
    }
    if gathering.faults:
        raise ContentError(gathering.faults)
    return Knowledge(**parts)  # type: ignore[arg-type]  # a part is None only where there was a fault


def _answers(folder: Path, gathering: _Gathering) -> Iterator[Answer]:
    for path in sorted((folder / "answers").glob("*.yaml")):
        file = gathering.part(partial(read_model, path, _AnswerFile))
        if file is None:
            continue
        head = file.model_dump(exclude={"answers"})
        for number, data in enumerate(file.answers):
            made = gathering.entry(Answer, head | data, path, ("answers", number))
            if made:
                yield made


def _services(folder: Path, gathering: _Gathering) -> Iterator[Service]:
    for path in sorted((folder / "services").glob("*.yaml")):
        file = gathering.part(partial(read_model, path, _ServiceFile))
        if file is None:
            continue
        head = file.model_dump(exclude={"services"})
        for number, data in enumerate(file.services):
            made = gathering.entry(Service, head | data, path, ("services", number))
            if made:
                yield made


def _flows(
    folder: Path, area: Area | None, measures: Measures | None, subjects: Subjects | None, gathering: _Gathering
) -> Iterator[Flow]:
    if area is None or measures is None or subjects is None:
        return iter(())
    read = partial(read_flow, measures=measures, subjects=subjects, area=area)
    return _one_a_file(folder, Flow, gathering, read)


def _one_a_file(
    folder: Path, model: type[M], gathering: _Gathering, read: Callable[[Path], dict[str, Any]] = read_mapping
) -> Iterator[M]:
    for path in sorted(folder.rglob("*.yaml")):
        data = gathering.part(partial(read, path))
        made = None if data is None else gathering.entry(model, data, path, ())
        if made:
            yield made


def _posters(path: Path) -> tuple[Poster, ...]:
    return _list_of(path, Poster) if path.is_file() else ()


def _accessibility(path: Path) -> Accessibility | None:
    return read_model(path, Accessibility) if path.is_file() else None


def _list_of(path: Path, model: type[M]) -> tuple[M, ...]:
    data = read_yaml(path)
    try:
        return TypeAdapter(tuple[model, ...]).validate_python(data)  # type: ignore[valid-type]
    except ValidationError as error:
        raise ContentError(model_faults(path, error.errors())) from error
