"""Keys for programs that read the figures over the JSON API."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from storage.api_keys import ApiKeyError, ApiKeys
from web.asked import line
from web.console.people import PEOPLE
from web.console.shell import Console
from web.console.visit import HOME, visit_of

KEYS = f"{HOME}/keys"


class Keys:
    """The keys, for admins."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def router(self) -> APIRouter:
        """Where each page lives."""
        router = APIRouter(include_in_schema=False, dependencies=[Depends(self._console.door.needs("admin"))])
        router.add_api_route(KEYS, self.show, methods=["GET"])
        router.add_api_route(KEYS, self.make, methods=["POST"])
        router.add_api_route(f"{KEYS}/{{key_id}}/off", self.switch_off, methods=["POST"])
        return router

    def show(self, request: Request, told: str = "") -> Response:
        """The keys, and a form for one more."""
        return self._page(request, told=_OFF if told else "")

    def make(self, request: Request, name: Annotated[str, Form()] = "") -> Response:
        """Make a key, and show it, once."""
        plain = line(name, 256)
        try:
            with self._console.work(visit_of(request)) as work:
                key_id, key = ApiKeys(work.session).make(plain, work.at.date())
                work.inbox.note("make-key", key_id)
        except ApiKeyError as error:
            return self._page(request, name=plain, trouble=str(error))
        return self._page(request, key=key)

    def switch_off(self, request: Request, key_id: str) -> Response:
        """Let a key open nothing any more."""
        try:
            with self._console.work(visit_of(request)) as work:
                ApiKeys(work.session).switch_off(line(key_id, 32))
                work.inbox.note("stop-key", line(key_id, 32))
        except ApiKeyError as error:
            return self._page(request, trouble=str(error))
        return RedirectResponse(f"{KEYS}?told=off", 303)

    def _page(self, request: Request, key: str = "", name: str = "", trouble: str = "", told: str = "") -> Response:
        with self._console.reading() as session:
            keys = ApiKeys(session).all()
        words = {"keys": keys, "key": key, "name": name, "trouble": trouble, "told": told}
        return self._console.page("keys.html", visit_of(request), 400 if trouble else 200, here=PEOPLE, **words)


_OFF = "The key is switched off."
