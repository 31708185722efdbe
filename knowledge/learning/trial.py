"""What the matcher makes of questions with the base as it is, and with one phrasing more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from knowledge.base import Knowledge
from knowledge.matching import Matcher, Words
from knowledge.matching.reader import Reader
from knowledge.open_matcher import open_matcher

OFFERED = 3
"""How many entries a family is offered to choose from."""


def term_weights(words: Words) -> Mapping[str, float]:
    """The terms that hardly tell questions apart, with what they weigh (0 to 1). Others weigh 1."""
    return Reader(words).weights


def count_finding(entry_id: str, phrasing: str, texts: Iterable[str], knowledge: Knowledge) -> int:
    """How many of `texts` would be answered with the entry, or offered it, if it had the phrasing."""
    wordings = dict(knowledge.words.wordings)
    wordings[entry_id] = (*wordings.get(entry_id, ()), phrasing)
    words = knowledge.words.model_copy(update={"wordings": wordings})
    matcher = open_matcher(replace(knowledge, words=words))
    return sum(_finds(entry_id, text, matcher) for text in texts)


def _finds(entry_id: str, text: str, matcher: Matcher) -> bool:
    understood = matcher.ask(text)
    offered = [match.id for match in understood.matches[:OFFERED]]
    return understood.kind in {"answer", "did_you_mean"} and entry_id in offered
