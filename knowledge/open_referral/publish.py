"""All that we publish as Open Referral UK 3.0, of one state of the content on one day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from knowledge.base import Knowledge
from knowledge.freshness import freshness
from knowledge.gazetteer import Gazetteer
from knowledge.models import Location, Service
from knowledge.open_referral.publish_ids import Ids
from knowledge.open_referral.publish_places import Places
from knowledge.open_referral.publish_service import ServiceMaker, modified, organization_key, organizations, stamp
from knowledge.open_referral.publish_terms import Record, Taxonomies

VERSION = "HSDS-UK-3.0"
PROFILE = "https://docs.openreferraluk.org/en/latest/"
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Entry:
    """A service that is published, and what it is found by. `words` is all text of it that a search looks through."""

    id: str
    service: Service
    organization_id: str
    term_ids: frozenset[str]
    modified: datetime
    words: str


class Published:
    """Services, organisations, taxonomies and locations, each by its id. Services are made when they are asked for."""

    def __init__(self, knowledge: Knowledge, gazetteer: Gazetteer, today: date) -> None:
        """Closed services stay in, so that readers learn of it; those held back from families are left out."""
        area, ids = knowledge.area, Ids(knowledge.area.local_offer_url)
        shown = [
            one
            for one in knowledge.services.values()
            if one.status == "closed" or freshness(one.review_by, today) != "held back"
        ]
        outcomes = (outcome for one in knowledge.services.values() for outcome in one.pfal)
        taxonomies = Taxonomies(ids, knowledge.groups, outcomes)
        self.area = area
        self.gazetteer = gazetteer
        self.places = Places(ids, area, knowledge.outcodes, gazetteer)
        self._by_key = organizations(ids, shown)
        self._make = ServiceMaker(
            ids=ids,
            places=self.places,
            taxonomies=taxonomies,
            organizations=self._by_key,
            words=knowledge.texts.card,
            easy=knowledge.easy,
            assurers={keeper.id: keeper.email for keeper in area.keepers if keeper.email},
            today=today,
        )
        self.organizations = {one["id"]: one for one in self._by_key.values()}
        self.taxonomies = {one["id"]: one for one in taxonomies.all}
        self.terms = {one["id"]: one for one in taxonomies.terms}
        entries = (self._entry(one, ids, taxonomies, today) for one in shown)
        self.services = {entry.id: entry for entry in entries}
        self._places_by_id: dict[str, tuple[Entry, Location]] | None = None

    def direct(self, entry: Entry) -> Record:
        """A service with its own fields only."""
        return self._make.direct(entry.service)

    def full(self, entry: Entry) -> Record:
        """A service with all that hangs on it."""
        return self._make.full(entry.service)

    def minimal(self, entry: Entry) -> Record:
        """A service's id and when it last changed: enough to see what has gone and what to read again."""
        return {"id": entry.id, "last_modified": stamp(entry.modified)}

    def locations(self, entry: Entry) -> tuple[Location, ...]:
        """A service's places, each once. None of one that has closed."""
        return tuple(dict.fromkeys(entry.service.locations)) if entry.service.status != "closed" else ()

    def at(self, entry: Entry, place: Location) -> Record:
        """The service_at_location of a service and one of its places."""
        return self.places.at(entry.service, place)

    def full_at(self, entry: Entry, place: Location) -> Record:
        """The same, with the service's own fields inside."""
        return self.at(entry, place) | {"service": self.direct(entry)}

    def find_at(self, at_id: str) -> Record | None:
        """The service_at_location of that id, with the service's own fields inside; None for an unknown id."""
        if self._places_by_id is None:
            entries = self.services.values()
            pairs = ((entry, place) for entry in entries for place in self.locations(entry))
            self._places_by_id = {self.at(*pair)["id"]: pair for pair in pairs}
        pair = self._places_by_id.get(at_id)
        return self.full_at(*pair) if pair else None

    def _entry(self, service: Service, ids: Ids, taxonomies: Taxonomies, today: date) -> Entry:
        terms = [term["name"] for term in taxonomies.of(service)]
        areas = (self.places.label(area) for area in service.areas)
        said = (service.name, service.organization.name, service.description, *service.also_called, *terms, *areas)
        return Entry(
            id=ids.of("service", service.id),
            service=service,
            organization_id=self._by_key[organization_key(service)]["id"],
            term_ids=taxonomies.ids_of(service),
            modified=modified(service, today),
            words=searchable(" ".join(said)),
        )


def searchable(text: str) -> str:
    """Text as a search compares it: small letters, one space before each word and none between signs."""
    return "".join(f" {word}" for word in _WORD.findall(text.casefold()))
