"""Remembers what content files held, so that a start does not read the same YAML again: reading is most of the wait."""

from __future__ import annotations

import os
import pickle
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path
from typing import Any

_FORM = "1"
"""Raise it when the same file is to be read as something else."""


class ParsedFiles:
    """What files held when they were last read. A file that has another size or time since is not known."""

    def __init__(self, kept_in: Path) -> None:
        """`kept_in` is a file of our own; what is in it is trusted as the database beside it is."""
        self._kept_in = kept_in
        self._was = _read(kept_in)
        self._now: dict[str, tuple[tuple[int, int], Any]] = {}

    def get(self, path: Path) -> Any:
        """What the file held. Raises KeyError where it is not known, and OSError where it cannot be looked at."""
        mark, data = self._was[str(path)]
        if mark != _mark(path):
            raise KeyError(path)
        self._now[str(path)] = (mark, data)
        return data

    def put(self, path: Path, data: Any) -> None:
        """Remember what the file holds."""
        with suppress(OSError):
            self._now[str(path)] = (_mark(path), data)

    def keep(self) -> None:
        """Write down what was read. Where that cannot be done, the next start reads the files again."""
        if self._now != self._was and self._kept_in.parent.is_dir():
            with suppress(OSError):
                _write(self._kept_in, {"form": _FORM, "files": self._now})


_remembered: ContextVar[ParsedFiles | None] = ContextVar("remembered", default=None)


@contextmanager
def remembering(kept_in: Path | None) -> Iterator[None]:
    """Within this, files that are remembered in `kept_in` are not read again."""
    files = ParsedFiles(kept_in) if kept_in else None
    token = _remembered.set(files)
    try:
        yield
    finally:
        _remembered.reset(token)
    if files:
        files.keep()


def remembered() -> ParsedFiles | None:
    """What is remembered here and now."""
    return _remembered.get()


def _mark(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_mtime_ns, found.st_size


def _read(kept_in: Path) -> dict[str, tuple[tuple[int, int], Any]]:
    try:
        kept = pickle.loads(kept_in.read_bytes())  # noqa: S301  (a file of our own, beside the database)
        return dict(kept["files"]) if kept["form"] == _FORM else {}
    except Exception:
        # Half written, of another program or of another Python: then it is made anew.
        return {}


def _write(kept_in: Path, kept: dict[str, Any]) -> None:
    made, name = tempfile.mkstemp(dir=kept_in.parent, prefix=kept_in.name)
    with os.fdopen(made, "wb") as file:
        pickle.dump(kept, file, protocol=pickle.HIGHEST_PROTOCOL)
    Path(name).replace(kept_in)
