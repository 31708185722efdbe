"""One entry: as families see it, where it comes from, what they say of it, its phrasings, its versions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from handlers.content_changes import ContentChanges
from knowledge.base import Knowledge
from knowledge.editing.entries import checked, usual_review, without_phrasing
from knowledge.editing.errors import EditError
from knowledge.editing.facts import checked_on, phrasings, sources
from knowledge.editing.places import file_of, phrasings_at, phrasings_file
from knowledge.editing.yaml_text import append
from knowledge.learning import LearningError, must_fit, phrasing_from
from knowledge.upkeep import keeper_names, kept_entries
from storage.content_changes import Changes
from storage.corrections import newest_corrections
from web.asked import line
from web.console.content import CONTENT, MOST_REPORTS
from web.console.content_change import CHANGES
from web.console.shell import Console
from web.console.visit import Visit, visit_of

Make = Callable[[], tuple[Path, str]]
"""Makes a change: gives the file and the text that it is to hold."""


class EntryPages:
    """The page of an entry, and the small changes that are made on it."""

    def __init__(self, console: Console, changes: ContentChanges) -> None:
        self._console = console
        self._changes = changes

    def router(self) -> APIRouter:
        """Where each page lives."""
        router = APIRouter(prefix=f"{CONTENT}/{{entry}}", include_in_schema=False)
        read, change = [Depends(self._console.door.needs("viewer"))], [Depends(self._console.door.needs("editor"))]
        router.add_api_route("", self.show, methods=["GET"], dependencies=read)
        router.add_api_route("/checked", self.checked, methods=["POST"], dependencies=change)
        router.add_api_route("/add-phrasing", self.add_phrasing, methods=["POST"], dependencies=change)
        router.add_api_route("/remove-phrasing", self.remove_phrasing, methods=["POST"], dependencies=change)
        return router

    def show(self, request: Request, entry: str) -> Response:
        """The entry."""
        return self._show(visit_of(request), line(entry, 64))

    def checked(self, request: Request, entry: str, review_by: Annotated[str, Form()] = "") -> Response:
        """Say that the entry was checked today, and by when it is to be checked again."""
        typed = {"review_by": line(review_by, 20)}

        def make() -> tuple[Path, str]:
            path = self._file(entry)
            crisis = self._is_crisis(entry)
            text = checked(self._changes.text(path), entry, _today(), _day(typed["review_by"]), crisis=crisis)
            return path, text

        return self._change(visit_of(request), entry, make, typed)

    def add_phrasing(self, request: Request, entry: str, wording: Annotated[str, Form()] = "") -> Response:
        """Add a phrasing to the entry."""
        typed = {"wording": line(wording, 500)}

        def make() -> tuple[Path, str]:
            phrasing = phrasing_from(typed["wording"])
            must_fit(entry, phrasing, self._knowledge)
            path = phrasings_file(entry, self._knowledge, self._changes.folder)
            text = self._changes.text(path)
            return path, append(text, phrasings_at(text, entry, self._knowledge), phrasing).text

        return self._change(visit_of(request), entry, make, typed)

    def remove_phrasing(self, request: Request, entry: str, phrasing: Annotated[str, Form()] = "") -> Response:
        """Take a phrasing out of the entry."""

        def make() -> tuple[Path, str]:
            if phrasing not in phrasings(entry, self._knowledge):
                raise EditError("The entry does not have this phrasing any more.")
            path = phrasings_file(entry, self._knowledge, self._changes.folder)
            text = self._changes.text(path)
            return path, without_phrasing(text, phrasings_at(text, entry, self._knowledge), phrasing)

        return self._change(visit_of(request), entry, make, {})

    @property
    def _knowledge(self) -> Knowledge:
        return self._console.desk().knowledge

    def _change(self, visit: Visit, entry: str, make: Make, typed: Mapping[str, str]) -> Response:
        try:
            path, text = make()
            change = self._changes.propose(entry, path, text, visit.account.name)
        except (EditError, LearningError) as error:
            faults = error.faults if isinstance(error, EditError) else ()
            return self._show(visit, entry, 400, trouble=str(error), faults=faults, **typed)
        return RedirectResponse(f"{CHANGES}/{change}?told=saved", 303)

    def _show(self, visit: Visit, entry: str, status: int = 200, **words: Any) -> Response:
        # Imported here because a start does not need it, and is waited for.
        from web.preview.entries import entry_screen

        desk, knowledge = self._console.desk(), self._knowledge
        kept = next((one for one in kept_entries(knowledge) if one.id == entry), None)
        title = kept.title if kept else knowledge.title(entry)
        with self._console.reading() as session:
            reports = newest_corrections(session, self._console.sealer, MOST_REPORTS, entry)
            changes = Changes(session).of(entry)
        if title is None and not reports and not changes:
            raise HTTPException(404)
        if reports:
            with self._console.work(visit) as work:
                work.inbox.note("read", entry[:64])
        file = file_of(entry, "entry", knowledge, self._changes.folder)
        easy = file_of(entry, "easy", knowledge, self._changes.folder)
        in_chat = title is not None and file is not None and not self._is_crisis(entry)
        usual = {"review_by": usual_review(_today(), crisis=self._is_crisis(entry)).isoformat(), "wording": ""}
        return self._console.page(
            "content-entry.html",
            visit,
            status,
            here=CONTENT,
            entry=entry,
            title=title,
            kept=kept,
            keeper=keeper_names(knowledge).get(kept.keeper, kept.keeper) if kept else "",
            checked_on=checked_on(entry, knowledge),
            file=file.relative_to(self._changes.folder).as_posix() if file else "",
            has_easy=easy is not None,
            screen=entry_screen(entry, desk, self._changes.folder, _today()) if in_chat else None,
            sources=sources(entry, knowledge),
            phrasings=phrasings(entry, knowledge),
            takes_phrasings=entry in {*knowledge.answers, *knowledge.services, *knowledge.strategy.items},
            reports=reports,
            changes=changes,
            **{**usual, "faults": (), **words},
        )

    def _file(self, entry: str) -> Path:
        path = file_of(entry, "entry", self._knowledge, self._changes.folder)
        if path is None:
            raise HTTPException(404)
        return path

    def _is_crisis(self, entry: str) -> bool:
        return any(one.id == entry for one in self._knowledge.safety.signposts)


def _today() -> date:
    return datetime.now(UTC).date()


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError as error:
        raise EditError("Give the day of the next check, such as 2027-05-22.") from error
