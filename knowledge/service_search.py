"""Reading a search for services out of a message, such as "autism group near the market town for a 9 year old"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from knowledge.ages import ANY, band_of
from knowledge.find_services import Wanted
from knowledge.gazetteer import ANYWHERE, Gazetteer
from knowledge.models import CategoryGroup

LONGEST = 14
"""The most words that a search has. A longer message is a story, and its place is no filter."""

_QUESTION = re.compile(
    r"(?:how|why|what|whats|when|who|whose|can|could|should|is|are|am|do|does|did|will|was|has|have)\b"
)
_MARKS = re.compile(r"[^\w\s]")


class ServiceSearch:
    """Knows the words for each category, and the places."""

    def __init__(self, groups: Iterable[CategoryGroup], gazetteer: Gazetteer) -> None:
        categories = [category for group in groups for category in group.categories]
        self._words = [
            (re.compile(rf"\b{re.escape(word.lower())}\b"), category.id)
            for category in categories
            for word in (category.label, *category.also)
        ]
        self._gazetteer = gazetteer

    def read(self, text: str, age: int | None = None) -> Wanted | None:
        """What to look for; None where the message is a question, or does not name both a need and a place."""
        words = _plain(text)
        if len(words.split()) > LONGEST or _QUESTION.match(words):
            return None
        needs = self._needs(words)
        place = self._gazetteer.named_in(words) if needs else None
        return None if place is None else Wanted(needs, _band(age), place)

    def part(self, text: str, age: int | None = None) -> Wanted:
        """What there is to look for in words that are a search, such as "swimming", and need not name everything."""
        words = _plain(text)
        short = len(words.split()) <= LONGEST
        place = self._gazetteer.named_in(words) if short else None
        return Wanted(self._needs(words), _band(age), place or ANYWHERE)

    def _needs(self, words: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(category for pattern, category in self._words if pattern.search(words)))


def _plain(text: str) -> str:
    return _MARKS.sub("", text.lower())


def _band(age: int | None) -> str:
    return (band_of(age) if age is not None else None) or ANY
