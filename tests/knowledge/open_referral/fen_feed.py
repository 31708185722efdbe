"""What Fenshire publishes, with the services that a test is about; and the rules of Open Referral UK 3.0 for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from knowledge.base import Knowledge
from knowledge.gazetteer import Gazetteer
from knowledge.models import Service
from knowledge.open_referral.publish import Published

TODAY = date(2026, 2, 1)
ADDRESS = {"id", "address_1", "city", "state_province", "postal_code", "country", "address_type"}
STATUSES = {"active", "inactive", "defunct", "temporarily closed"}


def fen_feed(fenshire: Knowledge, services: Iterable[Service], today: date = TODAY) -> Published:
    area = fenshire.area
    gazetteer = Gazetteer(fenshire.places, fenshire.outcodes, area.anywhere, area.elsewhere, area.districts)
    return Published(replace(fenshire, services={one.id: one for one in services}), gazetteer, today)


def the_only_one(published: Published) -> dict[str, Any]:
    (entry,) = published.services.values()
    return published.full(entry)


def faults(service: dict[str, Any]) -> list[str]:
    """What an Open Referral UK 3.0 validator would say of a service."""
    return [
        *(f"no {key}" for key in ("id", "name", "status", "url", "organization_id") if key not in service),
        *([] if service["status"] in STATUSES else [f"status {service['status']}"]),
        *(f"the organisation has no {key}" for key in {"id", "name", "description"} - service["organization"].keys()),
        *(f"the address has no {key}" for address in _addresses(service) for key in ADDRESS - address.keys()),
        *(f"{at} is empty" for at, value in _walk("service", service) if value in (None, "", [], {})),
        *(f"{at} is no UUID" for at, value in _walk("service", service) if _is_id(at) and not _is_uuid(value)),
        *(f"{key} is no number" for key in ("minimum_age", "maximum_age") if not _is_number(service.get(key, 0))),
        *(() if datetime.fromisoformat(service["last_modified"]).tzinfo else ("last_modified has no zone",)),
    ]


def _addresses(service: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for at in service.get("service_at_locations", []):
        yield from at["location"].get("addresses", [])


def _walk(at: str, value: Any) -> Iterator[tuple[str, Any]]:
    yield at, value
    for key, part in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from _walk(f"{at}.{key}", part)


def _is_id(at: str) -> bool:
    return at.rpartition(".")[2] in {"id", "link_id"} | {
        f"{kind}_id" for kind in ("service", "organization", "location", "taxonomy", "taxonomy_term", "parent")
    } and not at.startswith("service.signpost")


def _is_uuid(value: Any) -> bool:
    try:
        return str(UUID(value)) == value
    except (ValueError, TypeError, AttributeError):
        return False


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
