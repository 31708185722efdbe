"""Which services fit, best first: fits the need, fits the age, nearer, surer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.ages import BANDS
from knowledge.area import Area
from knowledge.gazetteer import ANYWHERE, Gazetteer, Point, distance_km
from knowledge.models import Service

NEAR_KM = 12.0
REACHABLE_KM = 30.0

_SURENESS = {"high": 0, "medium": 1, "low": 2}
_UNSURE_STATUS = 2


@dataclass(frozen=True, slots=True)
class Fit:
    """A service that fits, and how far its address is in kilometres where that is known."""

    service: Service
    km: float | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to look for: categories, an age band of `knowledge.ages` (or another word for any), and a place's value.

    No categories means any.
    """

    categories: tuple[str, ...]
    band: str
    place: str


class ServiceFinder:
    """Ranks the services of one area."""

    def __init__(self, services: Iterable[Service], gazetteer: Gazetteer, area: Area) -> None:
        self._services = [service for service in services if service.status != "closed"]
        self._gazetteer = gazetteer
        self._area = area
        self._centres = {district.id: gazetteer.point(district.centre) for district in area.districts}

    def find(self, wanted: Wanted, without: frozenset[str] = frozenset()) -> tuple[Fit, ...]:
        """All services with a wanted category that take the age, best first.

        Closed ones are never among them, nor those whose ids are in `without`.
        """
        here = None if wanted.place == ANYWHERE else self._gazetteer.point(wanted.place)
        fits = [
            (self._rank(service, wanted, here), Fit(service, self.km(service, here)))
            for service in self._services
            if service.id not in without
            and (not wanted.categories or set(wanted.categories) & set(service.categories))
            and takes_age(service, wanted.band) is not False
        ]
        return tuple(fit for _rank, fit in sorted(fits, key=lambda pair: (pair[0], pair[1].service.name)))

    def km(self, service: Service, here: Point | None) -> float | None:
        """How far the nearest address of a service is from `here`; None where either is not known."""
        if here is None:
            return None
        return _nearest(here, self._addresses(service))

    def _rank(self, service: Service, wanted: Wanted, here: Point | None) -> tuple[int, ...]:
        places = [service.categories.index(one) for one in wanted.categories if one in service.categories]
        age = 0 if takes_age(service, wanted.band) else 1
        sure = _SURENESS[service.confidence] + (_UNSURE_STATUS if service.status == "unknown" else 0)
        # A service lists what it is most about first: a group for autism comes before a school that also takes it.
        return -len(places), int(min(places, default=0) > 0), age, self._remoteness(service, here), sure

    def _remoteness(self, service: Service, here: Point | None) -> int:
        covers_all = bool(set(service.areas) & set(self._area.whole))
        beyond = bool(set(service.areas) & set(self._area.beyond))
        if here is None:
            return 1 if beyond and not covers_all else 0
        districts = [point for area in service.areas if (point := self._centres.get(area))]
        km = _nearest(here, self._addresses(service) or districts)
        if km is not None and km <= NEAR_KM:
            return 0
        if covers_all or (km is not None and km <= REACHABLE_KM):
            return 1
        return 2 if beyond else 3

    def _addresses(self, service: Service) -> list[Point]:
        exact = [
            Point(place.latitude, place.longitude)
            for place in service.locations
            if place.latitude is not None and place.longitude is not None
        ]
        named = [self._gazetteer.of_city(place.city) for place in service.locations if place.city]
        return exact or [point for point in named if point]


def _nearest(here: Point, points: list[Point]) -> float | None:
    return min((distance_km(here, point) for point in points), default=None)


def takes_age(service: Service, band: str) -> bool | None:
    """Whether a service takes someone of this band: yes or no, or None where no page says."""
    if band not in BANDS:
        return True
    low, high = service.eligibility.min_age, service.eligibility.max_age
    if low is None and high is None:
        return None
    first, last = BANDS[band]
    return (low is None or low <= last) and (high is None or high >= first)
