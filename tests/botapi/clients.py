"""python-telegram-bot's own client, quick to make."""

from __future__ import annotations

from telegram import Bot
from telegram.request import HTTPXRequest

from .server import BotApiServer


def loopback_bot(server: BotApiServer, token: str | None = None) -> Bot:
    """A real `telegram.Bot` that talks to `server`. Use it as `async with loopback_bot(server) as bot`."""
    return Bot(
        token or server.token,
        base_url=server.base_url,
        base_file_url=server.base_file_url,
        request=_quick_request(),
        get_updates_request=_quick_request(),
    )


def _quick_request() -> HTTPXRequest:
    # Loopback has no certificates, and reading the machine's takes 40 ms for each client.
    return HTTPXRequest(httpx_kwargs={"verify": False})
