"""Reads the safety content from its folder, and says in plain words what is wrong with it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from knowledge.safety.models import SafetyContent
from knowledge.safety.references import faults


class SafetyError(Exception):
    """The safety content cannot be used. The message names the file, the place in it, and what would be right."""


def load_safety(path: Path) -> SafetyContent:
    """Read the folder at `path`: signposts.yaml, concepts.yaml, words.yaml and a file a signal in signals/.

    Signals keep the order of their file names. Raises SafetyError, which lists every fault found.
    """
    signals = sorted((path / "signals").glob("*.yaml"))
    if not signals:
        raise SafetyError(f"{path / 'signals'}: there is no signal file, so no crisis could be found")
    parts: dict[str, Any] = {"signals": [_mapping(file) for file in signals], "words": _mapping(path / "words.yaml")}
    for name in ("signposts.yaml", "concepts.yaml"):
        parts |= _mapping(path / name)
    try:
        content = SafetyContent.model_validate(parts)
    except ValidationError as error:
        raise SafetyError(_faults(path, error)) from None
    if found := faults(content):
        raise SafetyError("\n".join(f"{path}: {fault}" for fault in found))
    return content


def _mapping(file: Path) -> dict[str, Any]:
    try:
        found = yaml.safe_load(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise SafetyError(f"{file}: the file is missing") from None
    except yaml.YAMLError as error:
        raise SafetyError(f"{file}: this is not YAML: {error}") from None
    if not isinstance(found, dict):
        raise SafetyError(f"{file}: the file must hold keys and values")
    return found


def _faults(path: Path, error: ValidationError) -> str:
    return "\n".join(f"{path}: {'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors())
