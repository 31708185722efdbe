"""The question in a message: a short one is taken whole, from a long one the parts that ask are picked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.matching.normalise import sentences_in, words_in

SHORT = 28
"""A message of so many words is one passage, unless it holds two questions."""
LONGEST = 40
MOST = 4
FEWEST_WORDS = 3


@dataclass(frozen=True, slots=True)
class Passage:
    """Part of a message as words. `asks` is whether it reads as a question."""

    words: tuple[str, ...]
    asks: bool


class PassageFinder:
    """Splits messages, with the words and phrases that questions start with."""

    def __init__(self, openers: Sequence[str]) -> None:
        self._openers = tuple(f"{opener} " for opener in openers)

    def find(self, text: str) -> list[Passage]:
        """At most `MOST` passages of clean text: the parts that ask, last ones first; else the longest sentences."""
        parts = self._parts(text)
        whole = tuple(word for part in parts for word in part.words)
        asking = [part for part in parts if part.asks and len(part.words) >= FEWEST_WORDS]
        if len(whole) <= SHORT and len(asking) < 2:
            return [Passage(whole, bool(asking))]
        if len(whole) <= SHORT:
            return [*asking[:MOST]]
        others = sorted((part for part in parts if part not in asking), key=lambda part: -len(part.words))
        return [*asking[::-1], *others][:MOST]

    def _parts(self, text: str) -> list[Passage]:
        parts: list[Passage] = []
        for sentence in sentences_in(text):
            words = words_in(sentence)
            asks = sentence.endswith("?") or sentence.startswith(self._openers)
            parts += [Passage(tuple(words[at : at + LONGEST]), asks) for at in range(0, len(words), LONGEST)]
        return parts
