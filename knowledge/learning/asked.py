"""An unanswered question as the matcher reads it today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from knowledge.matching import Match, Matcher


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: a random `id`, its cleaned words, its terms, and the entries that come near, best first."""

    id: str
    text: str
    terms: frozenset[str]
    near: tuple[Match, ...] = ()


def read_questions(texts: Mapping[str, str], matcher: Matcher) -> list[Asked]:
    """Read questions, given as id and cleaned words, with the base as it is now."""
    understand = cache(matcher.ask)
    return [
        Asked(one, text, frozenset(understand(text).explain.terms or text.split()), understand(text).matches)
        for one, text in texts.items()
    ]
