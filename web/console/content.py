"""What is to be done about the content: what is due, what families say is wrong, what waits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Form
from sqlmodel import Session
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from handlers.content_changes import ContentChanges
from handlers.entry_search import find_entries
from knowledge.freshness import freshness
from knowledge.upkeep import SOON, Kept, keeper_names, kept_entries
from storage.content_changes import Changes
from storage.corrections import Report, count_corrections, delete_corrections, newest_corrections
from storage.feeds import count_waiting
from web.asked import line, number
from web.console.shell import Console
from web.console.visit import HOME, Visit, visit_of

CONTENT = f"{HOME}/content"
PAGE = 50
MOST_REPORTS = 1000
"""How many reports are read, the newest first."""
Outcome = Literal["mended", "not so"]
_OUTCOMES: dict[str, Outcome] = {"mended": "mended", "not-so": "not so"}
_TOLD = {
    "mended": "The reports were deleted, and it is noted that the entry is mended.",
    "not so": "The reports were deleted, and it is noted that the entry is right as it is.",
}


@dataclass(frozen=True, slots=True)
class Due:
    """An entry to check. `state` is "held back", "due", or "soon"; `days` is how many are left, negative when over."""

    entry: Kept
    keeper: str
    state: Literal["held back", "due", "soon"]
    days: int


@dataclass(frozen=True, slots=True)
class Reported:
    """An entry that families say something is wrong with. `title` is None where it is no longer in the content."""

    entry: str
    title: str | None
    reports: Sequence[Report]


class ContentPages:
    """The first page of the content, and the reports."""

    def __init__(self, console: Console, changes: ContentChanges) -> None:
        self._console = console
        self._changes = changes

    def router(self) -> APIRouter:
        """Where each page lives."""
        router = APIRouter(prefix=CONTENT, include_in_schema=False)
        read, change = [Depends(self._console.door.needs("viewer"))], [Depends(self._console.door.needs("editor"))]
        router.add_api_route("", self.show, methods=["GET"], dependencies=read)
        router.add_api_route("/reports", self.show_reports, methods=["GET"], dependencies=read)
        router.add_api_route("/reports", self.decide, methods=["POST"], dependencies=change)
        return router

    def show(self, request: Request, find: str = "", keeper: str = "", page: str = "1") -> Response:
        """What waits, what is due, and a search."""
        visit, desk = visit_of(request), self._console.desk()
        names = keeper_names(desk.knowledge)
        due = list(_due(kept_entries(desk.knowledge, keeper if keeper in names else None), names, _today()))
        pages = max(1, -(-len(due) // PAGE))
        at, words = number(page, 1, pages), line(find, 200)
        with self._console.reading() as session:
            changes = Changes(session)
            waiting = {
                "yes": changes.count("waiting"),
                "keeper": changes.count("approved"),
                "feeds": count_waiting(session),
                "reports": count_corrections(session, MOST_REPORTS),
            }
        return self._console.page(
            "content.html",
            visit,
            here=CONTENT,
            waiting=waiting,
            most_reports=MOST_REPORTS,
            due=due[(at - 1) * PAGE : at * PAGE],
            counts={state: sum(one.state == state for one in due) for state in ("held back", "due", "soon")},
            page_at=at,
            pages=pages,
            keeper=keeper,
            keepers=names,
            find=words,
            found=find_entries(words, desk),
        )

    def show_reports(self, request: Request, page: str = "1", told: str = "") -> Response:
        """What families say is wrong, entry by entry."""
        visit = visit_of(request)
        with self._console.reading() as session:
            entries = self.reported(session)
        pages = max(1, -(-len(entries) // PAGE))
        at = number(page, 1, pages)
        if entries:
            self.note_reading(visit, "reports")
        return self._console.page(
            "reports-of-content.html",
            visit,
            here=CONTENT,
            told=_TOLD.get(told, ""),
            entries=entries[(at - 1) * PAGE : at * PAGE],
            page_at=at,
            pages=pages,
            most=MOST_REPORTS,
        )

    def decide(
        self,
        request: Request,
        entry: Annotated[str, Form()] = "",
        report: Annotated[list[str] | None, Form()] = None,
        outcome: Annotated[str, Form()] = "",
    ) -> Response:
        """Delete the chosen reports of an entry, and note why."""
        visit, done = visit_of(request), _OUTCOMES.get(outcome)
        if done is None:
            raise HTTPException(400)
        gone = delete_corrections(self._console.engine, [line(one, 32) for one in (report or [])[:MOST_REPORTS]])
        if gone:
            with self._console.work(visit) as work:
                work.inbox.note(done, line(entry, 64))
        return RedirectResponse(f"{CONTENT}/reports?told={done}", 303)

    def reported(self, session: Session, about: str | None = None) -> list[Reported]:
        """The reports of all entries or of one, the most reported first, its newest reports first."""
        found: dict[str, list[Report]] = {}
        for one in newest_corrections(session, self._console.sealer, MOST_REPORTS, about):
            found.setdefault(one.about, []).append(one)
        title = self._console.desk().knowledge.title
        entries = [Reported(entry, title(entry), reports) for entry, reports in found.items()]
        return sorted(entries, key=lambda one: (-len(one.reports), one.entry))

    def note_reading(self, visit: Visit, what: str) -> None:
        """Note that words of families were read."""
        with self._console.work(visit) as work:
            work.inbox.note("read", what)


def _today() -> date:
    return datetime.now(UTC).date()


def _due(entries: Iterable[Kept], names: dict[str, str], today: date) -> Iterable[Due]:
    """Those that are past their review or soon to be, as they come."""
    for entry in entries:
        fresh = freshness(entry.review_by, today)
        if fresh == "fresh" and entry.review_by > today + SOON:
            continue
        state: Literal["held back", "due", "soon"] = "soon" if fresh == "fresh" else fresh
        yield Due(entry, names.get(entry.keeper, entry.keeper), state, (entry.review_by - today).days)
