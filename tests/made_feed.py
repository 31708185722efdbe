"""Made-up Open Referral feeds of the made-up Fenshire, of any size, in both versions of the standard."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

Json = dict[str, Any]

KINDS = ("Club", "Group", "Drop-in", "Playgroup", "Choir", "Workshop")
THINGS = ("Otter", "Heron", "Reed", "Willow", "Marsh", "Eel", "Windmill", "Punt")
TOWNS = (("Highmere", "FN1 2AB", 52.0, 1.0), ("Lowmere", "FN2 3CD", 52.5, 1.0))
TERMS = ("Advice", "Clubs", "Meeting other parents", "Stargazing")


def record_id(number: int) -> str:
    """The id of service `number`: a UUID, as the standard wants it."""
    return str(UUID(int=(number * 0x9E3779B97F4A7C15_F39CC0605CEDC835) % 2**128))


def service_v3(number: int, **fields: Any) -> Json:
    """Service `number` as version 3 has it, with its whole nest; `fields` take the place of its own."""
    town, postcode, latitude, longitude = TOWNS[number % len(TOWNS)]
    phone = {"id": f"p{number}", "number": f"01632 {960000 + number % 1000:06}", "type": "voice"}
    address = {"address_1": f"{number % 200 + 1} Sluice Lane", "city": town, "postal_code": postcode}
    made = {
        **direct_fields(number),
        "schedules": [{"freq": "WEEKLY", "byday": "TU,TH", "opens_at": "15:30:00", "closes_at": "17:00:00"}],
        "phones": [phone],
        "contacts": [{"id": f"c{number}", "name": "Robin Reed", "title": "Play leader", "phones": [phone]}],
        "cost_options": [{"id": f"o{number}", "amount": number % 3, "amount_description": "per session"}],
        "service_areas": [{"id": f"a{number}", "name": "Upper Fen" if number % 2 == 0 else "Lower Fen"}],
        "service_at_locations": [
            {
                "id": f"l{number}",
                "location": {
                    "id": f"l{number}",
                    "location_type": "physical",
                    "name": f"{THINGS[number % len(THINGS)]} Hall",
                    "latitude": latitude,
                    "longitude": longitude,
                    "addresses": [address | {"address_type": "physical", "country": "GB"}],
                    "accessibility": [{"description": "There is a ramp at the side door."}],
                },
            }
        ],
        "attributes": [{"id": f"t{number}", "taxonomy_term": {"id": f"term-{number % 4}", "name": TERMS[number % 4]}}],
    }
    return made | fields


def direct_fields(number: int) -> Json:
    """Service `number` as a list of version 3 has it: direct fields only."""
    name = f"{THINGS[number % len(THINGS)]} {KINDS[number % len(KINDS)]} {number}"
    return {
        "id": record_id(number),
        "name": name,
        "description": f"{name} meets every week. We play games, make things and eat toast. " * 3,
        "status": "active",
        "url": f"https://fen.example/{number}",
        "email": f"hello{number}@fen.example",
        "minimum_age": 5 + number % 4,
        "maximum_age": 12 + number % 6,
        "assured_date": "2026-03-01",
        "application_process": "Just turn up, or call us.",
        "organization": {"id": f"org-{number % 50}", "name": f"Fen Trust {number % 50}", "description": "A charity."},
    }


def service_v1(number: int, **fields: Any) -> Json:
    """Service `number` as version 1 has it, with that version's spellings."""
    town, postcode, latitude, longitude = TOWNS[number % len(TOWNS)]
    direct = direct_fields(number)
    for name in ("minimum_age", "maximum_age", "application_process"):
        del direct[name]
    made = {
        **direct,
        "eligibilitys": [{"id": "e", "eligibility": "child", "minimum_age": "5", "maximum_age": "11"}],
        "regular_schedules": [
            {"id": "s1", "weekday": 1, "opens_at": "09:00", "closes_at": "12:00"},
            {"id": "s2", "weekday": 2, "opens_at": "09:00", "closes_at": "12:00"},
            {"id": "s3", "weekday": 3, "opens_at": "09:00", "closes_at": "12:00"},
        ],
        "contacts": [{"id": "c", "name": "Robin Reed", "title": "Play leader", "phones": [{"number": "01632 960777"}]}],
        "cost_options": [{"id": "o", "amount": "2.50", "option": "each child"}],
        "service_areas": [{"id": "a", "service_area": "Lower Fen", "extent": ""}],
        "service_at_locations": [
            {
                "id": "sal",
                "location": {
                    "id": "loc",
                    "name": "Reed Hall",
                    "latitude": str(latitude),
                    "longitude": str(longitude),
                    "physical_addresses": [
                        {"address_1": "3 Sluice Lane", "city": town, "postal_code": postcode, "country": "GB"}
                    ],
                },
            }
        ],
        "service_taxonomys": [{"id": "t", "taxonomy": {"id": "term-1", "name": "Clubs", "vocabulary": "fen"}}],
    }
    return made | fields


def page_v3(records: Sequence[Any], number: int = 1, pages: int = 1, total: int | None = None) -> Json:
    """One page of a list, in version 3's envelope."""
    return {
        "total_items": len(records) if total is None else total,
        "total_pages": pages,
        "page_number": number,
        "size": len(records),
        "first_page": number == 1,
        "last_page": number >= pages,
        "empty": not records,
        "contents": list(records),
    }


def page_v1(records: Sequence[Any], number: int = 1, pages: int = 1, total: int | None = None) -> Json:
    """One page of a list, in version 1's envelope."""
    return {
        "totalElements": len(records) if total is None else total,
        "totalPages": pages,
        "number": number,
        "size": len(records),
        "first": number == 1,
        "last": number >= pages,
        "content": list(records),
    }


def in_pages(records: Sequence[Json], size: int) -> Iterator[Json]:
    """The records as pages of version 3."""
    pages = -(-len(records) // size)
    for number in range(pages):
        yield page_v3(records[number * size : (number + 1) * size], number + 1, pages, len(records))
