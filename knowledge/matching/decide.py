"""From scores to what is done: an answer, a choice of two or three, or an honest "I do not know"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from knowledge.matching.scoring import Scored

OFFERED = 3
"""How many choices a "did you mean" has room for."""
UNREAD = 1 / 3
"""From this share of a question's terms on (0 to 1), those that no entry holds hint at another subject."""
ALIKE = 0.7
"""Titles that share so much of their terms (0 to 1) are no choice between two things."""

Outcome = Literal["answer", "did_you_mean", "fallback"]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Scores (0 to 1): from `sure` on, with a `lead` over the next, we answer; from `certain` on without one.

    From `near` on we offer a choice, from `near_unread` on where the base has no word for much of the question. Set
    where at most one question in 25 got a sure answer that does not help.
    """

    near: float = 0.35
    near_unread: float = 0.5
    sure: float = 0.5
    lead: float = 0.04
    certain: float = 0.8


def decide(ranked: Sequence[Scored], limits: Thresholds, *, several: bool = False, unread: float = 0.0) -> Outcome:
    """`ranked` is best first; `several` is whether the message holds more than one question.

    `unread` is the share of the question's terms that no entry holds.
    """
    near = limits.near_unread if unread >= UNREAD else limits.near
    if not ranked or ranked[0].score < near:
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


def in_turn(questions: Sequence[Sequence[Scored]]) -> tuple[Scored, ...]:
    """The entries for several questions: the best for each, then the second for each, and so on.

    `questions` are best first each; nothing where all of them have the same best entry.
    """
    if len({ranked[0].entry.id for ranked in questions}) < 2:
        return ()
    found: dict[str, Scored] = {}
    for one in chain.from_iterable(zip(*questions, strict=False)):
        found.setdefault(one.entry.id, one)
    return tuple(found.values())


def _alike(one: Scored, other: Scored) -> bool:
    left, right = one.indexed.units[0].terms, other.indexed.units[0].terms
    return bool(left) and len(left & right) >= ALIKE * len(left | right)
