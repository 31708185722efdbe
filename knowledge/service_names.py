"""Looking a service up by its name, as people half remember it."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process, utils

from knowledge.models import Service

SURE = 92.0
"""How alike, 0 to 100, a name is when its service is taken without asking."""
LIKELY = 70.0
"""How alike a name is when its service is offered."""
CLEAR = 5.0
"""How far the best must stand above the next to be taken without asking."""
SHARED = 0.9
"""What a name counts that a service only shares: its organisation's."""
NEAREST = 60.0
"""How alike a name is when its service is named to somebody who asked for one that we do not have."""
_SHORT = 4
"""Fewer letters than this must be the name itself: "the" is a word of many names."""


class ServiceNames:
    """The names, other names and organisations of services."""

    def __init__(self, services: Iterable[Service]) -> None:
        named = [
            (utils.default_process(name), service.id, weight)
            for service in services
            if service.status != "closed"
            for name, weight in _names(service)
        ]
        self._names = [name for name, _id, _weight in named]
        self._of = [(entry_id, weight) for _name, entry_id, weight in named]

    def find(self, typed: str, most: int = 5) -> tuple[str, ...]:
        """Ids of the services that `typed` may mean, best first: one alone if it is clear, none if none is near."""
        ranked = self._ranked(typed, LIKELY)
        if len(ranked) > 1 and ranked[0][1] >= SURE and ranked[0][1] - ranked[1][1] >= CLEAR:
            return (ranked[0][0],)
        return tuple(entry_id for entry_id, _score in ranked[:most])

    def nearest(self, typed: str, most: int = 3) -> tuple[str, ...]:
        """Ids of the services whose names come nearest to `typed`, for when `find` has none; none if all are far."""
        return tuple(entry_id for entry_id, _score in self._ranked(typed, NEAREST)[:most])

    def _ranked(self, typed: str, least: float) -> list[tuple[str, float]]:
        words = utils.default_process(typed)
        if not words:
            return []
        best: dict[str, float] = {}
        for _name, alike, at in process.extract(words, self._names, scorer=_alike, limit=None, score_cutoff=least):
            entry_id, weight = self._of[at]
            best[entry_id] = max(best.get(entry_id, 0.0), alike * weight)
        return sorted(((one, score) for one, score in best.items() if score >= least * SHARED), key=_by_score)


def _names(service: Service) -> Iterable[tuple[str, float]]:
    yield from ((name, 1.0) for name in (service.name, *service.also_called))
    yield service.organization.name, SHARED


def _by_score(found: tuple[str, float]) -> tuple[float, str]:
    return -found[1], found[0]


def _alike(typed: str, name: str, **_options: object) -> float:
    """0 to 100. Words in any order count a little less than the name as it is, so that a whole name comes first."""
    whole = fuzz.ratio(typed, name)
    if len(typed) < _SHORT:
        return whole
    return max(whole, 0.95 * fuzz.token_sort_ratio(typed, name), 0.9 * fuzz.token_set_ratio(typed, name))
