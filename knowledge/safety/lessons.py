"""Messages to learn from, as clues that count more the rarer they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from knowledge.safety.clues import clues_in
from knowledge.safety.learning import START, Example, learn, rarities

SCALE = 0.1
"""Brings the clues of a message to a length of about 1, which the costs are meant for."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A message as its words, the signal that it should bring up (None where it is harmless), and what a miss costs."""

    words: Sequence[str]
    signal: str | None
    cost: float


class Lessons:
    """Lessons that are weighed together."""

    def __init__(self, lessons: Sequence[Lesson]) -> None:
        clues = [clues_in(lesson.words) for lesson in lessons]
        self._rarity = rarities(clues)
        self._clues = [(lesson, self._counted(lesson, found)) for lesson, found in zip(lessons, clues, strict=True)]

    def harm(self, least: float) -> tuple[float, dict[str, str]]:
        """What any message weighs, and the clues of harm by their weight, without those nearer to 0 than `least`."""
        return self._learned([Example(clues, one.signal is not None, one.cost) for one, clues in self._clues], least)

    def signal(self, signal: str, least: float) -> dict[str, str]:
        """The clues that tell one signal from the others."""
        harmful = [(one, clues) for one, clues in self._clues if one.signal is not None]
        return self._learned([Example(clues, one.signal == signal, one.cost) for one, clues in harmful], least)[1]

    def _counted(self, lesson: Lesson, clues: Sequence[str]) -> dict[str, float]:
        length = sqrt(len(lesson.words))
        return {clue: SCALE * self._rarity[clue] / length for clue in clues}

    def _learned(self, examples: Sequence[Example], least: float) -> tuple[float, dict[str, str]]:
        found = learn(examples)
        start = found.pop(START)
        return start, _by_weight({clue: SCALE * self._rarity[clue] * weight for clue, weight in found.items()}, least)


def _by_weight(weights: Mapping[str, float], least: float) -> dict[str, str]:
    """The clues by their weight, the heaviest first."""
    clues: dict[str, list[str]] = defaultdict(list)
    for clue, weight in sorted(weights.items(), key=lambda one: -one[1]):
        if abs(weight) >= least:
            clues[f"{weight:.2f}"].append(clue)
    return {weight: ", ".join(sorted(found)) for weight, found in clues.items()}
