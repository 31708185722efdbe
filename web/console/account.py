"""An officer's own things: their password, and what they had typed when a session ended."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Form
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from storage.drafts import Drafts
from storage.officers import OfficerError, check_password
from storage.passwords import LONGEST_PASSWORD
from storage.sign_in import SignIn
from web.console.cookies import Cookies
from web.console.shell import Console
from web.console.visit import COOKIE, HOME, SIGN_IN, visit_of

PASSWORD, KEPT = f"{HOME}/password", f"{HOME}/kept"
_Text = Annotated[str, Form()]


class OwnAccount:
    """The pages that every officer has for themselves."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._sign_in = SignIn(console.engine, console.sealer)

    def router(self) -> APIRouter:
        """Where each page lives."""
        router = APIRouter(include_in_schema=False, dependencies=[Depends(self._console.door.needs("viewer"))])
        router.add_api_route(PASSWORD, self.show_password, methods=["GET"])
        router.add_api_route(PASSWORD, self.change_password, methods=["POST"])
        router.add_api_route(KEPT, self.show_kept, methods=["GET"])
        router.add_api_route(f"{KEPT}/drop", self.drop, methods=["POST"])
        return router

    def show_password(self, request: Request) -> Response:
        """The form for another password."""
        return self._console.page("password.html", visit_of(request))

    def change_password(
        self, request: Request, password: _Text = "", new_password: _Text = "", new_password_again: _Text = ""
    ) -> Response:
        """Another password. It ends every session of this officer, this one too."""
        visit = visit_of(request)
        trouble = self._trouble(visit.account.name, password, new_password, new_password_again)
        if trouble:
            return self._console.page("password.html", visit, 400, trouble=trouble)
        with self._console.officers(visit) as officers:
            officers.set_password(visit.account.name, new_password)
        response = RedirectResponse(f"{SIGN_IN}?why=password", 303)
        Cookies(self._console.site).drop(response, COOKIE)
        return response

    def show_kept(self, request: Request, told: str = "") -> Response:
        """All that was typed and not sent, with a way to each page."""
        visit = visit_of(request)
        with self._console.reading() as session:
            kept = Drafts(session, self._console.sealer, visit.account.id).all()
        visit.given.extend(one.page for one in kept)
        return self._console.page("kept.html", visit, kept=kept, told=_DROPPED if told else "", given_back=False)

    def drop(self, request: Request, of: _Text = "") -> Response:
        """Throw away what was typed on a page."""
        with self._console.writing() as session:
            Drafts(session, self._console.sealer, visit_of(request).account.id).drop(of)
        return RedirectResponse(f"{KEPT}?told=dropped", 303)

    def _trouble(self, name: str, old: str, new: str, again: str) -> str:
        try:
            check_password(new)
        except OfficerError as error:
            return str(error)
        if new != again:
            return "The new password was not the same both times. Type it again."
        # Not the browser's own count, so that a sign-in from it stays possible.
        refused = self._sign_in.check(name, old[: LONGEST_PASSWORD + 1], "own-page", datetime.now(UTC))
        return _REFUSED[refused] if refused else ""


_DROPPED = "It has been thrown away."
_REFUSED = {
    "wrong": "That is not your password of now. Type it again.",
    "wait": "There were too many tries. Wait a quarter of an hour, then try again.",
}
