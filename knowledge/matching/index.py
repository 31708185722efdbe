"""Which entries hold which terms, and how much each term tells."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from knowledge.matching.entries import Entry
from knowledge.matching.reader import Reader

CHAMPIONS = 3000
"""How many entries a term can put forward. At today's size that is all; at 100,000 entries it keeps a question fast."""

PAIR = 0.35
NUMBER = 0.6
"""How much two neighbours, and a bare number, tell beside a word that as few entries hold."""

_TITLE, _PHRASING, _BODY = 3.0, 1.0, 0.5
_SATURATION, _LENGTH = 1.2, 0.5


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


class Index:
    """All entries by term."""

    def __init__(self, entries: Sequence[Entry], reader: Reader) -> None:
        texts = [_wordings(entry) for entry in entries]
        wordings = [[reader.read(text).terms for text in each] for each in texts]
        bodies = [reader.read(entry.body).terms for entry in entries]
        self._reader = reader
        self._count = len(entries)
        self._found_in = Counter[str]()
        for units, body in zip(wordings, bodies, strict=True):
            self._found_in.update({term for terms in units for term in reader.with_pairs(terms)} | set(body))
        self._weights = {term: self._weigh(term, count) for term, count in self._found_in.items()}
        self.unknown_weight = math.log(1 + self._count)
        average = sum(map(len, bodies)) / max(1, self._count)
        self.entries = [
            self._index(entry, text, units, body, average)
            for entry, text, units, body in zip(entries, texts, wordings, bodies, strict=True)
        ]
        self.postings = self._posted()

    def weight(self, term: str) -> float:
        """How much a term tells (its inverse document frequency), 0 for one that no entry holds."""
        return self._weights.get(term, 0.0)

    def _weigh(self, term: str, count: int) -> float:
        idf = math.log(1 + (self._count - count + 0.5) / (count + 0.5))
        if " " in term:
            return PAIR * idf
        if term.isdigit():
            return NUMBER * idf
        return idf * self._reader.weights.get(term, 1.0)

    def _index(
        self, entry: Entry, texts: Sequence[str], wordings: Sequence[Sequence[str]], body: Sequence[str], average: float
    ) -> Indexed:
        units: list[Unit] = []
        holders: dict[str, list[int]] = defaultdict(list)
        for place, terms in enumerate(wordings):
            held = frozenset(self._reader.with_pairs(terms))
            units.append(Unit(texts[place], held, sum(map(self.weight, held))))
            for term in held:
                holders[term].append(place)
        length = 1 - _LENGTH + _LENGTH * len(body) / average if average else 1.0
        impacts = _impacts([self._reader.with_pairs(terms) for terms in wordings], body, length)
        return Indexed(entry, tuple(units), {term: tuple(places) for term, places in holders.items()}, impacts)

    def _posted(self) -> dict[str, list[tuple[float, int]]]:
        postings: dict[str, list[tuple[float, int]]] = defaultdict(list)
        for place, indexed in enumerate(self.entries):
            for term, impact in indexed.impacts.items():
                postings[term].append((impact, place))
        for term, posted in postings.items():
            if len(posted) > CHAMPIONS:
                postings[term] = sorted(posted, reverse=True)[:CHAMPIONS]
        return dict(postings)


def _wordings(entry: Entry) -> list[str]:
    return [entry.title, *entry.phrasings]


def _impacts(wordings: Sequence[Sequence[str]], body: Iterable[str], length: float) -> dict[str, float]:
    """BM25F: title, phrasings and body, each at its weight, into one count that saturates."""
    counts: dict[str, float] = defaultdict(float)
    for place, terms in enumerate(wordings):
        for term in terms:
            counts[term] += _PHRASING if place else _TITLE
    for term in body:
        counts[term] += _BODY / length
    return {term: count / (count + _SATURATION) for term, count in counts.items()}
