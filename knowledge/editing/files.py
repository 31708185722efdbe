"""Content files as text: read as they are, tried on a copy of all content, and put in place whole."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from knowledge.editing.errors import EditError
from knowledge.faults import Fault

if TYPE_CHECKING:
    from knowledge.checks import Actions

Texts = Mapping[Path, str]
"""Files, by their place in the content folder, with what they would hold."""


def read_text(path: Path) -> str:
    """What the file holds, "" where there is no such file. Raises EditError."""
    try:
        # Line endings as they are: they must be the same again when the file is written.
        with path.open(encoding="utf-8", newline="") as file:
            return file.read()
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise EditError(f"{path} cannot be read as UTF-8 text. Nothing was changed.") from error


def faults_with(folder: Path, texts: Texts, actions: Actions) -> list[Fault]:
    """The faults that the content in `folder` would have if its files held `texts`. Takes seconds. Raises EditError."""
    # Imported here because a start does not need it, and is waited for.
    from knowledge.checks import check

    try:
        with TemporaryDirectory(prefix="signpost-content-") as place:
            trial = Path(place) / "content"
            shutil.copytree(folder, trial, ignore=shutil.ignore_patterns(".*"))
            for path, text in texts.items():
                (trial / path.relative_to(folder)).write_text(text, encoding="utf-8", newline="")
            return [replace(fault, file=folder / fault.file.relative_to(trial)) for fault in check(trial, actions)]
    except (OSError, shutil.Error) as error:
        raise EditError(f"The content cannot be copied to be checked ({error}). Nothing was changed.") from error


def new_faults(folder: Path, texts: Texts, before: Texts, actions: Actions) -> list[Fault]:
    """The faults that `texts` bring which are not there with `before`. Raises EditError."""
    faults = faults_with(folder, texts, actions)
    if not faults:
        return []
    known = {(fault.file, fault.wrong) for fault in faults_with(folder, before, actions)}
    return [fault for fault in faults if (fault.file, fault.wrong) not in known]


def put_text(path: Path, text: str) -> None:
    """Replace a file in one step, so that no reader ever meets half of it. Raises EditError."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with beside.open("w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, beside)
        beside.replace(path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink()
        raise EditError(f"{path} cannot be written ({error.strerror}). Nothing was changed.") from error
