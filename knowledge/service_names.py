"""Looking a service up by its name, as people half remember it."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process, utils

from knowledge.models import Service

SURE = 92.0
"""RapidFuzz score, 0 to 100, from which one service is taken without asking."""
LIKELY = 70.0
"""The score from which a service is offered."""
CLEAR = 5.0
"""How far the best must stand above the next to be taken without asking."""


class ServiceNames:
    """The names, other names and organisations of services."""

    def __init__(self, services: Iterable[Service]) -> None:
        self._names = {
            utils.default_process(name): service.id
            for service in services
            if service.status != "closed"
            for name in (service.organization.name, *service.also_called, service.name)
        }

    def find(self, typed: str, most: int = 5) -> tuple[str, ...]:
        """The ids that `typed` may mean, best first: one alone where it is clear, none where none is near."""
        words = utils.default_process(typed)
        if not words:
            return ()
        ranked = process.extract(words, self._names.keys(), scorer=_alike, limit=4 * most, score_cutoff=LIKELY)
        best: dict[str, float] = {}
        for name, score, _ in ranked:
            best.setdefault(self._names[name], score)
        ids = tuple(best)[:most]
        scores = tuple(best.values())
        if len(ids) > 1 and scores[0] >= SURE and scores[0] - scores[1] >= CLEAR:
            return ids[:1]
        return ids


def _alike(typed: str, name: str, **_options: object) -> float:
    """0 to 100. Words in any order count a little less than the name as it is, so that a whole name comes first."""
    return max(
        fuzz.ratio(typed, name), 0.95 * fuzz.token_sort_ratio(typed, name), 0.9 * fuzz.token_set_ratio(typed, name)
    )
