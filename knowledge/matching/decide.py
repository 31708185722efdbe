"""From scores to what is done: an answer, a choice of two or three, or an honest "I do not know"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from knowledge.matching.scoring import Scored

OFFERED = 3
"""How many choices a "did you mean" has room for."""
ALIKE = 0.7
"""Titles that share so much of their terms (0 to 1) are no choice between two things."""

Outcome = Literal["answer", "did_you_mean", "fallback"]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Scores (0 to 1) from which we are sure, sure whatever comes second, and near; and the lead that being sure takes."""

    sure: float = 0.56
    certain: float = 0.85
    near: float = 0.38
    lead: float = 0.04


def decide(ranked: Sequence[Scored], limits: Thresholds, several: bool = False) -> Outcome:
    """`ranked` is best first; `several` is whether the message holds more than one question."""
    if not ranked or ranked[0].score < limits.near:
        return "fallback"
    best = ranked[0].score
    second = ranked[1].score if len(ranked) > 1 else 0.0
    if several:
        return "did_you_mean"
    if best >= limits.certain or (best >= limits.sure and best - second >= limits.lead):
        return "answer"
    return "did_you_mean"


def differing(ranked: Sequence[Scored]) -> tuple[Scored, ...]:
    """The same entries with those after the `OFFERED` first that say in their titles what an earlier one says."""
    offered: list[Scored] = []
    later: list[Scored] = []
    for place, one in enumerate(ranked):
        if len(offered) == OFFERED:
            return (*offered, *later, *ranked[place:])
        again = any(_alike(one.indexed.units[0].terms, other.indexed.units[0].terms) for other in offered)
        (later if again else offered).append(one)
    return (*offered, *later)


def _alike(left: frozenset[str], right: frozenset[str]) -> bool:
    return bool(left) and len(left & right) >= ALIKE * len(left | right)
