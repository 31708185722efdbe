"""Reads the safety content from its folder, and says in plain words what is wrong with it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import ValidationError

from knowledge.faults import ContentError, Fault
from knowledge.safety.models import SafetyContent
from knowledge.safety.references import faults
from knowledge.yaml_files import model_faults, read_mapping

WEIGHTS = "weights.yaml"
"""The file of what was learned from examples. An area can do without it."""


def load_safety(path: Path) -> SafetyContent:
    """Read the folder at `path`: signposts.yaml, concepts.yaml, words.yaml and a file a signal in signals/.

    Where there is a weights.yaml, it is read too. Signals keep the order of their file names. Raises ContentError,
    which lists every fault found.
    """
    signals = sorted((path / "signals").glob("*.yaml"))
    if not signals:
        fault = Fault(path / "signals", 1, "there is no signal file, so no crisis could be found", "put them back")
        raise ContentError([fault])
    words, rest = path / "words.yaml", [path / "signposts.yaml", path / "concepts.yaml"]
    rest += [path / WEIGHTS] if (path / WEIGHTS).exists() else []
    parts: dict[str, Any] = {"signals": [read_mapping(file) for file in signals], "words": read_mapping(words)}
    homes = {key: file for file in rest for key in read_mapping(file)}
    for file in rest:
        parts |= read_mapping(file)
    try:
        content = SafetyContent.model_validate(parts)
    except ValidationError as error:
        raise ContentError(_faults(error, signals, words, homes, path)) from error
    if found := faults(content):
        raise ContentError(Fault(path, 1, fault, "name what exists, in the words of this folder") for fault in found)
    return content


def _faults(
    error: ValidationError, signals: list[Path], words: Path, homes: dict[str, Path], folder: Path
) -> list[Fault]:
    """The faults, each with the file that the faulty part was read from."""
    found: list[Fault] = []
    for detail in error.errors():
        match detail["loc"]:
            case ("signals", int(number), *_):
                found += model_faults(signals[number], [detail], skip=2)
            case ("words", *_):
                found += model_faults(words, [detail], skip=1)
            case (str(key), *_) if key in homes:
                found += model_faults(homes[key], [detail])
            case _:
                found += model_faults(folder / "signposts.yaml", [detail])
    return found
