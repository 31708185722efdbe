"""All dates that follow from those a family knows, in order, and how each stands today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from knowledge.clock.given import Dates, check_given
from knowledge.clock.rules import RULES
from knowledge.clock.step import Step

State = Literal["done", "now", "next", "late"]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The steps, the earliest first, as they stand `today`. `given` is what they were worked out from."""

    steps: tuple[Step, ...]
    today: date
    given: Dates

    def state(self, step: Step) -> State:
        """Done where a later event proves it, late where its day is past, now for the first that is running."""
        if step.done:
            return "done"
        if step.by < self.today:
            return "late"
        return "now" if step == self._running() else "next"

    def _running(self) -> Step | None:
        waiting = (step for step in self.steps if not step.done and step.start <= self.today <= step.by)
        return next(waiting, None)


def work_out(given: Dates, today: date) -> Timeline:
    """The timeline. Raises DateFault for dates that cannot be, such as a letter of tomorrow."""
    check_given(given, today)
    steps = [step for rule in RULES if (step := rule(given)) is not None]
    return Timeline(tuple(sorted(steps, key=lambda step: step.by)), today, given)
