"""For whom a screen is worded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Reader:
    """The day on which it is read, whether it speaks to the young person, and whether it uses easier words."""

    today: date
    young: bool = False
    easy: bool = False
