"""What stops a change of a content file."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.faults import Fault


class EditError(Exception):
    """A content file cannot be changed like this. The message says in plain words why, and that nothing was changed.

    `faults` are what the checker would find in the changed content.
    """

    def __init__(self, message: str, faults: Sequence[Fault] = ()) -> None:
        super().__init__(message)
        self.faults = tuple(faults)


class BrokenTextError(EditError):
    """The text of a content file is no YAML."""
