"""Where a record's service is, and which parts of our area it serves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from knowledge.area import Area
from knowledge.gazetteer import Gazetteer, Point, distance_km
from knowledge.models import Location, Place
from knowledge.open_referral.terms import key
from knowledge.open_referral.values import Json, child, children, line, number

_POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]? *\d[A-Z]{2}")

NEAR_KM = 8.0
"""How far from the nearest place that we know a building can be and still count as in the area."""
MOST_LOCATIONS = 10


@dataclass(frozen=True, slots=True)
class Located:
    """Where a service is. `areas` are ids of `area.yaml`; none means outside our area. `notes` say what was dropped."""

    locations: tuple[Location, ...]
    areas: tuple[str, ...]
    notes: tuple[str, ...]


class Whereabouts:
    """Reads places by the gazetteer and the districts of one area."""

    def __init__(self, area: Area, places: Iterable[Place], gazetteer: Gazetteer, everywhere: Iterable[str]) -> None:
        self._area = area
        self._gazetteer = gazetteer
        self._points = [Point(place.latitude, place.longitude) for place in places]
        self._centres = [(one.id, point) for one in area.districts if (point := gazetteer.point(one.centre))]
        self._named = {key(one.label): one.id for one in area.districts} | {
            key(one.id): one.id for one in area.districts
        }
        self._named |= {key(word): area.beyond[0] for word in (*area.beyond, *everywhere) if area.beyond}
        self._named |= {key(word): area.whole[0] for word in (area.name, *area.whole)}
        self._longest_first = sorted(self._named, key=len, reverse=True)
        self._elsewhere = {key(name) for name in area.elsewhere}
        # Many services share a building.
        self._nearest_km = lru_cache(maxsize=4096)(self._km_to_nearest)

    def read(self, record: Json) -> Located:
        """The locations and areas of a record. What says nothing of where it is counts as being for the whole area."""
        notes: list[str] = []
        read = [_location(entry, notes) for entry in _entries(record)]
        locations = tuple(dict.fromkeys(one for one in read if one != Location()))[:MOST_LOCATIONS]
        served = list(children(record, "service_areas"))
        areas = tuple(dict.fromkeys(name for one in served for name in self._areas_in(one)))
        inside = [place for place in locations if self._is_inside(place)]
        if not areas and self._is_outside(served, locations, inside):
            return Located(locations, (), tuple(notes))
        areas = areas or tuple(dict.fromkeys(name for place in inside for name in self._district(place)))
        if not areas:
            notes.append("it does not say where it is, in names that we know: taken for the whole area")
        return Located(locations, areas or self._area.whole[:1], tuple(notes))

    def _areas_in(self, served: Json) -> Iterator[str]:
        for name in ("name", "service_area", "description"):
            words, found = f" {key(line(served, name))} ", False
            for said in self._longest_first:
                if f" {said} " in words:
                    # "North Fenshire" is no word for all of Fenshire.
                    words, found = words.replace(f" {said} ", "  "), True
                    yield self._named[said]
            if found:
                return

    def _is_outside(self, served: list[Json], locations: tuple[Location, ...], inside: list[Location]) -> bool:
        if inside:
            return False
        if any(self._is_known(place) for place in locations):
            return True
        names = {key(line(one, "name", "service_area")) for one in served}
        return bool(names & self._elsewhere)

    def _is_known(self, place: Location) -> bool:
        """Whether a location says where it is, so that one which is not inside is outside."""
        return self._has_our_postcode(place) is not None or place.latitude is not None

    def _is_inside(self, place: Location) -> bool:
        inside = self._has_our_postcode(place)
        if inside is None and place.latitude is not None and place.longitude is not None:
            return self._nearest_km(Point(round(place.latitude, 3), round(place.longitude, 3))) <= NEAR_KM
        if inside is None:
            return bool(place.city and self._gazetteer.of_city(place.city))
        return inside

    def _has_our_postcode(self, place: Location) -> bool | None:
        if place.postal_code is None or not _POSTCODE.fullmatch(place.postal_code):
            return None
        return self._gazetteer.read(place.postal_code).kind == "found"

    def _district(self, place: Location) -> Iterator[str]:
        """The district of a location: the one that its town is named for, else the one with the nearest centre."""
        if place.city and key(place.city) in self._named:
            yield self._named[key(place.city)]
            return
        point = self._point(place)
        if point and self._centres:
            yield min(self._centres, key=lambda centre: distance_km(point, centre[1]))[0]

    def _point(self, place: Location) -> Point | None:
        if place.latitude is not None and place.longitude is not None:
            return Point(place.latitude, place.longitude)
        by_city = self._gazetteer.of_city(place.city) if place.city else None
        return by_city or (self._gazetteer.of_postcode(place.postal_code) if place.postal_code else None)

    def _km_to_nearest(self, point: Point) -> float:
        return min((distance_km(point, other) for other in self._points), default=0.0)


def _entries(record: Json) -> Iterator[Json]:
    for at in children(record, "service_at_locations"):
        yield child(at, "location") or at
    yield from children(record, "locations", "location")


def _location(entry: Json, notes: list[str]) -> Location:
    address = _address(entry)
    latitude, longitude = _coordinates(entry, notes)
    return Location(
        name=line(entry, "name") or None,
        address_1=", ".join(filter(None, (line(address, "address_1", "address"), line(address, "address_2")))) or None,
        city=line(address, "city", "town") or None,
        postal_code=line(address, "postal_code", "postcode").upper() or None,
        latitude=latitude,
        longitude=longitude,
    )


def _address(entry: Json) -> Json:
    """Where people go. Where there is only an address for letters, that one."""
    found = [*children(entry, "addresses", "physical_addresses", "address"), *children(entry, "postal_addresses")]
    visited = (one for one in found if line(one, "address_type").casefold() not in {"postal", "virtual"})
    return next(visited, found[0] if found else entry)


def _coordinates(entry: Json, notes: list[str]) -> tuple[float | None, float | None]:
    latitude, longitude = number(entry, "latitude", "lat"), number(entry, "longitude", "lng", "lon")
    if latitude is None or longitude is None or (latitude == 0 and longitude == 0):
        return None, None
    if abs(latitude) > 90 or abs(longitude) > 180:
        notes.append(f"its coordinates are not on this earth ({latitude:g}, {longitude:g}): left out")
        return None, None
    return round(latitude, 5), round(longitude, 5)
