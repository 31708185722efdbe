"""The first page of the console: what waits for someone."""

from __future__ import annotations

from datetime import UTC, datetime

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from handlers.digest import make_digest
from handlers.reminding import LONDON
from web.console.shell import Console
from web.console.visit import HOME, visit_of


class Start:
    """What waits, with a way to each of it."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def router(self) -> APIRouter:
        """Where the page lives."""
        reads = Depends(self._console.door.needs("viewer"))
        router = APIRouter(include_in_schema=False, dependencies=[reads])
        router.add_api_route(HOME, self.show, methods=["GET"])
        return router

    def show(self, request: Request) -> Response:
        """What waits."""
        now = datetime.now(UTC)
        digest = make_digest(self._console.engine, self._console.desk(), now.astimezone(LONDON).date())
        return self._console.page("start.html", visit_of(request), here=HOME, lines=digest.lines if digest else ())
