"""How much the wording of a message is like that of people at risk, beside what the rules have found.

A plain sum of weights, one for each clue (clues.py), learned from the examples in the tests (learning.py): it hears
wordings that nobody has written a rule for. As every weight stands in the content, anyone can see why it heard them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import log2, sqrt

from knowledge.safety.characters import STOP
from knowledge.safety.clues import clues_in, weighed_words
from knowledge.safety.models import Weights

WINDOW = 40
"""A message of up to so many words is weighed as one. Of a longer one, each run of so many words: one cry among many
calm words would be drowned."""
STEP = 4
"""How many words further on the next run starts."""
SENTENCE = 4
"""From so many words on, a sentence is weighed on its own too."""
ALONE = 0.2
"""What a sentence must weigh more than a whole message: it lacks the words around it, which may make it harmless."""
DOUBLED = 0.1
"""What each doubling of a message beyond `WINDOW` takes off: of more words, more are heavy by chance."""


_Sums = tuple[Sequence[float], Sequence[float]]
"""Running sums of the weights of words, and of the pairs that end at each word."""
_Part = tuple[float, int, int]
"""What a part weighs, its first word, and one past its last."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a message weighs: above 0 it is more like the harmful, below more like the harmless. `part` weighs most."""

    weight: float
    part: Sequence[str]


class Evidence:
    """Weighs messages. Holds no message."""

    def __init__(self, weights: Weights, base: Callable[[str], str]) -> None:
        """`base` gives the form that stands for all forms of a word."""
        self._base = base
        self._start = weights.start
        self._harm = _clues(weights.harm)
        self._signals = {signal: _clues(texts) for signal, texts in weights.signals.items()}

    def read(self, words: Sequence[str]) -> Reading:
        """What the heaviest part of `words` weighs."""
        forms = weighed_words(words, self._base)
        sums = self._sums(forms)
        weight, start, end = max((*_windows(sums), *_sentences(forms, sums)))
        too_long = max(0.0, log2(len(forms) / WINDOW))
        return Reading(self._start + weight - DOUBLED * too_long, forms[start:end])

    def signal(self, reading: Reading) -> str:
        """The id of the signal that the heaviest part of a message is most like."""
        found = clues_in(reading.part)
        return max(self._signals, key=lambda signal: sum(self._signals[signal].get(clue, 0.0) for clue in found))

    def _sums(self, forms: Sequence[str]) -> _Sums:
        """What the words weigh up to each place, alone and with the one before; of a repeated clue, the first alone."""
        pairs = (f"{one} {other}" for one, other in pairwise(forms))
        return tuple(accumulate(self._once(forms), initial=0.0)), (0.0, *accumulate(self._once(pairs), initial=0.0))

    def _once(self, clues: Iterable[str]) -> Iterator[float]:
        seen: dict[str, int] = {}
        for at, clue in enumerate(clues):
            weight = self._harm.get(clue, 0.0)
            if weight:
                last = seen.get(clue, -WINDOW)
                seen[clue] = at
                yield weight if at - last >= WINDOW else 0.0
            else:
                yield 0.0


def _windows(sums: _Sums) -> list[_Part]:
    """Runs of `WINDOW` words, or all of fewer."""
    words = len(sums[0]) - 1
    starts = (*range(0, words - WINDOW, STEP), max(0, words - WINDOW))
    return [_part(sums, at, min(at + WINDOW, words)) for at in starts]


def _sentences(forms: Sequence[str], sums: _Sums) -> list[_Part]:
    """Each sentence of a message that has several."""
    stops = [at for at, form in enumerate(forms) if form == STOP]
    apart = [(start, end + 1) for start, end in pairwise(stops) if end - start > SENTENCE]
    return [_part(sums, start, end, ALONE) for start, end in apart] if len(stops) > 2 else []


def _part(sums: _Sums, start: int, end: int, bar: float = 0.0) -> _Part:
    """What the part from `start` to `end` weighs, for its length, less `bar`."""
    words, pairs = sums
    weight = words[end] - words[start] + pairs[end] - pairs[start + 1]
    return weight / sqrt(end - start) - bar, start, end


def _clues(texts: Mapping[str, str]) -> dict[str, float]:
    """Each clue and its weight. `texts` hold the clues of one weight, with a comma between two."""
    return {clue: float(weight) for weight, clues in texts.items() for clue in clues.split(", ")}
