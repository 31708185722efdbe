"""Typing slips, forgiven against the words that the base itself uses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST = 4
"""Shorter words are never corrected: too many are one letter apart. Their slips are listed in the words files."""
TWO_SLIPS = 8
"""From so many letters on, two slips are forgiven."""
LOOKED_AT = 6
PLAIN_WEIGHT = 0.5
"""What a word outside the base weighs beside one that the base uses once."""


class Speller:
    """Knows which words are known, and the likeliest known word for one that is not."""

    def __init__(self, weights: Mapping[str, float], plain: Iterable[str], stem: Callable[[str], str]) -> None:
        """`weights`: how often each word of the base is used; `plain`: other English words, right as they are."""
        self._stem = stem
        self._weights = dict.fromkeys(plain, PLAIN_WEIGHT) | dict(weights)
        self._stems = frozenset(map(stem, self._weights))
        self._by_start: dict[str, list[str]] = defaultdict(list)
        for word in self._weights:
            if len(word) >= SHORTEST:
                self._by_start[word[0]].append(word)

    def knows(self, word: str) -> bool:
        """Whether the word, or another form of it, stands as it is."""
        return word in self._weights or self._stem(word) in self._stems

    def correct(self, word: str, fits: Callable[[str], bool] = lambda _: False) -> str | None:
        """The known word that `word` is a slip of, or None. It has to begin with one of the first two letters.

        `fits` tells whether a word goes with those beside it ("blue badge"): of two as near, one that does is taken.
        """
        if len(word) < SHORTEST or not word.isalpha():
            return None
        limit = 2 if len(word) >= TWO_SLIPS else 1
        found: list[tuple[float, float, str]] = []
        for start in {word[0], word[1]}:
            known = self._by_start.get(start, ())
            near = process.extract(word, known, scorer=OSA.distance, score_cutoff=limit, limit=LOOKED_AT)
            found += [(_cost(word, other, distance), -self._weights[other], other) for other, distance, _ in near]
        if not found:
            return None
        least = min(found)
        return next((one[2] for one in sorted(found) if one[0] <= least[0] and fits(one[2])), least[2])


def _cost(word: str, other: str, distance: float) -> float:
    """A swap of two letters, or a "g" not typed ("doin"), is likelier than a wrong one; a wrong first letter less."""
    swapped = len(word) == len(other) and sorted(word) == sorted(other)
    return distance - 0.5 * (swapped or f"{word}g" == other) + 0.5 * (word[0] != other[0])
