"""Phrases that are looked for in a message word by word, however many there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from knowledge.matching.normalise import clean, words_in


class Phrases:
    """A set of phrases. One has to begin and end with whole words of the message; its punctuation does not count."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_first: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for phrase in phrases:
            if words := tuple(words_in(clean(phrase))):
                self._by_first[words[0]].add(words)

    def first_in(self, words: Sequence[str]) -> str | None:
        """The longest phrase at the first place in the message that has one."""
        if self._by_first.keys().isdisjoint(words):
            return None
        likely = (at for at, word in enumerate(words) if word in self._by_first)
        return next((found for at in likely if (found := self.at(words, at)) is not None), None)

    def at(self, words: Sequence[str], place: int) -> str | None:
        """The longest phrase that starts at `place`, counted from 0."""
        starting = self._by_first.get(words[place], ())
        found = [phrase for phrase in starting if tuple(words[place : place + len(phrase)]) == phrase]
        longest = max(found, key=len, default=())
        return " ".join(longest) or None
