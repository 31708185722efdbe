"""The address that Telegram calls in webhook mode."""

from __future__ import annotations

import hmac
import json
import logging
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import Response
from telegram import Update

from bot.telegram.failures import note

if TYPE_CHECKING:
    from bot.telegram.application import TelegramEdge

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name
LARGEST_BODY = 512 * 1024
"""Bytes. Telegram's updates are a few kilobytes."""
_log = logging.getLogger(__name__)


def webhook_route(edge: TelegramEdge, secret_token: str) -> Callable[[Request], Awaitable[Response]]:
    """Return the handler for Telegram's POST requests.

    It answers 200 when the turn is saved; 403 for a wrong secret, 413 for a body that is too long and 400 for one
    that is no update; and 500 when the turn failed, so that Telegram sends it again. Raises ValueError for an empty
    secret, which would let everyone in.
    """
    if not secret_token:
        raise ValueError("The webhook needs a secret: set SIGNPOST_WEBHOOK_SECRET.")

    async def receive(request: Request) -> Response:
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), secret_token.encode()):
            return Response(status_code=403)
        body = await _body(request)
        if body is None:
            return Response(status_code=413)
        raw = _parse(body)
        if raw is None:
            return Response(status_code=400)
        return Response(status_code=200 if await _take(edge, raw) else 500)

    return receive


async def _body(request: Request) -> bytes | None:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_BODY:
            return None
    return bytes(body)


def _parse(body: bytes) -> dict[str, Any] | None:
    try:
        raw = json.loads(body)
    except ValueError:
        return None
    return raw if isinstance(raw, dict) and isinstance(raw.get("update_id"), int) else None


async def _take(edge: TelegramEdge, raw: dict[str, Any]) -> bool:
    """Return False where the turn failed. What the library cannot read now, it never will: that one is let go."""
    try:
        update = Update.de_json(raw, edge.bot)
    except Exception as error:
        note(_log, "An update could not be read", error)
        return True
    return await edge.take(update)
