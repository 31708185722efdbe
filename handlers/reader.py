"""For whom a screen is worded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from storage.progress import Note


@dataclass(frozen=True, slots=True)
class Reader:
    """The day on which it is read, whether it speaks to the young person, and whether it uses easier words.

    `progress` looks up what officers say became of promises and actions; nothing where there is no database.
    """

    today: date
    young: bool = False
    easy: bool = False
    progress: Callable[[], Mapping[str, Note]] = field(default=dict, compare=False)
