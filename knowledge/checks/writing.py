"""Faults that YAML itself lets through: a key that stands twice, of which it would quietly keep the last."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from knowledge.faults import Fault
from knowledge.yaml_files import Places


def check_writing(folder: Path) -> Iterator[Fault]:
    """The keys that stand twice in one place, over all files of `folder`."""
    for path in sorted(folder.rglob("*.yaml")):
        for line, key in Places(path).repeated_keys():
            yield Fault(path, line, f"the key '{key}' stands twice", "keep one of the two")
