"""Finds the word that a typing slip was meant to be, among a small set of words.

The words are kept under every form with one letter left out (or two, for long words), as in SymSpell
(https://github.com/wolfgarbe/SymSpell), so a look-up costs the same however many words there are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from rapidfuzz.distance import OSA

SHORTEST = 4
"""Below this many letters almost every slip is another real word."""
LONG = 8
"""From this many letters two slips are allowed."""
LONGEST = 18
"""Longer than any word we look for, so it cannot be a slip of one."""


def _without_one(word: str) -> set[str]:
    return {word[:at] + word[at + 1 :] for at in range(len(word))}


def _shorter(word: str) -> set[str]:
    """The word itself and the forms of it with a letter, or for long words two, left out."""
    once = _without_one(word)
    if len(word) < LONG - 1:
        return {word} | once
    return {word} | once | {less for one in once for less in _without_one(one)}


class Spelling:
    """Knows `words`, with how often the rules use each, and finds the nearest one to a word that is not among them."""

    def __init__(self, words: Mapping[str, int]) -> None:
        self._uses = words
        self._near: dict[str, list[str]] = defaultdict(list)
        for word in words:
            if SHORTEST <= len(word) <= LONGEST:
                for form in _shorter(word):
                    self._near[form].append(word)

    def nearest(self, slip: str) -> str | None:
        """The word at most one slip away (two for long words); of several as near, the one that rules use most."""
        if not SHORTEST - 1 <= len(slip) <= LONGEST:
            return None
        found = {word for form in _shorter(slip) for word in self._near.get(form, ())}
        ranked = [(OSA.distance(slip, word), -self._uses[word], word) for word in found]
        near = [one for one in ranked if one[0] <= (2 if min(len(slip), len(one[2])) >= LONG else 1)]
        return min(near)[2] if near else None
