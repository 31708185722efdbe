"""A content folder with as many made-up services as a benchmark asks for, beside everything else that there is."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from knowledge.base import Knowledge
from knowledge.loader import CONTENT
from knowledge.models import Place

PER_FILE = 100
"""How many services stand in one file."""
_HEAD = "keeper: {keeper}\nchecked_on: 2026-01-10\nreview_by: 2026-07-10\nservices:\n"
_SERVICE = """\
  - id: made-{number}
    name: "{topic} {kind} {number}"
    organization: {{name: "{town} Trust {group}"}}
    description: A made-up {kind} for families near {town}. It meets each week, and new families can come along.
    categories: [{categories}]
    eligibility: {{min_age: {low}, max_age: {high}, text: Children and young people with SEND.}}
    areas: [{area}]
    locations:
      - {{name: The hall, address_1: {house} High Street, city: "{town}", latitude: {lat}, longitude: {lon}}}
    phones:
      - {{number: 01632 96{phone:04}, text: "Monday to Friday, 9am to 5pm"}}
    emails: [club{number}@made.example]
    url: https://made.example/{number}
    cost: {cost}
    referral: self - write or call
    schedule: Saturdays from 10am to 12pm.
    status: active
    sources: [https://made.example/{number}/about]
    confidence: {confidence}
"""


def made_content(knowledge: Knowledge, size: int, folder: Path) -> Path:
    """A copy of our content in `folder`, with `size` made-up services in the place of the real ones."""
    shutil.copytree(CONTENT, folder, ignore=shutil.ignore_patterns("services"))
    (folder / "services").mkdir()
    chance = random.Random(size)
    head = _HEAD.format(keeper=knowledge.area.keepers[0].id)
    for first in range(0, size, PER_FILE):
        numbers = range(first, min(first + PER_FILE, size))
        file = folder / "services" / f"made-{first:06}.yaml"
        file.write_text(head + "".join(_services(numbers, knowledge, chance)), encoding="utf-8")
    return folder


def _services(numbers: Sequence[int], knowledge: Knowledge, chance: random.Random) -> Iterator[str]:
    groups, districts = knowledge.groups, [district.id for district in knowledge.area.districts]
    for number in numbers:
        place: Place = chance.choice(knowledge.places)
        group = chance.choice(groups)
        low = chance.choice([0, 0, 5, 8, 11, 16])
        picked = chance.sample(group.categories, min(2, len(group.categories)))
        yield _SERVICE.format(
            number=number,
            topic=group.label.split()[0].strip(",:"),
            kind=chance.choice(["club", "group", "class", "helpline", "workshop", "drop-in"]),
            town=place.name,
            group=chance.randrange(1000),
            categories=", ".join(category.id for category in picked),
            low=low,
            high=chance.choice([18, 25]),
            area=chance.choice(districts),
            house=chance.randrange(1, 200),
            lat=place.latitude,
            lon=place.longitude,
            phone=chance.randrange(1000),
            cost=chance.choice(["free", "mixed", "paid", "unknown"]),
            confidence=chance.choice(["high", "medium", "low"]),
        )
