"""Asking for some of what is published: filters that all have to fit, and pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from typing import TypeVar

from knowledge.gazetteer import ANYWHERE, Point, distance_km
from knowledge.models import Location
from knowledge.open_referral.publish import Entry, Published, searchable
from knowledge.open_referral.publish_terms import Record

METRES_IN_KM = 1000.0
T = TypeVar("T")


class UnknownPlaceError(Exception):
    """A postcode or place that the gazetteer does not have."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to find. None, and "", ask for nothing. Ages are years; ids are those that we publish.

    As the UK profile words it, a service with a lowest age of `minimum_age` or more is found, and one with a highest
    age of `maximum_age` or less; those whose ages we do not know are not.
    """

    search: str = ""
    modified_after: datetime | None = None
    taxonomy_term_id: str | None = None
    taxonomy_id: str | None = None
    organization_id: str | None = None
    minimum_age: float | None = None
    maximum_age: float | None = None


@dataclass(frozen=True, slots=True)
class Near:
    """Around where to look. `metres` is how far; None asks for services that serve the postcode, wherever they are."""

    postcode: str
    metres: float | None


def services(published: Published, wanted: Wanted) -> list[Entry]:
    """The services that fit, in the order of the content."""
    words = searchable(wanted.search).split()
    return [entry for entry in published.services.values() if _fits(entry, wanted, words)]


def locations(published: Published, wanted: Wanted, near: Near | None) -> list[tuple[Entry, Location]]:
    """The places of services that fit, each with its service. Raises UnknownPlaceError."""
    found = [(entry, place) for entry in services(published, wanted) for place in published.locations(entry)]
    if near is None:
        return found
    here = _point(published, near.postcode)
    if near.metres is not None:
        km = near.metres / METRES_IN_KM
        return [(entry, place) for entry, place in found if _within(here, published.places.point(place), km)]
    served = {*published.area.whole, *published.area.beyond, *_district(published, here)}
    return [(entry, place) for entry, place in found if served & set(entry.service.areas)]


def page(found: Sequence[T], number: int, per_page: int) -> tuple[Sequence[T], Record]:
    """One page of what was found, and the envelope that is true of it. Pages count from 1."""
    part = found[(number - 1) * per_page : number * per_page]
    pages = ceil(len(found) / per_page)
    return part, {
        "total_items": len(found),
        "total_pages": pages,
        "page_number": number,
        "size": len(part),
        "first_page": number == 1,
        "last_page": number >= pages,
        "empty": not part,
    }


def _fits(entry: Entry, wanted: Wanted, words: list[str]) -> bool:
    return all(_tests(entry, wanted)) and all(f" {word}" in entry.words for word in words)


def _tests(entry: Entry, wanted: Wanted) -> Iterator[bool]:
    ages = entry.service.eligibility
    if wanted.modified_after is not None:
        yield entry.modified >= wanted.modified_after
    if wanted.organization_id is not None:
        yield entry.organization_id == wanted.organization_id
    yield from (one in entry.term_ids for one in (wanted.taxonomy_term_id, wanted.taxonomy_id) if one is not None)
    if wanted.minimum_age is not None:
        yield ages.min_age is not None and ages.min_age >= wanted.minimum_age
    if wanted.maximum_age is not None:
        yield ages.max_age is not None and ages.max_age <= wanted.maximum_age


def _point(published: Published, postcode: str) -> Point:
    found = published.gazetteer.read(postcode)
    value = found.values[0] if found.kind == "found" else ANYWHERE
    point = published.gazetteer.point(value)
    if point is None:
        raise UnknownPlaceError
    return point


def _district(published: Published, here: Point) -> Iterator[str]:
    """The district with the nearest centre: as near to its borders as the gazetteer allows."""
    centres = ((one.id, published.gazetteer.point(one.centre)) for one in published.area.districts)
    known = [(distance_km(here, centre), name) for name, centre in centres if centre]
    if known:
        yield min(known)[1]


def _within(here: Point, there: Point | None, km: float) -> bool:
    return there is not None and distance_km(here, there) <= km
