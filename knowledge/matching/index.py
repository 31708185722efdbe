"""Which entries hold which terms, and how much each term tells."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from knowledge.matching.entries import Entry
from knowledge.matching.normalise import clean, words_in
from knowledge.matching.reader import Reader

CHAMPIONS = 3000
"""How many entries a term can put forward. At today's size that is all; at 100,000 entries it keeps a question fast."""

PAIR = 0.35
NUMBER = 0.6
"""How much two neighbours, and a bare number, tell beside a word that as few entries hold."""

_TITLE, _PHRASING, _BODY = 3.0, 1.0, 0.5
_SATURATION, _LENGTH = 3.0, 0.5


@dataclass(frozen=True, slots=True)
class Unit:
    """One wording of an entry: its title, a phrasing, another name. `weight` is the sum over its terms."""

    text: str
    terms: frozenset[str]
    weight: float


@dataclass(frozen=True, slots=True)
class Indexed:
    """An entry ready to be scored: its wordings, which of them hold a term, and each term's share in it (0 to 1)."""

    entry: Entry
    units: tuple[Unit, ...]
    holders: Mapping[str, tuple[int, ...]]
    impacts: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class _Read:
    """An entry as terms: each wording with its pairs, title first, and the body."""

    entry: Entry
    texts: tuple[str, ...]
    wordings: tuple[tuple[str, ...], ...]
    body: tuple[str, ...]


class Index:
    """All entries by term. `vocabulary` is how much each word is used, in titles and phrasings twice as much."""

    def __init__(self, entries: Sequence[Entry], reader: Reader) -> None:
        self._asked, self._told = Counter[str](), Counter[str]()
        self._reader = reader
        self._count = len(entries)
        read = [self._read(entry) for entry in entries]
        self.vocabulary = self._asked + self._asked + self._told
        found_in = Counter[str]()
        for one in read:
            found_in.update({term for terms in (*one.wordings, one.body) for term in terms})
        self._weights = {term: self._weigh(term, count) for term, count in found_in.items()}
        self.unknown_weight = math.log(1 + self._count)
        average = sum(len(one.body) for one in read) / max(1, self._count)
        self.entries = [self._indexed(one, average) for one in read]
        self.postings = _posted(self.entries)

    def weight(self, term: str) -> float:
        """How much a term tells (its inverse document frequency), 0 for one that no entry holds."""
        return self._weights.get(term, 0.0)

    def _read(self, entry: Entry) -> _Read:
        texts = (entry.title, *entry.phrasings)
        wordings = tuple(tuple(self._reader.with_pairs(self._terms(text, self._asked))) for text in texts)
        return _Read(entry, texts, wordings, self._terms(entry.body, self._told))

    def _terms(self, text: str, used: Counter[str]) -> tuple[str, ...]:
        words = words_in(clean(text))
        used.update(words)
        return self._reader.read(words).terms

    def _weigh(self, term: str, count: int) -> float:
        idf = math.log(1 + (self._count - count + 0.5) / (count + 0.5))
        if " " in term:
            return PAIR * idf
        if term.isdigit():
            return NUMBER * idf
        return idf * self._reader.weights.get(term, 1.0)

    def _indexed(self, read: _Read, average: float) -> Indexed:
        units: list[Unit] = []
        holders: dict[str, list[int]] = defaultdict(list)
        for place, (text, terms) in enumerate(zip(read.texts, read.wordings, strict=True)):
            held = frozenset(terms)
            units.append(Unit(text, held, sum(map(self._weights.__getitem__, held))))
            for term in held:
                holders[term].append(place)
        places = {term: tuple(held_by) for term, held_by in holders.items()}
        return Indexed(read.entry, tuple(units), places, _impacts(read, average))


def _posted(entries: Iterable[Indexed]) -> dict[str, list[tuple[float, int]]]:
    postings: dict[str, list[tuple[float, int]]] = defaultdict(list)
    for place, indexed in enumerate(entries):
        for term, impact in indexed.impacts.items():
            postings[term].append((impact, place))
    return {
        term: posted if len(posted) <= CHAMPIONS else sorted(posted, reverse=True)[:CHAMPIONS]
        for term, posted in postings.items()
    }


def _impacts(read: _Read, average: float) -> dict[str, float]:
    """BM25F: title, phrasings and body (by its length beside the average one) into one count that saturates."""
    counts: dict[str, float] = defaultdict(float)
    for place, terms in enumerate(read.wordings):
        for term in terms:
            counts[term] += _PHRASING if place else _TITLE
    length = 1 - _LENGTH + _LENGTH * len(read.body) / average if average else 1.0
    for term in read.body:
        counts[term] += _BODY / length
    return {term: count / (count + _SATURATION) for term, count in counts.items()}
