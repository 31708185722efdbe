"""The first page of the console: what waits for someone."""

from __future__ import annotations

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from storage.inbox import Filters
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
        visit = visit_of(request)
        with self._console.work(visit) as work:
            waiting = {
                "worry": work.inbox.count(Filters(worry=True, status="received")),
                "new": work.inbox.count(Filters(status="received")),
                "reading": work.inbox.count(Filters(status="reading")),
                "complaints": work.inbox.count(Filters(kind="complaint", status="received")),
            }
        return self._console.page("start.html", visit, here=HOME, waiting=waiting)
