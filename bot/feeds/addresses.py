"""Connections to public addresses only: what a feed's name stands for is looked up once, checked, and kept to.

A feed's address is typed by an officer, but where it redirects to, and what its name stands for, is up to others: it
must not lead to a machine of the council's own network.
"""

from __future__ import annotations

import asyncio
import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

import httpx

from bot.feeds.errors import FeedError

Address = IPv4Address | IPv6Address

_TRANSLATED = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"))
"""IPv6 addresses that stand for IPv4 ones behind a translator (RFC 6052, RFC 8215)."""


class CheckedTransport(httpx.AsyncBaseTransport):
    """Sends each request to an address that was checked. Raises FeedError for one that is refused."""

    def __init__(self, limits: httpx.Limits, *, allow_loopback: bool) -> None:
        self._limits = limits
        self._allow_loopback = allow_loopback
        self._pinned: dict[tuple[str, int], Address] = {}
        # One for each name: a secure connection that was made for one name must not serve another.
        self._inner: dict[str, httpx.AsyncHTTPTransport] = {}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send the request to the checked address, under the name that it was meant for."""
        host = request.url.host
        check_url(request.url, allow_loopback=self._allow_loopback)
        address = await self._address_of(request.url)
        if request.url.scheme == "http" and not address.is_loopback:
            raise FeedError(f"{host}: a feed is read over https only.")
        request.extensions["sni_hostname"] = host
        request.url = request.url.copy_with(host=str(address))
        if host not in self._inner:
            self._inner[host] = httpx.AsyncHTTPTransport(limits=self._limits, trust_env=False)
        return await self._inner[host].handle_async_request(request)

    async def aclose(self) -> None:
        """Close every connection."""
        for inner in self._inner.values():
            await inner.aclose()

    async def _address_of(self, url: httpx.URL) -> Address:
        port = url.port or {"http": 80}.get(url.scheme, 443)
        if (url.host, port) not in self._pinned:
            found = await _look_up(url.host, port)
            refused = [one for one in found if is_refused(one, allow_loopback=self._allow_loopback)]
            if refused:
                raise FeedError(f"{url.host} is not a public address ({refused[0]}): it is refused.")
            self._pinned[url.host, port] = min(found, key=lambda one: one.version)
        return self._pinned[url.host, port]


def check_url(url: httpx.URL, *, allow_loopback: bool) -> None:
    """Raise FeedError for an address that is no web address, or not of the kind that we read."""
    if url.scheme not in {"http", "https"} or not url.host:
        raise FeedError(f"'{url}' is no web address that starts with https://.")
    if url.userinfo:
        raise FeedError("The address has a name and password in it: a feed is open to all.")
    if url.scheme == "http" and not allow_loopback:
        raise FeedError(f"'{url}' is refused: a feed is read over https only.")


def is_refused(address: Address, *, allow_loopback: bool) -> bool:
    """Whether we must not connect there: anything but a public address, or one that hides another in it."""
    if isinstance(address, IPv6Address):
        translated = any(address in network for network in _TRANSLATED)
        if address.ipv4_mapped or address.sixtofour or address.teredo or translated:
            return True
    if address.is_loopback:
        return not allow_loopback
    return not address.is_global or address.is_multicast or address.is_reserved


async def _look_up(host: str, port: int) -> list[Address]:
    loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FeedError(f"There is no '{host}' to be found. Check the address and the network.") from error
    return [ip_address(str(sockaddr[0]).partition("%")[0]) for *_, sockaddr in found]
