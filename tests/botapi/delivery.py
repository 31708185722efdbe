"""How updates reach the bot: it asks for them (`getUpdates`), or they are posted to its webhook."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from .errors import ApiError, bad_request
from .parameters import Parameters
from .shapes import Json
from .webhook import Webhook, is_loopback
from .world import World

_SECRET = re.compile(r"[A-Za-z0-9_-]*")


class Delivery:
    """Lives on the server's loop; `wake` is called there whenever an update was added.

    `longest_poll` caps, in seconds, how long a request for updates is held, so that a test ends soon.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self._held: asyncio.Future[None] | None = None
        self.webhook: Webhook | None = None
        self.longest_poll = 1.0
        self.first_retry = 0.05
        self.methods: dict[str, Callable[[Parameters], Awaitable[object]]] = {
            "getUpdates": self.get_updates,
            "setWebhook": self.set_webhook,
            "deleteWebhook": self.delete_webhook,
            "getWebhookInfo": self.get_webhook_info,
        }

    @property
    def holding(self) -> bool:
        """Whether a request for updates is being held open."""
        return self._held is not None

    def wake(self) -> None:
        """Hand out what has come in."""
        if self.webhook:
            self.webhook.wake()
        elif self._held and not self._held.done():
            self._held.set_result(None)

    async def get_updates(self, params: Parameters) -> list[Json]:
        """`getUpdates`: what waits at once, otherwise held until an update comes or the time is up."""
        if self.webhook:
            raise _conflict(
                "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
            )
        limit = min(max(params.integer("limit", 100), 1), 100)
        with self._world.changed:
            self._world.updates.allow(params.json("allowed_updates", "allowed updates"))
            self._world.updates.confirm(params.integer("offset"))
            self._world.changed.notify_all()
            found = self._world.updates.batch(limit)
        seconds = min(params.integer("timeout"), self.longest_poll)
        if found or seconds <= 0:
            return found
        await self._hold(seconds)
        with self._world.changed:
            return self._world.updates.batch(limit)

    async def _hold(self, seconds: float) -> None:
        self._refuse_held("terminated by other getUpdates request; make sure that only one bot instance is running")
        held = self._held = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(seconds):
                await held
        except TimeoutError:
            return
        finally:
            if self._held is held:
                self._held = None

    def _refuse_held(self, reason: str) -> None:
        if self._held and not self._held.done():
            self._held.set_exception(_conflict(reason))

    async def set_webhook(self, params: Parameters) -> bool:
        """`setWebhook`; an empty address removes it."""
        if not params.text("url"):
            return await self.delete_webhook(params)
        _check_address(params.text("url"))
        _check_secret(params.text("secret_token"))
        self._refuse_held("terminated by setWebhook request")
        await self.delete_webhook(params)
        with self._world.changed:
            self._world.updates.allow(params.json("allowed_updates", "allowed updates"))
        self.webhook = Webhook(
            self._world,
            params.text("url"),
            params.text("secret_token"),
            min(max(params.integer("max_connections", 40), 1), 100),
            self.first_retry,
        )
        self.webhook.wake()
        return True

    async def delete_webhook(self, params: Parameters) -> bool:
        """`deleteWebhook`."""
        await self.close()
        if params.flag("drop_pending_updates"):
            with self._world.changed:
                self._world.updates.clear()
        return True

    async def close(self) -> None:
        """Stop posting to the webhook."""
        if self.webhook:
            await self.webhook.close()
        self.webhook = None

    async def get_webhook_info(self, params: Parameters) -> Json:
        """`getWebhookInfo`."""
        hook, updates = self.webhook, self._world.updates
        info: Json = {"url": "", "has_custom_certificate": False, "pending_update_count": len(updates)}
        if updates.allowed:
            info["allowed_updates"] = updates.allowed
        return {**info, **hook.info()} if hook else info


def _check_address(url: str) -> None:
    parts = urlsplit(url)
    if is_loopback(url):
        return
    if parts.scheme != "https":
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if (parts.port or 443) not in {80, 88, 443, 8443}:
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")


def _check_secret(secret: str) -> None:
    if len(secret) > 256:
        raise bad_request("secret token is too long")
    if not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")


def _conflict(reason: str) -> ApiError:
    return ApiError(409, f"Conflict: {reason}")
