"""What was promised and planned, joined with what officers say became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import get_args

from knowledge.base import Knowledge
from knowledge.strategy import Action, Promise
from storage.progress import ActionState, Note, PromiseState

PROMISE_STATES: tuple[PromiseState, ...] = get_args(PromiseState)
ACTION_STATES: tuple[ActionState, ...] = get_args(ActionState)
NEAR_DAYS = 30
"""How many days before its date an action is near it."""


@dataclass(frozen=True, slots=True)
class PromiseNow:
    """A promise, and the officers' `note` that counts, where there is one."""

    promise: Promise
    note: Note | None

    @property
    def id(self) -> str:
        """The promise's."""
        return self.promise.id

    @property
    def state(self) -> PromiseState:
        """What became of it; "not-told" where nobody said."""
        if self.note and self.note.state in PROMISE_STATES:
            return self.note.state
        return "not-told"


@dataclass(frozen=True, slots=True)
class ActionNow:
    """An action, and the officers' `note` that counts, where there is one. Else the content's own cells stand."""

    action: Action
    note: Note | None

    @property
    def id(self) -> str:
        """The action's number in its table."""
        return self.action.ref

    @property
    def state(self) -> ActionState:
        """Its colour; "not-given" where nobody gave one."""
        if self.note and self.note.state in ACTION_STATES:
            return self.note.state
        return self.action.progress or "not-given"

    @property
    def due_on(self) -> date | None:
        """By when it is to be done, where anybody said so."""
        return (self.note.due_on if self.note else None) or self.action.target_date

    def days_left(self, today: date) -> int | None:
        """How many days are left, below 0 for one that is late. None where no day is near, or it is done."""
        if self.due_on is None or self.state == "blue":
            return None
        left = (self.due_on - today).days
        return left if left <= NEAR_DAYS else None


def promises_now(knowledge: Knowledge, notes: Mapping[str, Note]) -> list[PromiseNow]:
    """Each promise with its note, in the order of the content."""
    return [PromiseNow(promise, notes.get(name)) for name, promise in knowledge.strategy.promises.items()]


def actions_now(knowledge: Knowledge, notes: Mapping[str, Note]) -> list[ActionNow]:
    """Each action with its note, in the order of the content."""
    return [ActionNow(action, notes.get(ref)) for ref, action in knowledge.strategy.actions.items()]
