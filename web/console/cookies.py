"""The console's cookies: of a session, of a browser that was signed in with before, of a sign-on under way."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from starlette.requests import Request
from starlette.responses import Response

from storage.officers import plain_name
from web.console.visit import COOKIE, DEVICE, HOME
from web.site import Site

SIGN_ON = "signpost_sign_on"
_DEVICE_SECONDS = 180 * 24 * 3600


class Cookies:
    """All are for the console alone, hidden from scripts, and sent by no other site's forms."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def sign_in(self, response: Response, token: str) -> None:
        """Give a browser its session, which ends with the browser at the latest."""
        self.set(response, COOKIE, token)

    def know(self, response: Response, name: str) -> None:
        """Let a browser be known as one that this officer has signed in with."""
        self.set(response, DEVICE, self._signed(name, secrets.token_hex(8)), _DEVICE_SECONDS)

    def device(self, request: Request, name: str) -> str:
        """The name of a browser that this officer has signed in with before; "" for any other."""
        sent = request.cookies.get(DEVICE, "")
        number, _, _ = sent.partition(".")
        fits = hmac.compare_digest(sent.encode("utf-8", "replace"), self._signed(name, number).encode())
        return number if number and fits else ""

    def set(self, response: Response, name: str, value: str, seconds: int | None = None) -> None:
        """Set a cookie."""
        secure = self._site.secure_cookies
        response.set_cookie(name, value, max_age=seconds, path=HOME, httponly=True, samesite="lax", secure=secure)

    def drop(self, response: Response, name: str) -> None:
        """Take a cookie back."""
        secure = self._site.secure_cookies
        response.delete_cookie(name, path=HOME, httponly=True, samesite="lax", secure=secure)

    def _signed(self, name: str, number: str) -> str:
        said = f"device:{plain_name(name)}:{number}".encode("utf-8", "replace")
        return f"{number}.{hmac.new(self._site.secret, said, hashlib.sha256).hexdigest()}"
