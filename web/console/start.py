"""The first page of the console: what waits for someone."""

from __future__ import annotations

from datetime import UTC, datetime

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from handlers.comments import said_count
from storage.inbox import Filters, Inbox
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
        asked = {
            "worry": Filters(worry=True, status="received"),
            "new": Filters(status="received"),
            "reading": Filters(status="reading"),
            "complaints": Filters(kind="complaint", status="received"),
        }
        with self._console.reading() as session:
            inbox = Inbox(session, self._console.sealer, visit.account.name, datetime.now(UTC))
            waiting = {name: said_count(inbox.count(filters)) for name, filters in asked.items()}
        return self._console.page("start.html", visit, here=HOME, waiting=waiting)
