"""How much the wording of a message is like that of people at risk, beside what the rules have found.

A plain sum of weights, one for each clue (clues.py), learned from the examples in the tests (learning.py): it hears
wordings that nobody has written a rule for. As every weight stands in the content, anyone can see why it heard them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from operator import sub

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

_Word = tuple[float, dict[str, float]]
"""What a word weighs, and what each reading of a word after it adds."""
_WEIGHS_NOTHING: _Word = (0.0, {})
_Part = tuple[float, int, int]
"""What a part weighs, its first word, and one past its last."""


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
        self._words = dict(_by_word(weights.harm, clues))
        self._signals = {signal: dict(_clues(texts)) for signal, texts in weights.signals.items()}

    def read(self, words: Sequence[str]) -> Reading:
        """What the heaviest part of `words` weighs."""
        readings = self._clues.readings(words)
        sums = list(accumulate(self._weights(readings), initial=0.0))
        weight, start, end = max((_heaviest_window(sums), *_sentences(readings, sums)))
        return Reading(self._start + weight, readings[start:end])

    def signal(self, reading: Reading) -> str:
        """The id of the signal that the heaviest part of a message is most like."""
        found = counted(reading.part)
        return max(
            self._signals,
            key=lambda signal: sum(self._signals[signal].get(clue, 0.0) * often for clue, often in found.items()),
        )

    def _weights(self, readings: Sequence[tuple[str, ...]]) -> Iterator[float]:
        """What each word weighs, with the pairs that it starts."""
        for at, here in enumerate(readings):
            weight, pairs = self._words.get(here[0], _WEIGHS_NOTHING)
            if pairs:
                for later in readings[at + 1 : at + 1 + REACH]:
                    for other in later:
                        if other in pairs:
                            weight += pairs[other]
            yield weight


def _heaviest_window(sums: Sequence[float]) -> _Part:
    """The heaviest run of `WINDOW` words: a cry in a long message has many calm words around it."""
    words = len(sums) - 1
    if words <= WINDOW:
        return _part(sums, 0, words)
    weights = list(map(sub, sums[WINDOW:], sums))
    start = weights.index(max(weights))
    return _part(sums, start, start + WINDOW)


def _sentences(readings: Sequence[tuple[str, ...]], sums: Sequence[float]) -> list[_Part]:
    """Each sentence on its own, or a calm question beside it would hide a cry. There is none where all are short."""
    stops = [at for at, here in enumerate(readings) if here[0] == STOP]
    return [_part(sums, start, end + 1) for start, end in pairwise(stops) if WORDS < end - start <= WINDOW]


def _part(sums: Sequence[float], start: int, end: int) -> _Part:
    """What the part from `start` to `end` weighs, by the running `sums`."""
    return sums[end] - sums[start] - WORD * max(0, end - start - SHORT), start, end


def _clues(texts: Mapping[str, str]) -> Iterator[tuple[str, float]]:
    """Each clue and its weight. `texts` hold the clues of one weight, with a comma between two."""
    return ((clue, float(weight)) for weight, clues in texts.items() for clue in clues.split(", "))


def _by_word(texts: Mapping[str, str], clues: Clues) -> Iterator[tuple[str, _Word]]:
    """Each word that weighs anything by any of its readings, with its weight and those of the pairs that it starts."""
    alone: dict[str, float] = {}
    pairs: dict[str, dict[str, float]] = defaultdict(dict)
    for clue, weight in _clues(texts):
        first, _, second = clue.partition(" ")
        if second:
            pairs[first][second] = weight
        else:
            alone[first] = weight
    for word in {*alone, *pairs, *clues.with_kinds}:
        started = Counter[str]()
        readings = clues.of(word)
        for one in readings:
            started.update(pairs.get(one, {}))
        yield word, (sum(alone.get(one, 0.0) for one in readings), dict(started))
