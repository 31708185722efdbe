"""How much the wording of a message is like that of people at risk, beside what the rules have found.

A plain sum of weights, one for each clue (clues.py), learned from the examples in the tests (learning.py): it hears
wordings that nobody has written a rule for. As every weight stands in the content, anyone can see why it heard them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from knowledge.safety.characters import STOP
from knowledge.safety.clues import REACH, Clues, counted
from knowledge.safety.models import Weights

WINDOW = 40
"""How many words are weighed at once: longer than most of the examples. More would drown a cry in a long message."""
WORDS = 3
"""A sentence of fewer words says too little by itself."""
SHORT = 10
"""Up to so many words, a part is taken as it weighs."""
WORD = 0.03
"""What each further word takes off: in a long part, small weights come together by chance."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a message weighs: above 0 it is more like the harmful, below more like the harmless. `part` weighs most."""

    weight: float
    part: Sequence[tuple[str, ...]]


class Evidence:
    """Weighs messages. Holds no message."""

    def __init__(self, weights: Weights, clues: Clues) -> None:
        self._clues = clues
        self._start = weights.start
        self._alone, self._pairs = _by_words(weights.harm)
        self._signals = {signal: dict(_clues(texts)) for signal, texts in weights.signals.items()}

    def read(self, words: Sequence[str]) -> Reading:
        """What the heaviest part of `words` weighs."""
        readings = self._clues.readings(words)
        sums = list(accumulate((self._weight(readings, at) for at in range(len(readings))), initial=0.0))
        weight, start, end = max((_part_weight(sums, start, end), start, end) for start, end in _parts(readings))
        return Reading(self._start + weight, readings[start:end])

    def signal(self, reading: Reading) -> str:
        """The id of the signal that the heaviest part of a message is most like."""
        found = counted(reading.part)
        return max(
            self._signals,
            key=lambda signal: sum(self._signals[signal].get(clue, 0.0) * often for clue, often in found.items()),
        )

    def _weight(self, readings: Sequence[tuple[str, ...]], at: int) -> float:
        """What the word at `at` weighs, with the pairs that it starts."""
        alone = sum(self._alone.get(one, 0.0) for one in readings[at])
        starts = [pairs for one in readings[at] if (pairs := self._pairs.get(one))]
        after = [other for later in readings[at + 1 : at + 1 + REACH] for other in later] if starts else []
        return alone + sum(pairs.get(other, 0.0) for pairs in starts for other in after)


def _parts(readings: Sequence[tuple[str, ...]]) -> list[tuple[int, int]]:
    """What is weighed on its own: each window, and each sentence, or a calm question beside it would hide a cry."""
    windows = [(at, min(at + WINDOW, len(readings))) for at in range(max(1, len(readings) - WINDOW + 1))]
    stops = [at for at, here in enumerate(readings) if here[0] == STOP]
    return windows + [(start, end + 1) for start, end in pairwise(stops) if WORDS < end - start <= WINDOW]


def _part_weight(sums: Sequence[float], start: int, end: int) -> float:
    """What the part from `start` to `end` weighs, by the running `sums`."""
    return sums[end] - sums[start] - WORD * max(0, end - start - SHORT)


def _clues(texts: Mapping[str, str]) -> Iterator[tuple[str, float]]:
    """Each clue and its weight. `texts` hold the clues of one weight, with a comma between two."""
    return ((clue, float(weight)) for weight, clues in texts.items() for clue in clues.split(", "))


def _by_words(texts: Mapping[str, str]) -> tuple[dict[str, float], dict[str, dict[str, float]]]:
    """The weights of single words, and those of pairs by their first word and their second."""
    alone: dict[str, float] = {}
    pairs: dict[str, dict[str, float]] = defaultdict(dict)
    for clue, weight in _clues(texts):
        first, _, second = clue.partition(" ")
        if second:
            pairs[first][second] = weight
        else:
            alone[first] = weight
    return alone, dict(pairs)
