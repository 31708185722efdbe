"""Getting the documents of one feed, within limits of size, time and patience."""

from __future__ import annotations

import asyncio
from types import TracebackType
from typing import Self

import httpx

from bot.feeds.addresses import CheckedTransport, check_url
from bot.feeds.errors import AnswerError, FeedError

MB = 1_000_000
MAX_PAGE_BYTES = 20 * MB
MAX_RECORD_BYTES = 2 * MB
MAX_IMPORT_BYTES = 200 * MB
REQUEST_SECONDS = 20.0
MAX_REDIRECTS = 3
PAUSES = (0.5, 2.0, 8.0)
"""Seconds to wait before each new try, where a feed does not answer or says that the fault is its own."""
AT_ONCE = 8
"""The most requests under way at the same time: a feed is somebody's small server."""
TOO_MANY_REQUESTS = 429
_HEADERS = {"Accept": "application/json", "Accept-Encoding": "identity", "User-Agent": "signpost-open-referral-import"}


class Getter:
    """Gets documents. `read` are the bytes so far, of the whole import."""

    def __init__(self, *, allow_loopback: bool) -> None:
        self.read = 0
        self._allow_loopback = allow_loopback
        limits = httpx.Limits(max_connections=AT_ONCE, max_keepalive_connections=AT_ONCE)
        self._client = httpx.AsyncClient(
            transport=CheckedTransport(limits, allow_loopback=allow_loopback),
            headers=_HEADERS,
            timeout=REQUEST_SECONDS,
            trust_env=False,
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._client.aclose()

    async def get(self, address: str, most: int, *, tries: int = 1 + len(PAUSES)) -> bytes:
        """The document at `address`, of `most` bytes at most.

        Raises AnswerError where it cannot be had, and FeedError where the import must end.
        """
        for tried in range(tries):
            if tried:
                await asyncio.sleep(PAUSES[tried - 1])
            try:
                async with asyncio.timeout(REQUEST_SECONDS):
                    return await self._follow(address, most)
            except AnswerError as error:
                failure = error
                if error.status is not None and error.status < 500 and error.status != TOO_MANY_REQUESTS:
                    raise
            except TimeoutError:
                failure = AnswerError(f"no answer within {REQUEST_SECONDS:g} seconds")
            except httpx.HTTPError as error:
                failure = AnswerError(f"the connection failed ({type(error).__name__})")
        raise failure

    async def _follow(self, address: str, most: int) -> bytes:
        url = _url(address)
        for _ in range(1 + MAX_REDIRECTS):
            async with self._client.stream("GET", url) as answer:
                if not answer.is_redirect:
                    return await self._body(answer, most)
                url = self._next(url, answer)
        raise AnswerError(f"it redirects more than {MAX_REDIRECTS} times", answer.status_code)

    def _next(self, url: httpx.URL, answer: httpx.Response) -> httpx.URL:
        try:
            to = url.join(answer.headers["location"])
        except httpx.InvalidURL as error:
            raise AnswerError("it redirects to what is no address", answer.status_code) from error
        if url.scheme == "https" and to.scheme != "https":
            raise FeedError(f"{url.host} redirects to {to.scheme}: a feed is read over https only.")
        check_url(to, allow_loopback=self._allow_loopback)
        return to

    async def _body(self, answer: httpx.Response, most: int) -> bytes:
        if answer.status_code != httpx.codes.OK:
            raise AnswerError(f"it answered {answer.status_code}", answer.status_code)
        body = bytearray()
        async for chunk in answer.aiter_bytes():
            body += chunk
            self.read += len(chunk)
            if len(body) > most:
                raise AnswerError(f"it is over {most // MB} MB", answer.status_code)
            if self.read > MAX_IMPORT_BYTES:
                raise FeedError(f"The feed is over {MAX_IMPORT_BYTES // MB} MB. Nothing was saved.")
        return bytes(body)


def _url(address: str) -> httpx.URL:
    try:
        return httpx.URL(address)
    except httpx.InvalidURL as error:
        raise FeedError(f"'{address}' is no web address.") from error
