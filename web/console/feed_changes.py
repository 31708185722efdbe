"""What Open Referral feeds have for us, field by field, for a yes or a no."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from fastapi import APIRouter, Depends
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from handlers.content_changes import ContentChanges, NotWrittenError
from handlers.feed_changes import approved, by_file, put_in, refuse_elsewhere, refuse_stale
from knowledge.editing.errors import EditError
from knowledge.open_referral.difference import differences
from knowledge.open_referral.errors import FeedError
from storage.feeds import FeedRow, count_waiting, refuse, settle, waiting_page, waiting_row
from web.asked import line
from web.console.content import CONTENT
from web.console.shell import Console
from web.console.visit import Visit, visit_of

FEEDS = f"{CONTENT}/feeds"
PAGE = 50
_TOLD = {
    "live": "It is approved, and families see it from now on.",
    "filed": "It is approved. It is in the change file, for a keeper to put in.",
    "refused": "It is refused. It comes back only when the feed changes it.",
}


class FeedPages:
    """The pages of what feeds bring."""

    def __init__(self, console: Console, changes: ContentChanges) -> None:
        self._console = console
        self._changes = changes

    def router(self) -> APIRouter:
        """Where each page lives."""
        router = APIRouter(prefix=FEEDS, include_in_schema=False)
        read, change = [Depends(self._console.door.needs("viewer"))], [Depends(self._console.door.needs("editor"))]
        router.add_api_route("", self.show, methods=["GET"], dependencies=read)
        router.add_api_route("/{row}", self.show_one, methods=["GET"], dependencies=read)
        router.add_api_route("/{row}/approve", self.approve, methods=["POST"], dependencies=change)
        router.add_api_route("/{row}/refuse", self.refuse, methods=["POST"], dependencies=change)
        return router

    def show(self, request: Request, after: str = "", told: str = "") -> Response:
        """What waits, by id."""
        with self._console.reading() as session:
            rows = waiting_page(session, line(after, 64), PAGE + 1)
            count = count_waiting(session)
        return self._console.page(
            "feed-changes.html",
            visit_of(request),
            here=CONTENT,
            told=_TOLD.get(told, ""),
            rows=[(row, json.loads(row.service)["name"]) for row in rows[:PAGE]],
            count=count,
            first=not after,
            after=rows[PAGE - 1].id if len(rows) > PAGE else None,
        )

    def show_one(self, request: Request, row: str) -> Response:
        """One change, field by field."""
        return self._one(visit_of(request), self._find(row))

    def approve(self, request: Request, row: str) -> Response:
        """Put what a feed brings into the content."""
        visit, found = visit_of(request), self._find(row)
        try:
            self._put_in(found, visit.account.name)
        except NotWrittenError:
            self._settle(found)
            return RedirectResponse(f"{FEEDS}?told=filed", 303)
        except (FeedError, EditError) as error:
            faults = error.faults if isinstance(error, EditError) else ()
            return self._one(visit, found, 409, trouble=str(error), faults=faults)
        self._settle(found)
        return RedirectResponse(f"{FEEDS}?told={'live' if self._changes.live else 'filed'}", 303)

    def refuse(self, request: Request, row: str) -> Response:
        """Leave the content as it is."""
        visit, found = visit_of(request), self._find(row)
        refuse(self._console.engine, [found.id])
        with self._console.work(visit) as work:
            work.inbox.note("refuse feed", found.id)
        return RedirectResponse(f"{FEEDS}?told=refused", 303)

    def _put_in(self, row: FeedRow, who: str) -> None:
        today = datetime.now(UTC).date()
        refuse_stale([row], today)
        refuse_elsewhere([row], self._console.desk().knowledge)
        ((path, rows),) = by_file([row], self._changes.folder)
        text = put_in(self._changes.text(path), rows, today)
        self._changes.propose(row.id, path, text, who, approve=True)

    def _settle(self, row: FeedRow) -> None:
        settle(self._console.engine, [approved(row)])

    def _one(self, visit: Visit, row: FeedRow, status: int = 200, **words: Any) -> Response:
        service = json.loads(row.service)
        old = json.loads(row.approved or "{}") if row.kind == "changed" else {}
        changed = differences(old, service) if row.kind != "missing" else {"status": (service.get("status"), "closed")}
        return self._console.page(
            "feed-change.html",
            visit,
            status,
            here=CONTENT,
            row=row,
            name=service["name"],
            fields=[(name, _said(was), _said(now)) for name, (was, now) in changed.items()],
            live=self._changes.live,
            **{"faults": (), **words},
        )

    def _find(self, row_id: str) -> FeedRow:
        with self._console.reading() as session:
            found = waiting_row(session, line(row_id, 64))
        if found is None:
            raise HTTPException(404)
        return found


def _said(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=1)
