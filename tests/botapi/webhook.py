"""Posts updates to the bot's webhook: one chat's in order, several chats' at once, again until they are taken."""

from __future__ import annotations

import asyncio
import ipaddress
import time
from urllib.parse import urlsplit

import httpx

from .shapes import Json
from .world import World

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
_LONGEST_WAIT = 1.0


class Webhook:
    """A webhook that is set. Used on the server's loop alone."""

    def __init__(self, world: World, url: str, secret: str, connections: int, first_retry: float) -> None:
        self._world = world
        self.url = url
        self._headers = {SECRET_HEADER: secret} if secret else {}
        self._connections = connections
        self._first_retry = first_retry
        self._busy: dict[object, asyncio.Task[None]] = {}
        self._client = httpx.AsyncClient(trust_env=False, timeout=10)
        self._last_error: Json = {}

    def wake(self) -> None:
        """Start on every chat that has something waiting and is not under way, as far as connections allow."""
        if not is_loopback(self.url):
            return
        with self._world.changed:
            for update in self._world.updates.take_repeats():
                self._start(object(), update)
            for update in self._world.updates.waiting:
                if len(self._busy) < self._connections and _owner(update) not in self._busy:
                    self._start(_owner(update), update)

    async def close(self) -> None:
        """Stop posting; what was not taken stays waiting."""
        for task in self._busy.values():
            task.cancel()
        await self._client.aclose()

    def info(self) -> Json:
        """Its part of Bot API `WebhookInfo`."""
        return {"url": self.url, "max_connections": self._connections, **self._last_error}

    def _start(self, owner: object, update: Json) -> None:
        self._busy[owner] = asyncio.get_running_loop().create_task(self._deliver(owner, update))

    async def _deliver(self, owner: object, update: Json) -> None:
        wait = self._first_retry
        while not await self._post(update):
            await asyncio.sleep(wait)
            wait = min(wait * 2, _LONGEST_WAIT)
        with self._world.changed:
            self._world.updates.remove(update)
            self._world.note()
        del self._busy[owner]
        self.wake()

    async def _post(self, update: Json) -> bool:
        status: int | None = None
        try:
            reply = await self._client.post(self.url, json=update, headers=self._headers)
            status = reply.status_code
            trouble = "" if reply.is_success else f"Wrong response from the webhook: {status} {reply.reason_phrase}"
        except httpx.HTTPError as error:
            trouble = f"Connection failed: {type(error).__name__}"
        if trouble:
            self._last_error = {"last_error_date": int(time.time()), "last_error_message": trouble}
        with self._world.changed:
            self._world.posts.append((update["update_id"], status))
        return not trouble


def is_loopback(url: str) -> bool:
    """Whether an address is on this machine: the only place where this server ever posts to."""
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _owner(update: Json) -> int:
    """Whose updates must come in order: the chat's, or the person's where there is no chat."""
    content = next(value for name, value in update.items() if name != "update_id")
    message = content.get("message", content)
    owner: int = (message.get("chat") or content["from"])["id"]
    return owner
