"""The words on the card: a record's name, and its description with its alert first and its prices last."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.models import Organization
from knowledge.open_referral.values import Json, child, children, line, plain
from knowledge.open_referral.web import web_address

LONGEST_NAME = 120
LONGEST_DESCRIPTION = 1500
_SENTENCE_END = re.compile(r"(?<=[.!?])\s")


def name_of(record: Json, notes: list[str]) -> str:
    """The name, as one line; "" where there is none."""
    read = plain(record, "name")
    if read.had_tags:
        notes.append("there were tags in its name: taken out")
    return shortened(read.line, LONGEST_NAME)


def organization_of(record: Json, name: str, notes: list[str]) -> Organization:
    """Who runs the service. Where a record does not say, the service's own name stands in."""
    told = child(record, "organization", "organisation")
    named = line(told, "name") or line(record, "organization_name", "provider_name")
    if not named:
        notes.append("it names no organisation: its own name stands in")
    return Organization(name=shortened(named or name, LONGEST_NAME), url=web_address(told, notes, "website", "url"))


def description_of(record: Json, prices: str, notes: list[str]) -> str:
    """The alert, the description, the prices and the way in for a wheelchair, each a paragraph of its own."""
    read = plain(record, "description", "summary")
    if read.had_tags:
        notes.append("there were tags in its description: taken out")
    if len(read.paragraphs) > LONGEST_DESCRIPTION:
        notes.append(f"its description has {len(read.paragraphs)} letters: cut to {LONGEST_DESCRIPTION}")
    if not read.lines:
        notes.append("it has no description")
    alert = line(record, "alert")
    access = "; ".join(dict.fromkeys(_access(record)))
    return "\n\n".join(
        filter(
            None,
            (
                f"Important: {shortened(alert, LONGEST_DESCRIPTION // 3)}" if alert else "",
                shortened(read.paragraphs, LONGEST_DESCRIPTION),
                f"Cost: {shortened(prices, LONGEST_DESCRIPTION // 5)}" if prices else "",
                f"Access: {shortened(access, LONGEST_DESCRIPTION // 5)}" if access else "",
            ),
        )
    )


def shortened(text: str, most: int) -> str:
    """The text, cut after its last whole sentence within `most` letters, else after its last whole word."""
    if len(text) <= most:
        return text
    ends = [match.start() for match in _SENTENCE_END.finditer(text, 0, most)]
    return text[: ends[-1]] if ends and ends[-1] > most // 2 else f"{text[: most - 2].rsplit(' ', 1)[0]} …"


def _access(record: Json) -> Iterator[str]:
    for at in (*children(record, "service_at_locations"), *children(record, "locations")):
        place = child(at, "location") or at
        for one in children(place, "accessibility", "accessibility_for_disabilities", "accessibilities"):
            said = line(one, "description", "accessibility", "name")
            if said:
                yield said
