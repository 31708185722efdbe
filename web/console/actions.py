"""The action board: the rows of the action plan, and how far each is, with a nudge when its date is near."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from handlers.promises import ActionNow, actions_now
from knowledge.base import Knowledge
from knowledge.strategy import Action
from storage.progress import Note
from web.console.tracker import Tracker
from web.console.visit import HOME

LABELS = {
    "not-given": "Not given",
    "blue": "Blue: done",
    "green": "Green: on target",
    "amber": "Amber: late now, may still be done on time",
    "red": "Red: late, will miss its date",
}
COLOURS = {"not-given": "grey", "blue": "blue", "green": "green", "amber": "yellow", "red": "red"}
TOLD = {"noted": "It is noted on the action board."}


class ActionPages(Tracker):
    """The board, and a page for each action."""

    here = f"{HOME}/actions"
    template = "action"
    states, colours, told = LABELS, COLOURS, TOLD

    def items(self, knowledge: Knowledge) -> Mapping[str, Action]:
        """The actions, by their numbers."""
        return knowledge.strategy.actions

    def joined(self, knowledge: Knowledge, notes: Mapping[str, Note]) -> Sequence[ActionNow]:
        """The actions with how far they are."""
        return actions_now(knowledge, notes)
