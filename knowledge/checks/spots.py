"""Where in the files a thing stands. Files are looked into only when a fault is told."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from knowledge.base import Knowledge
from knowledge.faults import Fault
from knowledge.yaml_files import Path_, Places, read_yaml


class Spots:
    """Makes faults about entries, guides and flows."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._files = knowledge.files
        self._places = cache(Places)
        self._entries = cache(_entries_in)

    def fault(self, entry_id: str, at: Path_, wrong: str, right: str) -> Fault:
        """A fault in the part `at` of the entry, guide or flow with this id."""
        path = self._files[entry_id]
        under = self._entries(path).get(entry_id, ())
        return Fault(path, self._places(path).line((*under, *at)), wrong, right)


def _entries_in(path: Path) -> dict[str, Path_]:
    data = read_yaml(path)
    found: dict[str, Path_] = {}
    for part in ("answers", "services"):
        entries = data.get(part, ())
        for number, entry in enumerate(entries if isinstance(entries, list) else ()):
            found[entry["id"]] = (part, number)
    return found
