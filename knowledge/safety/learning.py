"""Learns the weights of the evidence from examples: a linear support vector machine, trained by coordinate descent.

The method is that of Hsieh and others, "A Dual Coordinate Descent Method for Large-scale Linear SVM" (ICML 2008), with
the squared hinge loss. It always gives the same weights for the same examples.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

ROUNDS = 30
"""Times over all the examples. The weights hardly change after that."""
START = ""
"""The clue that is in every example: what a message weighs before any word of it."""


@dataclass(frozen=True, slots=True)
class Example:
    """How much of each clue is in a message, whether it should be found, and what it costs to get it wrong."""

    clues: Mapping[str, float]
    wanted: bool
    cost: float = 1.0


def rarities(messages: Sequence[Iterable[str]]) -> dict[str, float]:
    """How much each clue tells, by how few of `messages` have it (its smoothed inverse document frequency).

    A message has each of its clues once.
    """
    often = Counter(clue for clues in messages for clue in clues)
    return {clue: 1 + log((1 + len(messages)) / (1 + count)) for clue, count in often.items()}


def learn(examples: Sequence[Example], least: int = 2, seed: int = 1) -> dict[str, float]:
    """The weight of each clue that at least `least` examples have. Their sum is above 0 for a wanted message."""
    often = Counter(clue for example in examples for clue in example.clues)
    kept = [[(clue, n) for clue, n in one.clues.items() if often[clue] >= least] + [(START, 1)] for one in examples]
    size = [sum(n * n for _, n in clues) + 0.5 / one.cost for clues, one in zip(kept, examples, strict=True)]
    pull = [0.0] * len(examples)
    weights: dict[str, float] = {clue: 0.0 for clues in kept for clue, _ in clues}
    order, chance = list(range(len(examples))), random.Random(seed)  # noqa: S311  (an order, not a secret)
    for _ in range(ROUNDS):
        chance.shuffle(order)
        for at in order:
            sign = 1 if examples[at].wanted else -1
            slope = sign * sum(weights[clue] * n for clue, n in kept[at]) - 1 + pull[at] * 0.5 / examples[at].cost
            moved = max(pull[at] - slope / size[at], 0.0)
            if moved != pull[at]:
                step, pull[at] = sign * (moved - pull[at]), moved
                for clue, n in kept[at]:
                    weights[clue] += step * n
    return weights
