"""What the matcher hands back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from knowledge.matching.hints import Hints

Kind = Literal["answer", "did_you_mean", "fallback", "smalltalk"]

NO_HINTS = Hints()
MOST = 5
"""The most matches that are handed back."""


@dataclass(frozen=True, slots=True)
class Match:
    """An entry that fits, with its score from 0 to 1."""

    id: str
    title: str
    score: float


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an entry came: the terms it shares, its wording that fits best, and the two parts of its score (0 to 1)."""

    id: str
    shared: tuple[str, ...]
    wording: str
    wording_score: float
    coverage: float


@dataclass(frozen=True, slots=True)
class Explain:
    """How a message was read. `corrections` are (typed, read as); `unknown` the terms that no entry holds."""

    terms: tuple[str, ...] = ()
    corrections: tuple[tuple[str, str], ...] = ()
    unknown: tuple[str, ...] = ()
    hints: Hints = NO_HINTS
    reasons: tuple[Reason, ...] = ()


NOTHING_READ = Explain()


@dataclass(frozen=True, slots=True)
class Understood:
    """What to do about a message. `matches` are best first, at most `MOST`; `smalltalk` names the prepared reply.

    A "fallback" has matches too where any entry comes near: they are for the officers' list, not for the family.
    """

    kind: Kind
    matches: tuple[Match, ...] = ()
    smalltalk: str | None = None
    explain: Explain = NOTHING_READ
