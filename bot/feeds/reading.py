"""What every kind of feed gives: records one after another, and what it told of itself that was not so."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Protocol
from urllib.parse import urlsplit, urlunsplit

from knowledge.open_referral.envelope import Page
from knowledge.open_referral.intake import Item


def feed_address(address: str) -> str:
    """The address that a feed is known by, of any address that it can be read from: of its `/services`, say."""
    parts = urlsplit(address.strip())
    path = parts.path.rstrip("/").removesuffix("/services").rstrip("/")
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), path, "", ""))


class Told:
    """What a feed says of how much it has, against what it gives."""

    def __init__(self) -> None:
        self.total: int | None = None
        self._pages_told: int | None = None
        self._records = 0
        self._pages = 0
        self._wrong: list[str] = []
        self._lacks = False

    def count(self, page: Page, records: int) -> None:
        """Note a page that was read, and how many records it had."""
        self._pages += 1
        self._records += records
        self.total = page.total if page.total is not None else self.total
        self._pages_told = page.pages if page.pages is not None else self._pages_told

    def wrong(self, what: str, *, lacks: bool = False) -> None:
        """Note something that the feed told wrongly; with `lacks`, not all of it was read."""
        self._wrong.append(what)
        self._lacks = self._lacks or lacks

    def all_wrong(self) -> list[str]:
        """Everything that was not so."""
        found = list(self._wrong)
        if self.total is not None and self.total != self._records:
            found.append(f"it says that it has {self.total} services, and gave {self._records}")
        if self._pages_told is not None and max(self._pages_told, 1) != max(self._pages, 1):
            found.append(f"it says that it has {self._pages_told} pages, and gave {self._pages}")
        return found

    @property
    def complete(self) -> bool:
        """Whether the feed gave no less than it says it has."""
        return not self._lacks and (self.total is None or self._records >= self.total)


class Feed(Protocol):
    """A feed to read. `source` is the address that it is known by."""

    source: str
    told: Told

    async def version(self) -> str:
        """The version of the standard that it says it has."""

    def items(self) -> AsyncIterator[Item]:
        """Every record. Raises FeedError."""
