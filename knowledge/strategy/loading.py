"""Reading the folder of a strategy. An area without one has none."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from knowledge.faults import ContentError, Fault
from knowledge.models import Content
from knowledge.strategy.models import Action, Document, Evidence, Promise, Strategy, StrategyItem
from knowledge.yaml_files import Path_, Places, model_faults, read_model, read_yaml

M = TypeVar("M", bound=Content)


class _ItemFile(Content):
    """The head of a file of lines, whose keeper and dates hold for each line that has none of its own."""

    keeper: str
    checked_on: date
    review_by: date
    items: list[dict[str, Any]]


def load_strategy(folder: Path) -> Strategy:
    """Read the folder of the strategy: items/, and the documents, promises, actions and evidence that there are.

    Raises ContentError with every fault of form.
    """
    reading = _Reading()
    documents = reading.listed(folder / "documents.yaml", Document, "id")
    items = {
        name: item for path in sorted((folder / "items").glob("*.yaml")) for name, item in reading.items(path).items()
    }
    promises = reading.listed(folder / "promises.yaml", Promise, "id")
    actions = reading.listed(folder / "actions.yaml", Action, "ref")
    evidence = reading.evidence(folder / "evidence.yaml")
    if reading.faults:
        raise ContentError(reading.faults)
    return Strategy(documents, items, promises, actions, reading.files, evidence)


class _Reading:
    """Reads one file after another and keeps the faults, so that a writer sees them all at once."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.files: dict[str, Path] = {}

    def items(self, path: Path) -> dict[str, StrategyItem]:
        """The lines in a file of them, by id."""
        try:
            file = read_model(path, _ItemFile)
        except ContentError as error:
            self.faults.extend(error.faults)
            return {}
        head = file.model_dump(exclude={"items"})
        entries = [head | item for item in file.items]
        return self._entries(entries, StrategyItem, "id", path, ("items",))

    def evidence(self, path: Path) -> Evidence:
        """What the file says besides; nothing where there is no such file."""
        try:
            return read_model(path, Evidence) if path.exists() else Evidence()
        except ContentError as error:
            self.faults.extend(error.faults)
            return Evidence()

    def listed(self, path: Path, model: type[M], key: str) -> dict[str, M]:
        """The entries of a file that is one list, by their `key`; none where there is no such file."""
        if not path.exists():
            return {}
        try:
            entries = read_yaml(path)
        except ContentError as error:
            self.faults.extend(error.faults)
            return {}
        if isinstance(entries, list):
            return self._entries(entries, model, key, path)
        self.faults.append(Fault(path, 1, "the file does not hold a list", "start each entry with '- '"))
        return {}

    def _entries(self, entries: list[Any], model: type[M], key: str, path: Path, under: Path_ = ()) -> dict[str, M]:
        found: dict[str, M] = {}
        for number, data in enumerate(entries):
            at = (*under, number)
            try:
                entry = model.model_validate(data)
            except ValidationError as error:
                self.faults.extend(model_faults(path, error.errors(), at))
                continue
            name = str(getattr(entry, key))
            self._name(name, path, (*at, key))
            found[name] = entry
        return found

    def _name(self, name: str, path: Path, at: Path_) -> None:
        if name in self.files:
            wrong = f"'{name}' is used twice (also in {self.files[name].name})"
            self.faults.append(Fault(path, Places(path).line(at), wrong, "rename one"))
        self.files[name] = path
