"""The envelope that a list of services comes in: of version 1, of version 3, or none at all."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from knowledge.open_referral.values import flag, number

LISTS = ("contents", "content", "services", "items", "data", "results")
_SERVICE_KEYS = frozenset({"name", "organization", "organization_id", "status", "description"})


class NotAFeed(Exception):  # noqa: N818  (it reads as what it says)
    """What was read is no list of services. The message says what it is instead, to follow "it is" or "this is"."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list. `last`, `first`, `total` and `pages` are what the feed claims; None where it does not."""

    records: list[Any]
    last: bool | None = None
    first: bool | None = None
    total: int | None = None
    pages: int | None = None


def read_json(text: str | bytes) -> Any:
    """The data in `text`. Raises NotAFeed."""
    try:
        return json.loads(text)
    except RecursionError as error:
        raise NotAFeed("JSON that is nested too deep to be read") from error
    except UnicodeDecodeError as error:
        raise NotAFeed("not text that can be read (it is not in UTF-8)") from error
    except ValueError as error:
        raise NotAFeed(_instead(text)) from error


def read_page(data: Any) -> Page:
    """A page in either envelope, a bare list, or a single service. Raises NotAFeed."""
    if isinstance(data, list):
        return Page(data)
    if not isinstance(data, dict):
        raise NotAFeed("JSON, but no list of services")
    name = next((name for name in LISTS if isinstance(data.get(name), list)), None)
    if name is not None and not (name == "services" and "id" in data):
        return page_of(data[name], data)
    if flag(data, "empty"):
        return Page([], last=True)
    if "id" in data and _SERVICE_KEYS & data.keys():
        return Page([data], last=True)
    raise NotAFeed("JSON, but no list of services")


def page_of(records: list[Any], head: dict[str, Any]) -> Page:
    """A page of these records, with what the rest of its envelope claims."""
    return Page(
        records,
        last=flag(head, "last_page", "last"),
        first=flag(head, "first_page", "first"),
        total=_count(head, "total_items", "totalElements", "total_elements", "total"),
        pages=_count(head, "total_pages", "totalPages"),
    )


def version_of(data: Any) -> str | None:
    """The version that `GET /` tells, such as "HSDS-UK-3.0"; None where it tells none."""
    told = data.get("version") if isinstance(data, dict) else None
    return told[:40] if isinstance(told, str) and told.strip() else None


def _count(data: dict[str, Any], *names: str) -> int | None:
    read = number(data, *names)
    return int(read) if read is not None and read >= 0 else None


def _instead(text: str | bytes) -> str:
    start = (text if isinstance(text, bytes) else text[:200].encode("utf-8", "replace"))[:200].lstrip(
        b"\xef\xbb\xbf \t\r\n"
    )
    if not start:
        return "empty"
    if start.startswith(b"<"):
        return "a web page, not JSON"
    return "JSON that breaks off or is spoiled" if start[:1] in b'{["' else "not JSON"
