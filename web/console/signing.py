"""Signing in and out."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import Annotated

from fastapi import APIRouter, Form
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from web.console.shell import Console
from web.console.visit import COOKIE, DEVICE, HOME, SIGN_IN, is_inside

_DEVICE_SECONDS = 180 * 24 * 3600
_Text = Annotated[str, Form(max_length=256)]


class Signing:
    """The pages for those who are not signed in yet."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def router(self) -> APIRouter:
        """Where each page lives."""
        router = APIRouter(include_in_schema=False)
        router.add_api_route(SIGN_IN, self.show, methods=["GET"])
        router.add_api_route(SIGN_IN, self.sign_in, methods=["POST"])
        router.add_api_route(f"{HOME}/sign-out", self.sign_out, methods=["POST"])
        return router

    def show(self, back: str = HOME) -> Response:
        """The form."""
        return self._console.page("sign-in.html", None, back=back if is_inside(back) else HOME, name="")

    def sign_in(
        self, request: Request, name: _Text = "", password: _Text = "", digits: _Text = "", back: _Text = HOME
    ) -> Response:
        """Check a name, a password and the six digits. What was wrong is not told, so that nobody learns a part."""
        after, device = back if is_inside(back) else HOME, self._device(request, name)
        with self._console.officers() as officers:
            waits = officers.must_wait(name, device)
            found = officers.sign_in(name, password, digits, device)
        if found is None:
            trouble = _WAIT if waits else _WRONG
            return self._console.page("sign-in.html", None, 400, back=after, name=name, trouble=trouble)
        response = RedirectResponse(after, 303)
        self._set(response, COOKIE, found.token)
        self._set(response, DEVICE, self._device_of(name, secrets.token_hex(8)), _DEVICE_SECONDS)
        return response

    def sign_out(self, request: Request) -> Response:
        """End the session, whoever asks for it: a page of another site cannot (SameSite, and our own check)."""
        with self._console.officers() as officers:
            officers.sign_out(request.cookies.get(COOKIE, ""))
        response = RedirectResponse(SIGN_IN, 303)
        response.delete_cookie(COOKIE, path=HOME, httponly=True, samesite="lax", secure=self._secure)
        return response

    @property
    def _secure(self) -> bool:
        return self._console.site.secure_cookies

    def _set(self, response: Response, name: str, value: str, seconds: int | None = None) -> None:
        response.set_cookie(name, value, max_age=seconds, path=HOME, httponly=True, samesite="lax", secure=self._secure)

    def _device(self, request: Request, name: str) -> str:
        """The name of a browser that this officer has signed in from before; "" for any other."""
        sent = request.cookies.get(DEVICE, "")
        number, _, _ = sent.partition(".")
        return number if number and hmac.compare_digest(sent.encode(), self._device_of(name, number).encode()) else ""

    def _device_of(self, name: str, number: str) -> str:
        said = f"device:{name.strip().lower()}:{number}".encode()
        return f"{number}.{hmac.new(self._console.site.secret, said, hashlib.sha256).hexdigest()}"


_WRONG = (
    "That did not work. Check your name, your password and the six digits. "
    "The digits change every half minute, and each can be used once."
)
_WAIT = "There were too many tries with this name. Wait a quarter of an hour, then try again."
