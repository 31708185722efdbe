"""A feed that is read over the network: page after page, with the nest of records that a list gives without it."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from bot.feeds.errors import AnswerError, FeedError
from bot.feeds.fetch import AT_ONCE, MAX_PAGE_BYTES, MAX_RECORD_BYTES, Getter
from bot.feeds.reading import Told, feed_address
from knowledge.open_referral.envelope import NotAFeed, Page, read_json, read_page, version_of
from knowledge.open_referral.intake import Item
from knowledge.open_referral.values import line

PER_PAGE = 100
MAX_PAGES = 2_000
MOST_BROKEN = 20
"""How many records may fail on their own before the feed as a whole counts as broken."""
FIRST_VERSION = "1"
_NESTS = frozenset(
    {
        *("service_at_locations", "locations", "service_areas", "contacts", "phones", "languages"),
        *("schedules", "regular_schedules", "cost_options", "eligibilities", "eligibilitys"),
        *("attributes", "service_taxonomies", "service_taxonomys", "taxonomies"),
    }
)
"""What a record has where its list gave the nest too."""
NOT_FOUND = 404
_ONE_DOCUMENT = re.compile(r"\.json$|/services/[^/]+$")
"""The end of an address that is a list or a service in itself, not a feed."""


class WebFeed:
    """Reads the feed at an address: of the feed itself, of its `/services`, or of one document."""

    def __init__(self, address: str, getter: Getter) -> None:
        parts = urlsplit(address.strip())
        self._only = address.strip() if _ONE_DOCUMENT.search(parts.path) else None
        self.source = feed_address(address)
        self.told = Told()
        self._query = parse_qsl(parts.query)
        self._getter = getter
        self._broken = 0
        self._places = asyncio.Semaphore(AT_ONCE)

    async def version(self) -> str:
        """The version that the feed says it has; "1" where it says nothing, as version 1 does."""
        try:
            return version_of(read_json(await self._getter.get(f"{self.source}/", MAX_RECORD_BYTES, tries=1))) or "1"
        except (AnswerError, NotAFeed):
            return FIRST_VERSION

    async def items(self) -> AsyncIterator[Item]:
        """Every record. Raises FeedError, with the page's number, where the feed breaks half-way."""
        async for number, page in self._pages():
            self.told.count(page, len(page.records))
            for start in range(0, len(page.records), 8 * AT_ONCE):
                part = page.records[start : start + 8 * AT_ONCE]
                named = [
                    self._whole(f"page {number}, item {at}", record) for at, record in enumerate(part, start=start + 1)
                ]
                for found in await asyncio.gather(*named, return_exceptions=True):
                    if isinstance(found, BaseException):
                        raise found
                    yield found

    async def _pages(self) -> AsyncIterator[tuple[int, Page]]:
        page, number, seen = await self._page(1), 1, set[str]()
        if self._only:
            yield 1, page
            return
        if page.first is False:
            # Some feeds count their pages from 0.
            yield 0, await self._page(0)
        while page.records:
            marks = {_mark(record) for record in page.records}
            if marks <= seen:
                if page.last is not None:
                    self.told.wrong(f"page {number} repeats what stood on earlier pages")
                return
            seen |= marks
            yield number, page
            if page.last:
                return
            if number >= MAX_PAGES:
                self.told.wrong(f"it has over {MAX_PAGES} pages, and the rest was not read", lacks=True)
                return
            number += 1
            following = await self._page_after(page, number)
            if following is None:
                return
            page = following

    async def _page_after(self, page: Page, number: int) -> Page | None:
        """The next page; None where a feed that never said whether there is more has none."""
        try:
            return await self._page(number)
        except _PageError as error:
            if error.status == NOT_FOUND and page.last is None:
                return None
            raise

    async def _page(self, number: int) -> Page:
        query = urlencode([*self._query, ("page", number), ("per_page", PER_PAGE)])
        address = self._only or f"{self.source}/services?{query}"
        try:
            return read_page(read_json(await self._getter.get(address, MAX_PAGE_BYTES)))
        except AnswerError as error:
            raise _PageError(f"Page {number} of {self.source}: {error}. Nothing was saved.", error.status) from error
        except NotAFeed as error:
            raise _PageError(f"Page {number} of {self.source} is {error}. Nothing was saved.") from error

    async def _whole(self, at: str, record: Any) -> Item:
        """The record with its nest. A list may give direct fields only; the record's own page has the rest."""
        record_id = line(record, "id") if isinstance(record, dict) else ""
        if not record_id or any(record.get(name) for name in _NESTS):
            return Item(at, record)
        async with self._places:
            try:
                address = f"{self.source}/services/{quote(record_id, safe='')}"
                whole = read_json(await self._getter.get(address, MAX_RECORD_BYTES))
            except AnswerError as error:
                return Item(at, record) if error.status == NOT_FOUND else self._failed(at, record, str(error))
            except NotAFeed as error:
                return self._failed(at, record, f"it is {error}")
        if not isinstance(whole, dict) or line(whole, "id") != record_id:
            return self._failed(at, record, "it is about another record")
        return Item(at, whole)

    def _failed(self, at: str, record: Any, why: str) -> Item:
        self._broken += 1
        if self._broken > MOST_BROKEN:
            raise FeedError(f"{self.source} broke off at {at}: {why}. Nothing was saved.")
        return Item(at, record, trouble=f"its own page could not be read: {why}")


class _PageError(AnswerError):
    """A page of the list that cannot be had: the import ends with it."""


def _mark(record: Any) -> str:
    return (line(record, "id") if isinstance(record, dict) else "") or repr(record)
