"""Our `Service` as an Open Referral UK 3.0 service. What we do not know is left out; nothing is made up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from knowledge.easy import EasyWords
from knowledge.models import Service
from knowledge.open_referral.publish_ids import Ids
from knowledge.open_referral.publish_places import Places
from knowledge.open_referral.publish_terms import Record, Taxonomies, filled
from knowledge.texts import CardWords

OURS = "signpost"
"""The key of what we know and Open Referral has no field for."""


@dataclass(frozen=True, slots=True)
class ServiceMaker:
    """Makes what is published of a service. `assurers` are the email addresses of keepers, by a keeper's id."""

    ids: Ids
    places: Places
    taxonomies: Taxonomies
    organizations: Mapping[str, Record]
    words: CardWords
    easy: EasyWords
    assurers: Mapping[str, str]
    today: date

    def direct(self, service: Service) -> Record:
        """The fields of its own, as they stand in a list of services."""
        organization = self.organizations[organization_key(service)]
        record = {
            "id": self.ids.of("service", service.id),
            "organization_id": organization["id"],
            "name": service.name,
            "alternate_name": "; ".join(service.also_called),
            "description": service.description,
            # The UK profile demands an address: with no website, the page where we read of it tells most.
            "url": service.url or organization.get("website") or service.sources[0],
            "status": "defunct" if service.status == "closed" else "active",
            "assured_date": service.checked_on.isoformat(),
            "assurer_email": self.assurers.get(service.keeper),
            "last_modified": stamp(modified(service, self.today)),
        }
        # A number or a way in to what has closed would only send families to a dead end.
        return filled(record if service.status == "closed" else record | self._of_open(service))

    def full(self, service: Service) -> Record:
        """All of it: the fields of its own, and what hangs on it."""
        record = self.direct(service) | {
            "organization": self.organizations[organization_key(service)],
            "service_areas": self.places.areas(service),
            "attributes": self._attributes(service),
            OURS: self._ours(service),
        }
        return filled(record if service.status == "closed" else record | self._nest_of_open(service))

    def _of_open(self, service: Service) -> Record:
        way, _, detail = service.referral.partition(" - ")
        cost = _sentence(self.words.costs[service.cost]) if service.cost != "unknown" else None
        asked = _sentence(self.words.referrals[way]) if way != "unknown" else ""
        return {
            "email": service.emails[0] if service.emails else None,
            "fees": cost,
            "fees_description": cost,
            "application_process": " ".join(part for part in (asked, _sentence(detail)) if part),
            "eligibility_description": service.eligibility.text,
            "minimum_age": service.eligibility.min_age,
            "maximum_age": service.eligibility.max_age,
            "alert": " ".join(self._warnings(service)),
        }

    def _nest_of_open(self, service: Service) -> Record:
        phones = self._phones(service)
        return {
            "phones": phones,
            "contacts": self._contacts(service, phones),
            "schedules": self._schedules(service),
            "service_at_locations": [self.places.at(service, place) for place in dict.fromkeys(service.locations)],
            "cost_options": self._cost_options(service),
        }

    def _warnings(self, service: Service) -> Iterable[str]:
        if service.status == "unknown":
            yield self.words.may_have_closed
        if service.confidence == "low":
            yield self.words.unsure
        if service.review_by < self.today:
            yield self.words.past_review

    def _phones(self, service: Service) -> list[Record]:
        service_id = self.ids.of("service", service.id)
        phones: dict[str, Record] = {}
        for phone in service.phones:
            phone_id = self.ids.of("phone", service.id, phone.number, phone.text or "")
            entry = {"id": phone_id, "service_id": service_id, "number": phone.number, "description": phone.text}
            phones[phone_id] = filled(entry)
        return list(phones.values())

    def _contacts(self, service: Service, phones: list[Record]) -> list[Record]:
        """The numbers once more, because many readers look for them here; and each email address."""
        service_id = self.ids.of("service", service.id)
        emails = service.emails or (("",) if phones else ())
        return [
            filled(
                {
                    "id": self.ids.of("contact", service.id, email),
                    "service_id": service_id,
                    "name": service.name,
                    "email": email,
                    "phones": phones if at == 0 else [],
                }
            )
            for at, email in enumerate(dict.fromkeys(emails))
        ]

    def _schedules(self, service: Service) -> list[Record]:
        if not service.schedule:
            return []
        service_id = self.ids.of("service", service.id)
        # Our times are words. Days and hours of their own would be made up.
        schedule_id = self.ids.of("schedule", service.id)
        return [{"id": schedule_id, "service_id": service_id, "description": service.schedule}]

    def _cost_options(self, service: Service) -> list[Record]:
        if service.cost == "unknown":
            return []
        return [
            {
                "id": self.ids.of("cost_option", service.id),
                "service_id": self.ids.of("service", service.id),
                "option": _sentence(self.words.costs[service.cost]),
            }
        ]

    def _attributes(self, service: Service) -> list[Record]:
        service_id = self.ids.of("service", service.id)
        return [
            {
                "id": self.ids.of("attribute", service.id, term["id"]),
                "link_id": service_id,
                "link_entity": "service",
                "taxonomy_term_id": term["id"],
                "taxonomy_term": term,
            }
            for term in self.taxonomies.of(service)
        ]

    def _ours(self, service: Service) -> Record:
        easy = self.easy.of.get(service.id) if service.status != "closed" else None
        words = filled({"title": easy.title, "lines": [said for _, said in easy.lines]}) if easy else {}
        return filled(
            {
                "id": service.id,
                # Only people it is for can make it "Easy Read".
                "easy_read" if easy and easy.checked_by else "easier_words": words,
                "confidence": service.confidence,
                "sources": list(service.sources),
                "review_by": service.review_by.isoformat(),
                "read_from": service.feed.model_dump() if service.feed else None,
            }
        )


def organization_key(service: Service) -> str:
    """What tells one organisation from another: its name, without regard to capitals."""
    return service.organization.name.casefold()


def organizations(ids: Ids, services: Iterable[Service]) -> dict[str, Record]:
    """The organisations of these services, by their key. Open Referral demands a description: its name and website."""
    names: dict[str, str] = {}
    sites: dict[str, str] = {}
    for service in services:
        key = organization_key(service)
        names.setdefault(key, service.organization.name)
        if service.organization.url:
            sites.setdefault(key, service.organization.url)
    return {
        key: filled(
            {
                "id": ids.of("organization", key),
                "name": name,
                "description": f"{name}: {sites[key]}" if key in sites else name,
                "website": sites.get(key),
            }
        )
        for key, name in names.items()
    }


def modified(service: Service, today: date) -> datetime:
    """When what we publish of a service last changed: at its check, or when its review fell due and a warning came."""
    due = service.review_by + timedelta(days=1)
    return datetime.combine(due if service.checked_on < due <= today else service.checked_on, time(), UTC)


def stamp(moment: datetime) -> str:
    """A moment in UTC as it is published, to the millisecond: "2026-01-31T09:00:00.000Z"."""
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _sentence(words: str) -> str:
    """The words as a sentence: "free to use" to "Free to use."."""
    words = words.strip()
    return f"{words[0].upper()}{words[1:].rstrip('.')}." if words else ""
