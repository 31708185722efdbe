"""Public pages that browsers may keep for a while, and are not sent again where nothing has changed."""

from __future__ import annotations

import hashlib

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

FRESH_SECONDS = 300
"""How long a page may be shown again without asking for it anew."""
KEPT = {"Cache-Control": f"public, max-age={FRESH_SECONDS}"}
"""The header of a page that may be kept."""


class Unchanged:
    """Answers 304 in the place of a page with `KEPT` that the browser has already (RFC 9110, section 13)."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        held: list[Message] = []

        async def send_once_known(message: Message) -> None:
            if message["type"] == "http.response.start" and _may_be_kept(message):
                held.append(message)
            elif held and held[-1]["type"] == "http.response.start" and not message.get("more_body"):
                for one in _answer(held.pop(), message, Headers(scope=scope).get("if-none-match", "")):
                    await send(one)
            else:
                for one in (*held, message):
                    await send(one)
                held.clear()

        await self.app(scope, receive, send_once_known)


def _may_be_kept(start: Message) -> bool:
    return start["status"] == 200 and Headers(raw=start["headers"]).get("cache-control") == KEPT["Cache-Control"]


def _answer(start: Message, body: Message, has: str) -> tuple[Message, Message]:
    tag = f'"{hashlib.sha256(body.get("body", b"")).hexdigest()[:32]}"'
    headers = MutableHeaders(raw=start["headers"])
    headers["ETag"] = tag
    if tag not in (one.strip().removeprefix("W/") for one in has.split(",")):
        return start, body
    del headers["content-length"]
    return {**start, "status": 304, "headers": headers.raw}, {**body, "body": b""}
