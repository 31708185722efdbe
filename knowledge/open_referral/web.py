"""Web and email addresses of a record: those that are none are left out, and told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from knowledge.open_referral.values import Json, child, children, line

LONGEST_ADDRESS = 500
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*", re.I)
_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}")


def web_address(record: Json, notes: list[str], *names: str) -> str | None:
    """The first of these values as an address that a button can open."""
    told = line(record, *names)
    if not told:
        return None
    address = f"https://{told}" if told.lower().startswith("www.") else told
    if _is_web(address):
        return address
    notes.append(f"'{told[:60]}' is no web address: left out")
    return None


def emails_of(record: Json, notes: list[str]) -> tuple[str, ...]:
    """The service's email, else its contacts', else its organisation's."""
    for people in (
        [record],
        [*children(record, "contacts"), *_contacts_at_places(record)],
        [child(record, "organization", "organisation")],
    ):
        found = tuple(dict.fromkeys(one for person in people if (one := _email(person, notes))))
        if found:
            return found
    return ()


def _contacts_at_places(record: Json) -> Iterator[Json]:
    for at in children(record, "service_at_locations"):
        yield from children(at, "contacts")
        yield from children(child(at, "location"), "contacts")


def _email(record: Json, notes: list[str]) -> str | None:
    told = line(record, "email").removeprefix("mailto:")
    if not told or _EMAIL.fullmatch(told):
        return told or None
    notes.append(f"'{told[:60]}' is no email address: left out")
    return None


def _is_web(address: str) -> bool:
    if len(address) > LONGEST_ADDRESS or any(sign.isspace() or sign in "<>\"'`\\" for sign in address):
        return False
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and "@" not in parts.netloc and bool(_HOST.fullmatch(host))
