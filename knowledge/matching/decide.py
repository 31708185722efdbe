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
    """Scores (0 to 1): from `sure` on, with a `lead` over the next, we answer; from `certain` on without one.

    From `near` on we offer a choice. Set where at most one question in 25 got a sure answer that does not help.
    """

    near: float = 0.35
    sure: float = 0.5
    lead: float = 0.04
    certain: float = 0.8


def decide(ranked: Sequence[Scored], limits: Thresholds, *, several: bool = False) -> Outcome:
    """`ranked` is best first; `several` is whether the message holds more than one question."""
    if not ranked or ranked[0].score < limits.near:
        return "fallback"
    if several:
        return "did_you_mean"
    best = ranked[0].score
    lead = best - ranked[1].score if len(ranked) > 1 else best
    if best >= limits.certain or (best >= limits.sure and lead >= limits.lead):
        return "answer"
    return "did_you_mean"


def differing(ranked: Sequence[Scored]) -> tuple[Scored, ...]:
    """The same entries, but what says in its title what an earlier one says comes after the `OFFERED` first."""
    offered: list[Scored] = []
    later: list[Scored] = []
    for place, one in enumerate(ranked):
        if len(offered) == OFFERED:
            return (*offered, *later, *ranked[place:])
        (later if any(_alike(one, other) for other in offered) else offered).append(one)
    return (*offered, *later)


def _alike(one: Scored, other: Scored) -> bool:
    left, right = one.indexed.units[0].terms, other.indexed.units[0].terms
    return bool(left) and len(left & right) >= ALIKE * len(left | right)
