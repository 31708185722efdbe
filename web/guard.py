"""What stands before every page: security headers, a limit on what is sent, and no posts from other sites."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_READING = frozenset({"GET", "HEAD", "OPTIONS"})
_IN_NO_FRAME = "frame-ancestors 'none'"
_POLICY = "Content-Security-Policy"
_EMBEDDED = "/embed"
_HEADERS = {
    _POLICY: (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        f"form-action 'self'; base-uri 'none'; {_IN_NO_FRAME}"
    ),
    # "no-referrer" would make browsers send "Origin: null" with our own forms.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noarchive",
}


class SecurityHeaders:
    """Adds the security headers to every response, and "no-store" to those that do not say how long they keep.

    `framed_by` are the origins whose pages may show the embedded chat, and nothing else, in a frame.
    """

    def __init__(self, app: ASGIApp, framed_by: Sequence[str] = ()) -> None:
        self.app = app
        named = f"frame-ancestors {' '.join(framed_by)}" if framed_by else _IN_NO_FRAME
        self.embedded = {_POLICY: _HEADERS[_POLICY].replace(_IN_NO_FRAME, named)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        own = self.embedded if _is_embedded(scope) else {}

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in {**_HEADERS, **own}.items():
                    # What other sites are meant to read says so itself.
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        await self.app(scope, receive, send_with_headers)


def _is_embedded(scope: Scope) -> bool:
    path: str = scope.get("path", "")
    return path == _EMBEDDED or path.startswith(f"{_EMBEDDED}/")


class HeadLikeGet:
    """Answers a HEAD as the GET would be, without its body (RFC 9110, 9.3.2): link checkers and caches ask so."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self.app(scope, receive, send)
            return

        async def send_without_body(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self.app({**scope, "method": "GET"}, receive, send_without_body)


class BodyLimit:
    """Refuses bodies of more than `most` bytes with a 413, announced or not.

    FastAPI's own `max_body_size` answers an announced one in bare text, where a person should get a page.
    """

    def __init__(self, app: ASGIApp, most: int) -> None:
        self.app = app
        self.most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        seen = 0

        async def receive_counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > self.most:
                raise HTTPException(413)
            return message

        await self.app(scope, receive_counted, send)


def own_pages_only(public_url: str) -> Callable[[Request], Awaitable[None]]:
    """A dependency that refuses (403) what another site's page makes a browser post, on top of SameSite cookies.

    Browsers say where a post comes from in Sec-Fetch-Site, and older ones in Origin; a program that sends neither
    carries nobody's cookies.
    """
    ours = urlsplit(public_url).netloc

    async def check(request: Request) -> None:
        if request.method in _READING:
            return
        site = request.headers.get("sec-fetch-site")
        origin = request.headers.get("origin")
        if site is not None:
            allowed = site in {"same-origin", "none"}
        else:
            allowed = origin is None or urlsplit(origin).netloc in {ours, request.headers.get("host")} - {"", None}
        if not allowed:
            raise HTTPException(403)

    return check
