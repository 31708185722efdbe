"""What the making of a file may know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handlers.desk import Desk
from handlers.state import FlowState


@dataclass(frozen=True, slots=True)
class Making:
    """The content and the day; `flow` is where the conversation stands that asks for the file, None for any other.

    Whoever can write a `make` can have what it names made, so it names no words: those come from `flow` alone.
    """

    desk: Desk
    today: date
    flow: FlowState | None = None
