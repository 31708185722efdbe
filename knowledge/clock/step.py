"""One date of the clock, and the names of all that is said of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Wording = Literal[
    "decision-to-assess",
    "advice",
    "no-plan-notice",
    "draft-comments",
    "final-plan",
    "mediation-contact",
    "appeal",
    "discrimination-claim",
    "review-report",
    "review-decision",
    "amendment-comments",
    "review-final-plan",
    "phase-transfer",
    "phase-transfer-post-16",
    "moved-plan",
    "moved-tell",
]
"""The names of what is said of a step: its id, but for the two steps that have a second kind."""
Note = Literal[
    "received",
    "weeks-day-one",
    "may-say",
    "advice-from-decision",
    "advice-from-limit",
    "advice-may-be-late",
    "served-day-one",
    "at-least-15",
    "two-months",
    "school-alone",
    "from-letter",
    "from-certificate",
    "certificate-alone",
    "rolled",
    "six-months-day-one",
    "not-rolled",
    "changes-with-it",
    "from-notice",
    "meeting-caps",
    "notice-may-come-sooner",
    "before-15-february",
    "before-31-march",
    "knew-before",
    "working-day-one",
    "transfer-may-be-later",
]
Notes = tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One date that the law sets: `by` is the last lawful day, counted from `start`.

    `second` is the wording of the step's second kind, where it is that. `counted` is the last day before it was rolled
    on. `done` holds only where a later event proves it.
    """

    id: Wording
    by: date
    start: date
    law: str
    notes: Notes = ()
    done: bool = False
    second: Wording | None = None
    counted: date | None = None

    @property
    def wording(self) -> Wording:
        """The name of what is said of it."""
        return self.second or self.id
