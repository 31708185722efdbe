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
STEP = 2
"""How many words further on the next run starts."""
NARROW, STRONG = 16, 0.5
"""Each run of so many words is weighed on its own too, as many write without full stops. It must weigh so much more
than a whole message: it is cut anywhere."""
SENTENCE = 4
"""From so many words on, a sentence is weighed on its own too."""
ALONE = 0.2
"""What a sentence must weigh more than a whole message: it lacks the words around it, which may make it harmless."""
AROUND, CLOSE = 2, 0.5
"""What a rule has found is weighed with so many words around it, or words about school further on would hide it. It
must weigh so much more than a whole message."""
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


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule has found: the place of its first word, one past its last, and what the rule adds."""

    start: int
    end: int
    adds: float


class Evidence:
    """Weighs messages. Holds no message."""

    def __init__(self, weights: Weights, base: Callable[[str], str]) -> None:
        """`base` gives the form that stands for all forms of a word."""
        self._base = base
        self._start = weights.start
        self._harm = _clues(weights.harm)
        self._signals = {signal: _clues(texts) for signal, texts in weights.signals.items()}

    def read(self, words: Sequence[str], found: Sequence[Found] = ()) -> Reading:
        """What the heaviest part of `words` weighs, with what rules have found in them."""
        forms = weighed_words(words, self._base)
        sums, apart = (self._sums(forms, by_sentence=one) for one in (False, True))
        adds = max((one.adds for one in found), default=0.0)
        parts = (*_windows(sums, WINDOW), *_windows(sums, NARROW, STRONG), *_sentences(forms, apart))
        weighed = [(weight + adds, start, end) for weight, start, end in parts]
        weight, start, end = max(weighed + [_surroundings(apart, one) for one in found])
        too_long = max(0.0, log2(len(forms) / WINDOW))
        return Reading(self._start + weight - DOUBLED * too_long, forms[start:end])

    def signal(self, reading: Reading) -> str:
        """The id of the signal that the heaviest part of a message is most like."""
        found = clues_in(reading.part)
        return max(self._signals, key=lambda signal: sum(self._signals[signal].get(clue, 0.0) for clue in found))

    def _sums(self, forms: Sequence[str], *, by_sentence: bool) -> _Sums:
        """What the words weigh up to each place, alone and with the one before.

        A clue counts once, as in a lesson: once in `WINDOW` words, or `by_sentence` once in each.
        """
        pairs = (f"{one} {other}" for one, other in pairwise(forms))
        alone, paired = (accumulate(self._once(clues, by_sentence), initial=0.0) for clues in (forms, pairs))
        return tuple(alone), (0.0, *paired)

    def _once(self, clues: Iterable[str], by_sentence: bool) -> Iterator[float]:
        seen: dict[str, int] = {}
        start = 0
        for at, clue in enumerate(clues):
            if by_sentence and clue.startswith(STOP):
                start = at
            weight = self._harm.get(clue, 0.0)
            counts = weight and seen.get(clue, -WINDOW) < max(start, at - WINDOW + 1)
            yield weight if counts else 0.0
            if weight:
                seen[clue] = at


def _windows(sums: _Sums, size: int, bar: float = 0.0) -> list[_Part]:
    """Runs of `size` words, or all of fewer."""
    words = len(sums[0]) - 1
    starts = (*range(0, words - size, STEP), max(0, words - size))
    return [_part(sums, at, min(at + size, words), bar) for at in starts]


def _sentences(forms: Sequence[str], sums: _Sums) -> list[_Part]:
    """Each sentence of a message that has several."""
    stops = [at for at, form in enumerate(forms) if form == STOP]
    apart = [(start, end + 1) for start, end in pairwise(stops) if end - start > SENTENCE]
    return [_part(sums, start, end, ALONE) for start, end in apart] if len(stops) > 2 else []


def _surroundings(sums: _Sums, found: Found) -> _Part:
    """What a rule has found, with the words around it. The end of a sentence stands before the first word."""
    start, end = max(0, found.start + 1 - AROUND), min(len(sums[0]) - 1, found.end + 1 + AROUND)
    weight, _, _ = _part(sums, start, end, CLOSE)
    return weight + found.adds, start, end


def _part(sums: _Sums, start: int, end: int, bar: float = 0.0) -> _Part:
    """What the part from `start` to `end` weighs, for its length, less `bar`."""
    words, pairs = sums
    weight = words[end] - words[start] + pairs[end] - pairs[start + 1]
    return weight / sqrt(end - start) - bar, start, end


def _clues(texts: Mapping[str, str]) -> dict[str, float]:
    """Each clue and its weight. `texts` hold the clues of one weight, with a comma between two."""
    return {clue: float(weight) for weight, clues in texts.items() for clue in clues.split(", ")}
