"""The officers' console at /console. Nothing of it is reachable without signing in."""

from __future__ import annotations

from typing import Protocol

from fastapi import APIRouter, FastAPI
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from web.console.shell import Console
from web.console.signing import Signing
from web.console.start import Start
from web.console.visit import SIGN_IN, SignInNeededError


class Part(Protocol):
    """A part of the console: some pages that belong together."""

    def __init__(self, console: Console) -> None: ...

    def router(self) -> APIRouter:
        """Where each page lives."""


PARTS: tuple[type[Part], ...] = (
    Signing,
    Start,
)


def add_console(app: FastAPI, console: Console) -> None:
    """Add the console to the site."""

    async def sign_in_first(_request: Request, error: Exception) -> Response:
        assert isinstance(error, SignInNeededError)
        return RedirectResponse(f"{SIGN_IN}?back={error.back}", 303)

    app.add_exception_handler(SignInNeededError, sign_in_first)
    for part in PARTS:
        app.include_router(part(console).router())
