"""How well an entry fits a question."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from knowledge.matching.entries import Entry
from knowledge.matching.index import Index, Indexed

CANDIDATES = 24
"""How many entries are scored in full."""
WORDINGS = 3
"""How many of an entry's wordings count together, beside the best one alone."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What counts how much, tuned on questions that families asked: on one half, looked at on the other.

    `wording`, `several` and `entry` are the shares of the best wording, of the best few, and of the entry as a whole.
    `question_rest` and `wording_rest` hold against a wording what only one side has, `unknown` what no entry has;
    `doubt` is what a question of few telling words lacks to be sure of. Ages, stages, `only_meaning` (for an entry that
    says no more than what a word means) and `not_asked_for` (for one of a rare topic) multiply a score.
    `rest_of_message` is what other passages add to the best one, each held back by `passage_doubt` where it tells
    little.
    """

    wording: float = 0.46
    several: float = 0.12
    entry: float = 0.42
    question_rest: float = 0.4
    wording_rest: float = 0.4
    unknown: float = 0.7
    doubt: float = 1.0
    wrong_age: float = 0.85
    right_age: float = 1.03
    right_stage: float = 1.06
    only_meaning: float = 0.85
    not_asked_for: float = 0.5
    rest_of_message: float = 0.35
    passage_doubt: float = 4.0


@dataclass(frozen=True, slots=True)
class Query:
    """A question as weighted terms. `total` is the weight of all that was typed, known to the base or not."""

    terms: Mapping[str, float]
    total: float
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scored:
    """An entry, its score, the two parts of it (all 0 to 1), and which of its wordings fits best."""

    indexed: Indexed
    score: float
    wording: float = 0.0
    coverage: float = 0.0
    best_unit: int = 0

    @property
    def entry(self) -> Entry:
        """The entry itself."""
        return self.indexed.entry

    def times(self, factor: float) -> Scored:
        """The same with another score."""
        return replace(self, score=self.score * factor)


def query_from(terms: Sequence[str], related: Mapping[str, float], index: Index, weights: Weights) -> Query:
    """Weigh what was typed; `related` terms count in part and are never missed."""
    weighed: dict[str, float] = {}
    total = 0.0
    unknown: list[str] = []
    for term in dict.fromkeys(terms):
        weight = index.weight(term)
        if weight:
            weighed[term] = weight
            total += weight
        elif " " not in term and not term.isdigit():
            unknown.append(term)
            total += weights.unknown * index.unknown_weight
    for term, share in related.items():
        weighed.setdefault(term, share * index.weight(term))
    return Query(weighed, total, tuple(unknown))


def candidates(query: Query, index: Index) -> list[int]:
    """The places of the entries that hold most of the question."""
    reached: dict[int, float] = defaultdict(float)
    for term, weight in query.terms.items():
        for impact, place in index.postings.get(term, ()):
            reached[place] += weight * impact
    return sorted(reached, key=reached.__getitem__, reverse=True)[:CANDIDATES]


def score(query: Query, indexed: Indexed, weights: Weights, favour: float = 1.0) -> Scored:
    """Blend the best single wording, the best few, and what the entry as a whole covers; `favour` multiplies."""
    if not query.total:
        return Scored(indexed, 0.0)
    fits = _fits(query, indexed, weights)
    fit, best = fits[0] if fits else (0.0, 0)
    several = sum(one for one, _ in fits[:WORDINGS]) / WORDINGS
    covered = sum(weight * indexed.impacts.get(term, 0.0) for term, weight in query.terms.items())
    coverage = min(1.0, covered / (query.total + weights.doubt))
    blended = weights.wording * fit + weights.several * several + weights.entry * coverage
    return Scored(indexed, min(1.0, blended * favour), fit, coverage, -best)


def _fits(query: Query, indexed: Indexed, weights: Weights) -> list[tuple[float, int]]:
    """How well each wording that shares a term fits, best first, with its place (negated, so that the first wins)."""
    shared: dict[int, float] = defaultdict(float)
    for term, weight in query.terms.items():
        for place in indexed.holders.get(term, ()):
            shared[place] += weight
    fits: list[tuple[float, int]] = []
    for place, both in shared.items():
        # Tversky's index: what is shared, against what only the question and only the wording have.
        held = indexed.units[place].weight
        both = min(both, query.total, held)
        rest = weights.question_rest * (query.total - both) + weights.wording_rest * (held - both)
        fits.append((both / (both + rest + weights.doubt), -place))
    fits.sort(reverse=True)
    return fits
