"""Where in the content files an entry, its easier words and its phrasings stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import yaml

from knowledge.base import Knowledge
from knowledge.editing.errors import BrokenTextError
from knowledge.editing.yaml_text import At, block, read
from knowledge.yaml_files import read_yaml

Part = Literal["entry", "easy"]
"""The parts of an entry that an officer changes: its own lines, and its easier words."""
_LISTS = ("answers", "services", "items", "signposts")


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of an entry in the text of its file: the characters where they begin and end, and where it stands."""

    at: At
    start: int
    end: int


def file_of(entry_id: str, part: Part, knowledge: Knowledge, folder: Path) -> Path | None:
    """The file of an answer, a service, a guide, a line of the strategy or a crisis signpost; None for any other id."""
    if part == "easy":
        return knowledge.easy.files.get(entry_id)
    if any(one.id == entry_id for one in knowledge.safety.signposts):
        return folder / "safety" / "signposts.yaml"
    if entry_id in knowledge.strategy.items:
        return knowledge.strategy.files[entry_id]
    known = entry_id in knowledge.answers or entry_id in knowledge.services or entry_id in knowledge.guides
    return knowledge.files[entry_id] if known else None


def lines_of(text: str, entry_id: str, part: Part) -> Lines:
    """The entry's lines in the text of its file.

    Raises KeyError where it does not have the entry, EditError where it shares a line with something else, and
    BrokenTextError for a text that is no YAML.
    """
    try:
        at = ("entries", entry_id) if part == "easy" else dict(_entries_in(read(text)))[entry_id]
        return Lines(at, *(block(text, at) if at else (0, len(text))))
    except yaml.YAMLError as error:
        raise BrokenTextError("The file is not valid YAML just now. Nothing was changed.") from error


def entry_in(text: str, entry_id: str, part: Part) -> Any:
    """What the text says of the entry. Raises as `lines_of`."""
    found = read(text)
    for step in lines_of(text, entry_id, part).at:
        found = found[step]
    return found


def phrasings_file(entry_id: str, knowledge: Knowledge, folder: Path) -> Path:
    """The file that the phrasings of an answer, a service or a line of the strategy stand in.

    A service's are among the words: its `also_called` are names, by which families pick it out when they give feedback.
    """
    if entry_id in knowledge.services:
        files = sorted((folder / "words").glob("*.yaml"))
        return next(path for path in files if "wordings" in read_yaml(path))
    return knowledge.files.get(entry_id) or knowledge.strategy.files[entry_id]


def phrasings_at(text: str, entry_id: str, knowledge: Knowledge) -> At:
    """Where in the text of that file they stand. Raises KeyError and yaml.YAMLError."""
    if entry_id in knowledge.services:
        return ("wordings", entry_id)
    return (*dict(_entries_in(read(text)))[entry_id], "phrasings")


def _entries_in(data: Any) -> Iterator[tuple[str, At]]:
    """Each entry of a file, and where in it it stands."""
    if not isinstance(data, Mapping):
        return
    if "id" in data:
        yield str(data["id"]), ()
    for name in _LISTS:
        entries = data.get(name)
        for number, entry in enumerate(entries if isinstance(entries, list) else ()):
            if isinstance(entry, Mapping):
                yield str(entry.get("id")), (name, number)
