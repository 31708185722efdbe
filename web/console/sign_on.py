"""Signing in with the council's own account."""

from __future__ import annotations

import hmac
import json
from dataclasses import asdict
from datetime import UTC, datetime

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Depends
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from storage.officer_sessions import Sessions
from storage.officers import OfficerError
from storage.sealing import SealError
from storage.tables import Decision
from web.console.cookies import SIGN_ON, Cookies
from web.console.open_id import Asked, Person, Provider, SignOnError
from web.console.shell import Console
from web.console.visit import COOKIE, HOME, is_inside

START = f"{HOME}/sign-on"
BACK = f"{START}/back"
AT_ONCE = 4
"""How many are waited for at a time: a provider that hangs must not hold the threads that families' turns run in."""
_SECONDS = 600
"""How long a person may take at the provider."""


class SigningOn:
    """The way to the council's provider, and back."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._cookies = Cookies(console.site)
        sign_on, public_url = console.operator.sign_on, console.site.public_url.rstrip("/")
        self._provider = Provider(sign_on, f"{public_url}{BACK}") if sign_on else None
        self._room = CapacityLimiter(AT_ONCE)

    def router(self) -> APIRouter:
        """Where each page lives."""
        router = APIRouter(include_in_schema=False, dependencies=[Depends(self._console.door.check_host)])
        router.add_api_route(START, self.leave, methods=["GET"])
        router.add_api_route(BACK, self.come_back, methods=["GET"])
        return router

    async def leave(self, back: str = HOME) -> Response:
        """Send a person to the provider. What must come back with them goes into a sealed cookie."""
        return await to_thread.run_sync(self._leave, back, limiter=self._room)

    async def come_back(self, request: Request, state: str = "", code: str = "") -> Response:
        """Let a person in whom the provider has sent back. Each way there can be come back from once."""
        return await to_thread.run_sync(self._come_back, request, state, code, limiter=self._room)

    def _leave(self, back: str) -> Response:
        provider, asked = self._there(), Asked.new()
        try:
            response = RedirectResponse(provider.address(asked), 303)
        except SignOnError as error:
            return self._refused(str(error))
        until = datetime.now(UTC).timestamp() + _SECONDS
        kept = json.dumps({**asdict(asked), "until": until, "back": back if is_inside(back) else HOME})
        self._cookies.set(response, SIGN_ON, self._console.sealer.seal(kept).decode(), _SECONDS)
        return response

    def _come_back(self, request: Request, state: str, code: str) -> Response:
        provider, kept = self._there(), self._kept(request)
        if not kept or not code or not hmac.compare_digest(kept["state"].encode(), state.encode("utf-8", "replace")):
            return self._refused("That sign-in was begun too long ago, or in another browser. Try again.")
        try:
            person = provider.person(code, Asked(kept["state"], kept["nonce"], kept["verifier"]))
            token = self._begin(person, request.cookies.get(COOKIE, ""))
        except (SignOnError, OfficerError) as error:
            return self._refused(str(error))
        response = RedirectResponse(kept["back"], 303)
        self._cookies.sign_in(response, token)
        self._cookies.drop(response, SIGN_ON)
        return response

    def _begin(self, person: Person, old_token: str) -> str:
        at = datetime.now(UTC)
        with self._console.writing() as session:
            account = self._console.officers_in(session, "council sign-on").from_sign_on(
                person.subject, person.name, person.role
            )
            session.add(Decision(at=at, who=account.name, what="sign-in", on_id=account.id, why="council account"))
            sessions = Sessions(session, at)
            sessions.sign_out(old_token)
            return sessions.begin(account.id)

    def _kept(self, request: Request) -> dict[str, str]:
        try:
            kept = json.loads(self._console.sealer.open(request.cookies.get(SIGN_ON, "").encode()))
        except SealError:
            return {}
        fresh = kept.pop("until") > datetime.now(UTC).timestamp()
        return kept if fresh else {}

    def _refused(self, trouble: str) -> Response:
        sign_on = self._console.operator.sign_on
        words = {"back": HOME, "name": "", "notice": "", "trouble": trouble}
        response = self._console.page("sign-in.html", None, 400, sign_on=sign_on, **words)
        self._cookies.drop(response, SIGN_ON)
        return response

    def _there(self) -> Provider:
        if self._provider is None:
            raise HTTPException(404)
        return self._provider
