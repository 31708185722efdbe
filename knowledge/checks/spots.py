"""Where in the files a thing stands. Files are looked into only when a fault is told."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from knowledge.base import Knowledge
from knowledge.faults import Fault
from knowledge.yaml_files import Path_, Places, read_yaml


class Spots:
    """Makes faults about entries, guides, flows and the parts of the strategy."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._files = {**knowledge.files, **knowledge.strategy.files}
        self._places = cache(Places)
        self._entries = cache(_entries_in)

    def fault(self, entry_id: str, at: Path_, wrong: str, right: str) -> Fault:
        """A fault in the part `at` of what has this id, which may be said once at the head of its file."""
        path = self._files[entry_id]
        places = self._places(path)
        own = (*self._entries(path).get(entry_id, ()), *at)
        at_head = not places.has(own) and places.has(at)
        return Fault(path, places.line(at if at_head else own), wrong, right)


def _entries_in(path: Path) -> dict[str, Path_]:
    data = read_yaml(path)
    if isinstance(data, list):
        return {str(entry.get("id") or entry.get("ref")): (number,) for number, entry in enumerate(data)}
    found: dict[str, Path_] = {}
    for part in ("answers", "services", "items"):
        entries = data.get(part, ())
        for number, entry in enumerate(entries if isinstance(entries, list) else ()):
            found[entry["id"]] = (part, number)
    return found
