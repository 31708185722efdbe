"""Questions that nobody could answer, like with like, so that an officer deals with each thing once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from itertools import pairwise

from knowledge.learning.asked import Asked
from knowledge.learning.errors import LearningError
from knowledge.learning.spellings import one_spelling

ALIKE = 0.5
"""From this share of their telling words on (weighted Jaccard index, 0 to 1), two questions ask the same thing.

Of the pairs that it put together among families' real questions, 97 in 100 had an answer in common; at 0.4, 89 had.
"""
SHORTEST_KEY = 4
"""How many characters of a question's id make a key, unless that is too few to tell it from the others."""

_Terms = frozenset[str]


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that ask the same thing: the one that the others are most like comes first.

    `key` is short and easy to type, and that of the first question. The key of any other would find the group too,
    so that a key keeps its meaning when new questions come in.
    """

    key: str
    questions: tuple[Asked, ...]

    @property
    def wordings(self) -> tuple[str, ...]:
        """The different wordings, the first question's first, then those that were used most."""
        return tuple(dict.fromkeys(question.text for question in self.questions))


def group(asked: Iterable[Asked], weights: Mapping[str, float]) -> list[Group]:
    """Put like with like, the biggest group first. The same questions give the same groups in whatever order they come.

    `weights` (0 to 1) are those of terms that hardly tell questions apart; others weigh 1. This is Taylor and Butina's
    clustering (Butina 1999, J. Chem. Inf. Comput. Sci. 39, 747): the question with the most neighbours makes the first
    group with them, and so on with what is left. So every member is like the first, and no chain of half-likes grows.
    """
    questions = sorted(asked, key=lambda one: (one.text, one.id))
    spelling = one_spelling(Counter(term for question in questions for term in question.terms))
    alike: dict[_Terms, list[Asked]] = defaultdict(list)
    for question in questions:
        alike[frozenset(spelling[term] for term in question.terms)].append(question)
    sizes = {terms: len(members) for terms, members in alike.items()}
    keys = _keys([question.id for question in questions])
    return [_group([alike[terms] for terms in cluster], keys) for cluster in _clusters(sizes, weights)]


def find(groups: Sequence[Group], key: str) -> tuple[Group, Asked]:
    """The group, and the question in it, whose id starts with `key`. Raises LearningError for none or several."""
    wanted = key.strip().lower()
    found = [(each, one) for each in groups for one in each.questions if wanted and one.id.startswith(wanted)]
    if not found:
        raise LearningError(f"There is no group '{key}'. See them all: signpost questions list")
    if len({each.key for each, _ in found}) > 1:
        raise LearningError(f"'{key}' stands for more than one group. Type more of it: signpost questions list")
    return found[0]


def _clusters(sizes: Mapping[_Terms, int], weights: Mapping[str, float]) -> Iterator[list[_Terms]]:
    """The term sets in clusters, the centre of each first. `sizes` is how many questions each set stands for."""
    near = _neighbours(list(sizes), weights)
    left = {terms: sum(sizes[other] for other in others) for terms, others in near.items()}
    heap = [(-left[terms], -sizes[terms], sorted(terms), terms) for terms in sizes]
    heapify(heap)
    free = set(sizes)
    while heap:
        size, own, words, centre = heappop(heap)
        if centre not in free:
            continue
        if -size != left[centre]:
            heappush(heap, (-left[centre], own, words, centre))
            continue
        members = [terms for terms in near[centre] if terms in free]
        free.difference_update(members)
        for gone in members:
            for other in near[gone]:
                left[other] -= sizes[gone]
        yield sorted(members, key=lambda terms: (terms != centre, -sizes[terms], sorted(terms)))


def _neighbours(all_terms: Sequence[_Terms], weights: Mapping[str, float]) -> dict[_Terms, list[_Terms]]:
    """Each term set, and those that are alike: itself among them."""
    totals = [sum(weights.get(term, 1.0) for term in terms) for terms in all_terms]
    holders: dict[str, list[int]] = defaultdict(list)
    for place, terms in enumerate(all_terms):
        for term in terms:
            holders[term].append(place)
    near: dict[_Terms, list[_Terms]] = {}
    for place, terms in enumerate(all_terms):
        shared: dict[int, float] = defaultdict(float)
        for term in terms:
            weight = weights.get(term, 1.0)
            for other in holders[term]:
                shared[other] += weight
        alike = {other for other, both in shared.items() if both >= ALIKE * (totals[place] + totals[other] - both)}
        near[terms] = [all_terms[other] for other in sorted(alike | {place})]
    return near


def _group(members: Sequence[Sequence[Asked]], keys: Mapping[str, str]) -> Group:
    """The group of questions that share their terms with the centre (the first sequence), or are like it."""
    questions = [question for same in members for question in _by_use(same)]
    return Group(keys[questions[0].id], tuple(questions))


def _by_use(questions: Sequence[Asked]) -> list[Asked]:
    """The wording that was used most comes first; one from which details were taken out comes last."""
    used = Counter(question.text for question in questions)
    return sorted(questions, key=lambda one: ("[" in one.text, -used[one.text], len(one.text), one.text, one.id))


def _keys(ids: Iterable[str]) -> dict[str, str]:
    """Each id's shortest beginning that no other id shares, from `SHORTEST_KEY` characters on."""
    ordered = sorted(ids)
    shared = dict.fromkeys(ordered, 0)
    for left, right in pairwise(ordered):
        same = next((at for at, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), len(left))
        shared[left] = max(shared[left], same)
        shared[right] = max(shared[right], same)
    return {one: one[: max(SHORTEST_KEY, length + 1)] for one, length in shared.items()}
