"""Where services are and whom they serve, as Open Referral locations and service areas."""

from __future__ import annotations

from collections.abc import Iterable

from knowledge.area import Area
from knowledge.gazetteer import Gazetteer, Point
from knowledge.models import Location, Outcode, Service
from knowledge.open_referral.publish_ids import Ids
from knowledge.open_referral.publish_terms import Record, filled

COUNTRY = "GB"
_ROUGHLY = "The map point is of the nearest town or village, not of the building."


class Places:
    """Publishes the places of one area's services."""

    def __init__(self, ids: Ids, area: Area, outcodes: Iterable[Outcode], gazetteer: Gazetteer) -> None:
        self._ids = ids
        self._gazetteer = gazetteer
        self._counties = {code.outcode: code.county for code in outcodes}
        self._labels = {district.id: district.label for district in area.districts} | dict.fromkeys(
            area.whole, area.name
        )

    def at(self, service: Service, place: Location) -> Record:
        """The link from a service to one of its locations, with the location inside."""
        location_id = self._id_of(place)
        return {
            "id": self._ids.of("service_at_location", service.id, location_id),
            "service_id": self._ids.of("service", service.id),
            "location_id": location_id,
            "location": self._location(place, location_id, exact=service.feed is not None),
        }

    def point(self, place: Location) -> Point | None:
        """Where a location is: its own coordinates, else those of its town or of half its postcode."""
        if place.latitude is not None and place.longitude is not None:
            return Point(place.latitude, place.longitude)
        by_city = self._gazetteer.of_city(place.city) if place.city else None
        return by_city or (self._gazetteer.of_postcode(place.postal_code) if place.postal_code else None)

    def areas(self, service: Service) -> list[Record]:
        """The parts of the area that a service is for."""
        service_id = self._ids.of("service", service.id)
        return [
            {
                "id": self._ids.of("service_area", service.id, area),
                "service_id": service_id,
                "name": self.label(area),
                "service_area": self.label(area),
            }
            for area in service.areas
        ]

    def label(self, area: str) -> str:
        """The name of an id in a service's `areas`."""
        return self._labels.get(area) or area.replace("-", " ").capitalize()

    def _id_of(self, place: Location) -> str:
        """The id of a location, the same for all services in it."""
        return self._ids.of("location", *(str(part) for part in place.model_dump().values()))

    def _location(self, place: Location, location_id: str, *, exact: bool) -> Record:
        address = self._address(place, location_id)
        loose = {} if address else place.model_dump(include={"address_1", "city", "postal_code"})
        in_words = ", ".join(part for part in loose.values() if part)
        roughly = _ROUGHLY if place.latitude is not None and not exact else ""
        return filled(
            {
                "id": location_id,
                "location_type": "physical",
                "name": place.name,
                "description": " ".join(part for part in (f"{in_words}." if in_words else "", roughly) if part),
                "latitude": place.latitude,
                "longitude": place.longitude,
                "addresses": [address] if address else [],
                # Open Referral wants addresses whole. What we have of others stands beside them as extra fields.
                **loose,
            }
        )

    def _address(self, place: Location, location_id: str) -> Record | None:
        street = place.address_1 or place.name
        if not (street and place.city and place.postal_code):
            return None
        return {
            "id": self._ids.of("address", location_id),
            "location_id": location_id,
            "address_1": street,
            "city": place.city,
            # Outside our own postcodes we know no county, and an address must have one: post towns stand for it.
            "state_province": self._counties.get(place.postal_code.split()[0].upper(), place.city),
            "postal_code": place.postal_code,
            "country": COUNTRY,
            "address_type": "physical",
        }
