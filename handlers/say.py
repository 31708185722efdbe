"""Saying answers back: how what a person chose is put into words."""

from __future__ import annotations

from datetime import date

from handlers.desk import Desk
from knowledge.dates import say_date
from knowledge.flow.engine import SKIPPED
from knowledge.flow.model import ChoiceStep, DateStep, EntryStep, ManyStep, Option, PlaceStep, Step

_LONGEST = 60
_LEFT_OUT = "–"


def say_answer(step: Step, value: str | tuple[str, ...], desk: Desk) -> str:
    """An answer as a person would read it, such as "Autism, ADHD" for the categories behind it."""
    match step:
        case ManyStep():
            options = [option for group in desk.engine.groups(step) for option in group.options]
            return ", ".join(option.label for option in options if option.value in value)
        case ChoiceStep():
            return _label(step.options, str(value)) or _LEFT_OUT
        case PlaceStep():
            return _label(step.options, str(value), desk.gazetteer.label(str(value)))
        case EntryStep():
            other = step.otherwise
            return other.label if other and other.value == value else desk.title(str(value))
        case DateStep():
            return say_date(date.fromisoformat(str(value)))
        case _:
            return _shortened(str(value))


def _label(options: tuple[Option, ...], value: str, otherwise: str | None = None) -> str:
    return next((option.label for option in options if option.value == value), otherwise or value)


def _shortened(said: str) -> str:
    if said == SKIPPED:
        return _LEFT_OUT
    words = ", ".join(line.strip() for line in said.splitlines())
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"
