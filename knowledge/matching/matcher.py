"""The matcher: from what a family typed to the entries that answer it, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from knowledge.matching.decide import MOST, Thresholds, decide
from knowledge.matching.entries import Entry
from knowledge.matching.hints import HintReader, Hints
from knowledge.matching.index import Index
from knowledge.matching.normalise import clean, words_in
from knowledge.matching.reader import Reader, Reading
from knowledge.matching.scoring import Scored, Weights, candidates, query_from, score
from knowledge.matching.smalltalk import SmallTalker
from knowledge.matching.spelling import Speller
from knowledge.matching.words import Words

Kind = Literal["answer", "did_you_mean", "fallback", "smalltalk"]


@dataclass(frozen=True, slots=True)
class Match:
    """An entry that fits, with its score from 0 to 1."""

    id: str
    title: str
    score: float


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an entry came: the words it shares, its wording that fits best, and the parts of its score."""

    id: str
    matched: tuple[str, ...]
    wording: str
    wording_score: float
    coverage: float


@dataclass(frozen=True, slots=True)
class Explain:
    """How a message was read. `corrections` are (typed, read as); `unknown` the words that no entry holds."""

    terms: tuple[str, ...] = ()
    corrections: tuple[tuple[str, str], ...] = ()
    unknown: tuple[str, ...] = ()
    hints: Hints = Hints()
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Understood:
    """What to do about a message. `matches` are best first, at most five; `smalltalk` names the prepared reply."""

    kind: Kind
    matches: tuple[Match, ...] = ()
    smalltalk: str | None = None
    explain: Explain = Explain()


class Matcher:
    """Built once from all entries; `ask` changes nothing, so that any thread may call it."""

    def __init__(
        self, entries: Sequence[Entry], words: Words, weights: Weights = Weights(), limits: Thresholds = Thresholds()
    ) -> None:
        self._reader = Reader(words)
        self._index = Index(entries, self._reader)
        self._speller = Speller(self._vocabulary(entries), self._reader.plain | self._reader.known_words, self._reader.stem)
        self._talk = SmallTalker(words)
        self._hints = HintReader(words)
        self._weights = weights
        self._limits = limits

    def ask(self, text: str, *, age: int | None = None, stage: str | None = None) -> Understood:
        """Understand one message. `age` in years and `stage` are what is known of the family already."""
        plain = clean(text)
        words = words_in(plain)
        talk = self._small_talk(plain, words)
        if talk is not None:
            return Understood("smalltalk", smalltalk=talk)
        reading = self._reader.read_question(words, self._speller)
        hints = self._hints.read(plain)
        ranked, explain = self._rank(reading, Hints(hints.age or age, hints.stage or stage))
        outcome = decide(ranked, self._limits)
        return Understood(outcome, tuple(_match(one) for one in ranked[:MOST]), None, explain)

    def _small_talk(self, plain: str, words: Sequence[str]) -> str | None:
        if not words:
            return "gibberish"
        return self._talk.marked(plain) or self._talk.whole(words) or self._talk.language(plain, words)

    def _rank(self, reading: Reading, hints: Hints) -> tuple[list[Scored], Explain]:
        query = query_from(self._reader.with_pairs(reading.terms), self._reader.related(reading.terms), self._index, self._weights)
        places = candidates(query, self._index)
        scored = [score(query, self._index.entries[place], self._weights) for place in places]
        scored.sort(key=lambda one: -one.score)
        return scored, Explain(reading.terms, reading.corrections, query.unknown, hints)

    def _vocabulary(self, entries: Sequence[Entry]) -> dict[str, float]:
        counts: dict[str, float] = {}
        for entry in entries:
            for text, worth in ((" ".join((entry.title, *entry.phrasings)), 2.0), (entry.body, 1.0)):
                for word in words_in(clean(text)):
                    counts[word] = counts.get(word, 0.0) + worth
        return counts


def _match(one: Scored) -> Match:
    return Match(one.indexed.entry.id, one.indexed.entry.title, round(one.score, 4))
