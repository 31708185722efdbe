"""From scores to what is done: an answer, a choice of two or three, or an honest "I do not know"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from knowledge.matching.scoring import Scored

Outcome = Literal["answer", "did_you_mean", "fallback"]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Scores (0 to 1) from which we are sure, sure whatever comes second, and near; and the lead that being sure takes."""

    sure: float = 0.62
    certain: float = 0.8
    near: float = 0.36
    lead: float = 0.03


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
