"""Every telephone number of a record: feeds put them at the service, contacts, places or the organisation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from knowledge.models import Phone
from knowledge.open_referral.values import Json, children, line

_NUMBER = re.compile(r"\+?\(?\d[\d ()./\-–]*\d")
_NUMBER_KEYS = ("number", "phone_number", "telephone", "phone", "tel")
_PHONE_KEYS = frozenset({"phones", "phone", "telephone", "phone_number", "telephones", "phone_numbers"})
_NOT_OURS = frozenset({"reviews", "funding", "fundings", "attributes", "metadata", "languages", "taxonomy_term"})
"""Parts of a record in which a number would be somebody else's."""
_LATER = ("contacts", "contact", "service_at_locations", "locations", "location", "organization", "organisation")
FEWEST_DIGITS, MOST_DIGITS = 3, 15
MOST_DEPTH = 8
LONGEST_WORDS = 80
LONGEST_PRINTED = 200


def phones_of(record: Json) -> tuple[tuple[Phone, ...], tuple[str, ...]]:
    """The numbers, each once, the service's own first; and what stood in a number's place and is none."""
    found: dict[str, Phone] = {}
    spoiled: list[str] = []
    for owner, entry in _entries(record, "", 0):
        printed = line(entry, *_NUMBER_KEYS)[:LONGEST_PRINTED]
        if not printed or line(entry, "type", "number_type").casefold() == "fax":
            continue
        numbers = [one for one in (match.strip(" .-–/") for match in _split(printed)) if _is_dialled(one)]
        if not numbers:
            spoiled.append(printed[:40])
        for number in numbers:
            found.setdefault(_key(number), Phone(number=number, text=_words(entry, owner) or None))
    return tuple(found.values()), tuple(spoiled)


def _entries(part: Json, owner: str, depth: int) -> Iterator[tuple[str, Json]]:
    """Each entry for a phone in `part` and below it, with the words for whose it is."""
    if depth > MOST_DEPTH:
        return
    for key in sorted(_PHONE_KEYS & part.keys()):
        for one in _as_entries(part[key]):
            yield owner, one
    for key in sorted(part.keys() - _PHONE_KEYS - _NOT_OURS, key=_order):
        for below in children(part, key):
            yield from _entries(below, _owner(key, below) or owner, depth + 1)


def _as_entries(value: Any) -> Iterator[Json]:
    for one in value if isinstance(value, list) else (value,):
        if isinstance(one, dict):
            yield one
        elif isinstance(one, str | int) and not isinstance(one, bool):
            yield {"number": str(one)}


def _order(key: str) -> tuple[int, str]:
    return (_LATER.index(key) if key in _LATER else -1), key


def _owner(key: str, part: Json) -> str:
    """Whose a number is: a post, a place or the organisation. A person's name is theirs, and stays out."""
    match key:
        case "contacts" | "contact":
            return line(part, "title", "department")
        case "location" | "locations" | "organization" | "organisation":
            return line(part, "name")
        case _:
            return ""


def _split(printed: str) -> list[str]:
    """The numbers that stand in one field: "01632 960001 / 960 002" is two."""
    return [half for match in _NUMBER.findall(printed) for half in re.split(r"\s*/\s*", match)]


def _is_dialled(number: str) -> bool:
    return FEWEST_DIGITS <= sum(sign.isdecimal() for sign in number) <= MOST_DIGITS


def _key(number: str) -> str:
    digits = "".join(sign for sign in number.replace("(0)", "") if sign.isdecimal())
    return re.sub(r"^(?:0044|44(?=\d{9,10}$))0?", "0", digits)


def _words(entry: Json, owner: str) -> str:
    extension = line(entry, "extension")
    kind = line(entry, "type", "number_type").casefold()
    parts = (
        line(entry, "description").rstrip(".") or owner,
        f"extension {extension}" if extension else "",
        kind if kind in {"text", "sms", "textphone", "tty"} else "",
    )
    return ", ".join(part[:LONGEST_WORDS] for part in parts if part)
