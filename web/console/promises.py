"""The promise tracker: what became of each promise, as officers say it. Families read it at /promises."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from handlers.promises import PromiseNow, promises_now
from knowledge.base import Knowledge
from knowledge.strategy import Promise
from storage.progress import Note
from web.console.tracker import Tracker
from web.console.visit import HOME

LABELS = {
    "not-told": "Not told yet",
    "begun": "Begun",
    "done": "Done",
    "late": "Late",
    "dropped": "Will not happen",
}
COLOURS = {"not-told": "grey", "begun": "blue", "done": "green", "late": "orange", "dropped": "red"}
TOLD = {"noted": "It is noted. Families see it at /promises within five minutes."}


class PromisePages(Tracker):
    """A list of the promises, and a page for each."""

    here = f"{HOME}/promises"
    template = "promise"
    states, colours, told = LABELS, COLOURS, TOLD

    def items(self, knowledge: Knowledge) -> Mapping[str, Promise]:
        """The promises, by id."""
        return knowledge.strategy.promises

    def joined(self, knowledge: Knowledge, notes: Mapping[str, Note]) -> Sequence[PromiseNow]:
        """The promises with what became of them."""
        return promises_now(knowledge, notes)
