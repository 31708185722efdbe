"""Lookups that find what a test gives them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from handlers.lookups import NothingThere
from storage.views import PublicRound, Results

TODAY = date(2026, 11, 23)


@dataclass
class Looking(NothingThere):
    """Finds these rounds; the chat has voted in those of `voted_in`."""

    found: Sequence[PublicRound] = ()
    voted_in: set[str] = field(default_factory=set)

    def rounds(self) -> Sequence[PublicRound]:
        return self.found

    def has_voted(self, round_id: str) -> bool:
        return round_id in self.voted_in


def poll(round_id: str = "bus", *, closed: bool = False, results: Results | None = None) -> PublicRound:
    """A poll on the bus, open until 1 December 2026 or closed."""
    options = {"yes": "Yes, I do", "no": "No, I do not", "mid": "It is all right"}
    return PublicRound(
        round_id, "poll", "Do you like your bus?", options, date(2026, 11, 1), date(2026, 12, 1), closed, results
    )


def question(round_id: str = "november", *, closed: bool = False) -> PublicRound:
    """A question of the month."""
    ask = "What would make your school better?"
    return PublicRound(round_id, "question", ask, {}, date(2026, 11, 1), date(2026, 11, 30), closed)
