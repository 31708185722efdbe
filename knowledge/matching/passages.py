"""The question in a message: a short one is taken whole, from a long one the parts that ask are picked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from knowledge.matching.normalise import sentences_in, words_in

SHORT = 28
"""A message of so many words is one passage."""
LONGEST = 40
LOOKED_AT = 3000
"""How many characters, the last of a message, are searched for more than one question."""
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
        first = "|".join(map(re.escape, openers))
        self._joint = re.compile(
            rf"[,;]?\s+(?:and\s+also|plus)\s+|[,;]?\s+(?:and|also|then)\s+(?=(?:{first})\s)|(?:^|\s)\d[.)]\s|:\s"
        )

    def find(self, text: str) -> list[Passage]:
        """At most `MOST` passages of clean text: the parts that ask, last ones first; else the longest sentences."""
        parts = self._parts(sentences_in(text))
        whole = tuple(word for part in parts for word in part.words)
        if len(whole) <= SHORT:
            return [Passage(whole, any(map(_asks, parts)))]
        asking = [part for part in parts if _asks(part)]
        others = sorted((part for part in parts if not _asks(part)), key=lambda part: -len(part.words))
        return [*asking[::-1], *others][:MOST]

    def questions(self, text: str) -> list[Passage]:
        """The questions of clean text that holds more than one, the last `MOST` of them; none for any other."""
        asking: list[Passage] = []
        for sentence in sentences_in(text[-LOOKED_AT:]):
            joined = [piece for piece in self._joint.split(sentence) if piece.strip()]
            parts = self._parts(joined)
            # "he is out of school and what about dla": the part before a joint is asked about as well.
            asking += [Passage(part.words, asks=True) for part in parts if len(joined) > 1 or part.asks]
        asking = [part for part in asking if _asks(part)]
        return asking[-MOST:] if len(asking) > 1 else []

    def _parts(self, sentences: Iterable[str]) -> list[Passage]:
        parts: list[Passage] = []
        for sentence in sentences:
            words = words_in(sentence)
            asks = sentence.endswith("?") or sentence.startswith(self._openers)
            parts += [Passage(tuple(words[at : at + LONGEST]), asks) for at in range(0, len(words), LONGEST)]
        return parts


def _asks(part: Passage) -> bool:
    return part.asks and len(part.words) >= FEWEST_WORDS
