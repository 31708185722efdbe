"""Changes of content: what waits, one change line by line, yes and no, the way back, and the file for a keeper."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, Depends
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from handlers.content_changes import ContentChanges, NotWrittenError
from knowledge.editing.errors import EditError
from knowledge.editing.hunks import Hunk, line_by_line
from storage.content_changes import Change, Changes
from web.asked import line
from web.console.content import CONTENT
from web.console.shell import Console
from web.console.visit import Visit, visit_of

CHANGES = f"{CONTENT}/changes"
FILE = "signpost-changes.diff"
LATEST = 50
"""How many changes that are done with are listed."""
_TOLD = {
    "saved": "The change is saved. Look at it, then approve it.",
    "live": "The change is live. Families see it from now on.",
    "filed": "The change is approved. It is in the change file, for a keeper to put in.",
    "locked": "The change is approved. The content folder cannot be written here, so it is in the change file.",
    "refused": "The change was refused. The content is as it was.",
    "back": "The entry is as it was before that change.",
    "settled": "The files were looked at again.",
}


class ChangePages:
    """The pages of the changes."""

    def __init__(self, console: Console, changes: ContentChanges) -> None:
        self._console = console
        self._changes = changes

    def router(self) -> APIRouter:
        """Where each page lives."""
        router = APIRouter(prefix=CONTENT, include_in_schema=False)
        read, change = [Depends(self._console.door.needs("viewer"))], [Depends(self._console.door.needs("editor"))]
        router.add_api_route("/changes", self.show, methods=["GET"], dependencies=read)
        router.add_api_route("/change-file", self.file, methods=["GET"], dependencies=read)
        router.add_api_route("/changes", self.settle, methods=["POST"], dependencies=change)
        router.add_api_route("/changes/{change}", self.show_one, methods=["GET"], dependencies=read)
        router.add_api_route("/changes/{change}/approve", self.approve, methods=["POST"], dependencies=change)
        router.add_api_route("/changes/{change}/refuse", self.refuse, methods=["POST"], dependencies=change)
        router.add_api_route("/changes/{change}/back", self.go_back, methods=["POST"], dependencies=change)
        return router

    def show(self, request: Request, told: str = "") -> Response:
        """What waits, and what was done of late."""
        with self._console.reading() as session:
            done = Changes(session).in_state("live", "refused", "undone", most=LATEST)
        return self._console.page(
            "content-changes.html",
            visit_of(request),
            here=CONTENT,
            told=_TOLD.get(told, ""),
            waiting=self._changes.waiting(),
            done=done,
            live=self._changes.live,
            title=self._console.desk().title,
        )

    def file(self) -> Response:
        """All that waits for a keeper, as one file for `git apply`."""
        headers = {"Content-Disposition": f'attachment; filename="{FILE}"'}
        return PlainTextResponse(self._changes.change_file(), headers=headers)

    def settle(self) -> Response:
        """Note what a keeper has put into the files."""
        self._changes.settle()
        return RedirectResponse(f"{CHANGES}?told=settled", 303)

    def show_one(self, request: Request, change: str, told: str = "") -> Response:
        """One change, line by line."""
        return self._one(visit_of(request), change, told=_TOLD.get(told, ""))

    def approve(self, request: Request, change: str) -> Response:
        """Say yes to a change."""
        return self._decide(request, change, self._approve)

    def refuse(self, request: Request, change: str) -> Response:
        """Say no to a change."""
        return self._decide(request, change, self._refuse)

    def go_back(self, request: Request, change: str) -> Response:
        """Take the entry back to how it was before a change."""
        return self._decide(request, change, self._go_back)

    def _approve(self, change: str, who: str) -> tuple[str, str]:
        self._changes.approve(change, who)
        return change, "live" if self._changes.live else "filed"

    def _refuse(self, change: str, who: str) -> tuple[str, str]:
        self._changes.refuse(change, who)
        return change, "refused"

    def _go_back(self, change: str, who: str) -> tuple[str, str]:
        return self._changes.go_back(change, who), "back"

    def _decide(self, request: Request, change: str, decide: Callable[[str, str], tuple[str, str]]) -> Response:
        visit = visit_of(request)
        found = self._find(change)
        try:
            shown, told = decide(change, visit.account.name)
        except NotWrittenError:
            shown, told = found.id, "locked"
        except EditError as error:
            return self._one(visit, change, 409, trouble=str(error), faults=error.faults)
        return RedirectResponse(f"{CHANGES}/{shown}?told={told}", 303)

    def _one(self, visit: Visit, change_id: str, status: int = 200, **words: Any) -> Response:
        change = self._find(change_id)
        words = {"faults": (), **words}
        return self._console.page(
            "content-change.html",
            visit,
            status,
            here=CONTENT,
            change=change,
            lines=list(line_by_line(Hunk(change.before, change.after))),
            live=self._changes.live,
            entry_title=self._console.desk().title(change.entry),
            **words,
        )

    def _find(self, change_id: str) -> Change:
        with self._console.reading() as session:
            found = Changes(session).one(line(change_id, 32))
        if found is None or not found.file:
            raise HTTPException(404)
        return found
