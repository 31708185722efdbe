"""One passage against the whole base: read, weighed, scored and put in order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge.matching.hints import Hints
from knowledge.matching.index import Index, Indexed
from knowledge.matching.passages import Passage
from knowledge.matching.reader import Reader, Reading
from knowledge.matching.scoring import Query, Scored, Weights, candidates, query_from, score
from knowledge.matching.spelling import Speller
from knowledge.matching.understood import MOST, Explain, Reason
from knowledge.matching.words import Words

CLEAR = 0.5
"""From this score on, a passage has a fit of its own, so that two such passages are two questions."""
NAMED = 2
"""A message of so few words only names a thing, and may well ask what it is."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """Entries, best first, and what they were looked for with."""

    reading: Reading
    query: Query
    scored: tuple[Scored, ...]
    asks: bool = True

    @property
    def clear(self) -> bool:
        """Whether the passage asks, and something fits it well."""
        return self.asks and bool(self.scored) and self.scored[0].score >= CLEAR

    @property
    def unread(self) -> float:
        """The share of the terms (0 to 1) that no entry holds."""
        return len(self.query.unknown) / max(1, len(self.reading.terms))

    def without(self, ids: frozenset[str]) -> Ranking:
        """The same ranking with these entries left out."""
        return replace(self, scored=tuple(one for one in self.scored if one.entry.id not in ids)) if ids else self

    def explain(self, hints: Hints) -> Explain:
        """The reasons for the first `MOST` entries."""
        reasons = tuple(_reason(one, self.query) for one in self.scored[:MOST])
        return Explain(self.reading.terms, self.reading.corrections, self.query.unknown, hints, reasons)


class Ranker:
    """Holds what ranking needs; changes nothing."""

    def __init__(self, reader: Reader, index: Index, speller: Speller, weights: Weights, words: Words) -> None:
        self._reader = reader
        self._index = index
        self._speller = speller
        self._weights = weights
        self._topics = {stage.id: frozenset(stage.topics) for stage in words.stages}
        self._rare_topics = frozenset(topic for one in words.asked_for for topic in one.topics)
        self._meaning_topics = frozenset(words.meanings.topics)
        self._asks_meaning = reader.stem(words.meanings.term)

    def rank(self, passage: Passage, hints: Hints) -> Ranking:
        """The entries that fit a passage."""
        reading = self._reader.read_question(passage.words, self._speller)
        terms = self._reader.with_pairs(reading.terms)
        query = query_from(terms, self._reader.related(reading.terms), self._index, self._weights)
        meaning = self._asks_meaning in reading.terms or len(passage.words) <= NAMED
        asked = frozenset(terms)
        found = [
            score(query, indexed, self._weights, self._favour(indexed, asked, hints, meaning))
            for indexed in map(self._index.entries.__getitem__, candidates(query, self._index))
        ]
        found.sort(key=_score, reverse=True)
        return Ranking(reading, query, tuple(found), passage.asks)

    def _favour(self, indexed: Indexed, asked: frozenset[str], hints: Hints, meaning: bool) -> float:
        entry = indexed.entry
        favour = 1.0 if meaning or entry.topic not in self._meaning_topics else self._weights.only_meaning
        if entry.topic in self._rare_topics - hints.topics and all(unit.terms != asked for unit in indexed.units):
            favour *= self._weights.not_asked_for
        if hints.age is not None and entry.ages is not None:
            first, last = entry.ages
            favour *= self._weights.right_age if first <= hints.age <= last else self._weights.wrong_age
        if hints.stage is not None and entry.topic in self._topics.get(hints.stage, ()):
            favour *= self._weights.right_stage
        return favour

    def merge(self, rankings: Sequence[Ranking]) -> Ranking:
        """One ranking of a message's passages: an entry counts with its best passage and a share of its others."""
        if len(rankings) == 1:
            return rankings[0]
        found: dict[str, list[Scored]] = defaultdict(list)
        for ranking in rankings:
            told = ranking.query.total / (ranking.query.total + self._weights.passage_doubt)
            for one in ranking.scored:
                found[one.entry.id].append(one.times(told))
        merged = [self._together(sorted(each, key=_score, reverse=True)) for each in found.values()]
        merged.sort(key=_score, reverse=True)
        first = max(rankings, key=lambda one: one.scored[0].score if one.scored else 0.0)
        return Ranking(first.reading, first.query, tuple(merged), any(one.asks for one in rankings))

    def _together(self, passages: Sequence[Scored]) -> Scored:
        best = passages[0]
        rest = sum(map(_score, passages[1:]))
        return replace(best, score=min(1.0, best.score + self._weights.rest_of_message * rest))


def _score(one: Scored) -> float:
    return one.score


def _reason(one: Scored, query: Query) -> Reason:
    shared = tuple(term for term in query.terms if term in one.indexed.impacts)
    wording = one.indexed.units[one.best_unit].text
    return Reason(one.entry.id, shared, wording, round(one.wording, 3), round(one.coverage, 3))
