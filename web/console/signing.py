"""Signing in and out."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import Annotated

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Depends, Form
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from storage.officer_sessions import Sessions
from storage.passwords import LONGEST_PASSWORD
from storage.sign_in import SignIn
from web.asked import line
from web.console.cookies import Cookies
from web.console.shell import Console
from web.console.visit import COOKIE, HOME, SIGN_IN, is_inside

AT_ONCE = 2
"""How many passwords are checked at a time: each takes 64 MB and a core, and families' turns go on beside them."""
_Text = Annotated[str, Form()]


class Signing:
    """The pages for those who are not signed in yet."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._cookies = Cookies(console.site)
        self._sign_in = SignIn(console.engine, console.sealer)
        self._room = CapacityLimiter(AT_ONCE)

    def router(self) -> APIRouter:
        """Where each page lives."""
        router = APIRouter(include_in_schema=False, dependencies=[Depends(self._console.door.check_host)])
        router.add_api_route(SIGN_IN, self.show, methods=["GET"])
        router.add_api_route(SIGN_IN, self.sign_in, methods=["POST"])
        needs = self._console.door.needs
        router.add_api_route(
            f"{HOME}/sign-out", self.sign_out, methods=["POST"], dependencies=[Depends(needs("viewer"))]
        )
        return router

    def show(self, back: str = HOME, why: str = "") -> Response:
        """The form."""
        return self._form(back, notice=_NOTICES.get(why, ""))

    async def sign_in(
        self, request: Request, name: _Text = "", password: _Text = "", digits: _Text = "", back: _Text = HOME
    ) -> Response:
        """Check a name, a password and the six digits. What was wrong is not told, so that nobody learns a part."""
        plain, typed = line(name, 256), password[: LONGEST_PASSWORD + 1]
        device = self._cookies.device(request, plain)
        enter = partial(self._sign_in.enter, plain, typed, line(digits, 32), device, datetime.now(UTC))
        found = await to_thread.run_sync(enter, limiter=self._room)
        if isinstance(found, str):
            return self._form(back, 400, name=plain[:64], trouble=_TROUBLES[found])
        response = RedirectResponse(back if is_inside(back) else HOME, 303)
        await to_thread.run_sync(self._leave, request.cookies.get(COOKIE, ""))
        self._cookies.sign_in(response, found.token)
        self._cookies.know(response, plain)
        return response

    def sign_out(self, request: Request) -> Response:
        """End the session."""
        self._leave(request.cookies.get(COOKIE, ""))
        response = RedirectResponse(f"{SIGN_IN}?why=left", 303)
        self._cookies.drop(response, COOKIE)
        return response

    def _form(self, back: str, status: int = 200, name: str = "", notice: str = "", trouble: str = "") -> Response:
        after = back if is_inside(back) else HOME
        words = {"back": after, "name": name, "notice": notice, "trouble": trouble}
        return self._console.page("sign-in.html", None, status, sign_on=self._console.operator.sign_on, **words)

    def _leave(self, token: str) -> None:
        if token:
            with self._console.writing() as session:
                Sessions(session, datetime.now(UTC)).sign_out(token)


_NOTICES = {
    "ended": "Your session has ended. It does after half an hour with no page opened, and after twelve hours.",
    "kept": "Your session has ended. What you had typed was kept: sign in, and it is back in its form.",
    "left": "You are signed out.",
    "password": "Your password has been changed. Sign in with the new one.",
}
_TROUBLES = {
    "wrong": "That did not work. Check your name, your password and the six digits. "
    "The digits change every half minute, and each can be used once.",
    "wait": "There were too many tries with this name. Wait a quarter of an hour, then try again.",
}
