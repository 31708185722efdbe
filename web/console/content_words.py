"""Changing what an entry says: word by word in a form, or the lines of its file."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from handlers.content_changes import PARTS, ContentChanges
from knowledge.editing.entries import LONGEST_LINES, Field, fields, with_fields, with_lines
from knowledge.editing.errors import EditError
from knowledge.editing.places import Part, file_of, lines_of
from storage.content_changes import Change, Changes
from web.asked import line
from web.console.content import CONTENT
from web.console.content_change import CHANGES
from web.console.shell import Console
from web.console.visit import Visit, visit_of

_CHANGED = (
    "Somebody changed this entry after you opened the page. What you typed is still here, and what the entry says now "
    "stands beside it. Save again to put yours in its place."
)


@dataclass(frozen=True, slots=True)
class _Present:
    """An entry's lines as they are now, in the text of its file, and what tells whether they were changed since."""

    text: str
    lines: str
    first_line: int
    seen: str


class WordPages:
    """The pages on which an entry is changed."""

    def __init__(self, console: Console, changes: ContentChanges) -> None:
        self._console = console
        self._changes = changes

    def router(self) -> APIRouter:
        """Where each page lives."""
        change = [Depends(self._console.door.needs("editor"))]
        router = APIRouter(prefix=f"{CONTENT}/{{entry}}/{{part}}", include_in_schema=False, dependencies=change)
        router.add_api_route("/words", self.show_words, methods=["GET"])
        router.add_api_route("/words", self.save_words, methods=["POST"])
        router.add_api_route("/lines", self.show_lines, methods=["GET"])
        router.add_api_route("/lines", self.save_lines, methods=["POST"])
        return router

    def show_words(self, request: Request, entry: str, part: str) -> Response:
        """A form with the words of the entry."""
        visit = visit_of(request)
        return self._words(visit, entry, _part(part), _first(self._console.draft(visit, request.url.path)))

    async def save_words(self, request: Request, entry: str, part: str) -> Response:
        """Keep other words for the entry as a change."""
        typed = {name: line(str(value), LONGEST_LINES) for name, value in (await request.form()).items()}
        return await run_in_threadpool(self._save_words, visit_of(request), entry, _part(part), typed)

    def show_lines(self, request: Request, entry: str, part: str, like: str = "") -> Response:
        """The lines of the entry's file in a box. `like` is a change whose lines to begin with."""
        visit = visit_of(request)
        typed = _first(self._console.draft(visit, request.url.path))
        change = self._change(like)
        if change and change.entry == entry and "lines" not in typed:
            typed = {"lines": change.after}
        return self._lines(visit, entry, _part(part), typed)

    def save_lines(
        self,
        request: Request,
        entry: str,
        part: str,
        lines: Annotated[str, Form()] = "",
        seen: Annotated[str, Form()] = "",
    ) -> Response:
        """Keep other lines for the entry as a change."""
        visit, wanted, typed = visit_of(request), _part(part), {"lines": lines}
        present = self._present(entry, wanted)
        if seen != present.seen:
            return self._lines(visit, entry, wanted, typed, 409, trouble=_CHANGED, now=present.lines)
        try:
            text = with_lines(present.text, entry, wanted, lines)
            return self._propose(entry, wanted, text, visit)
        except EditError as error:
            return self._lines(visit, entry, wanted, typed, 400, trouble=str(error), faults=error.faults)

    def _save_words(self, visit: Visit, entry: str, part: Part, typed: Mapping[str, str]) -> Response:
        present = self._present(entry, part)
        if typed.get("seen") != present.seen:
            return self._words(visit, entry, part, typed, 409, trouble=_CHANGED)
        try:
            return self._propose(entry, part, with_fields(present.text, entry, part, typed), visit)
        except EditError as error:
            return self._words(visit, entry, part, typed, 400, trouble=str(error), faults=error.faults)

    def _propose(self, entry: str, part: Part, text: str, visit: Visit) -> Response:
        file = file_of(entry, part, self._console.desk().knowledge, self._changes.folder)
        assert file is not None
        change = self._changes.propose(entry, file, text, visit.account.name)
        return RedirectResponse(f"{CHANGES}/{change}?told=saved", 303)

    def _words(
        self, visit: Visit, entry: str, part: Part, typed: Mapping[str, str], status: int = 200, **words: Any
    ) -> Response:
        present = self._present(entry, part)
        found = fields(present.text, entry, part)
        return self._page(
            "content-words.html", visit, (entry, part), status, present, fields=_filled(found, typed), **words
        )

    def _lines(
        self, visit: Visit, entry: str, part: Part, typed: Mapping[str, str], status: int = 200, **words: Any
    ) -> Response:
        present = self._present(entry, part)
        shown = {"lines": typed.get("lines", present.lines), "longest": LONGEST_LINES, "now": "", **words}
        return self._page("content-lines.html", visit, (entry, part), status, present, **shown)

    def _page(
        self, template: str, visit: Visit, of: tuple[str, Part], status: int, present: _Present, **words: Any
    ) -> Response:
        entry, part = of
        with self._console.reading() as session:
            waiting = [one for one in Changes(session).of(entry) if one.state == "waiting"]
        same = {"here": CONTENT, "entry": entry, "part": part, "title": self._console.desk().title(entry)}
        about = {"seen": present.seen, "first_line": present.first_line, "waiting": waiting, "faults": ()}
        file = file_of(entry, part, self._console.desk().knowledge, self._changes.folder)
        return self._console.page(template, visit, status, **{**same, **about, "file": file, **words})

    def _present(self, entry: str, part: Part) -> _Present:
        file = file_of(entry, part, self._console.desk().knowledge, self._changes.folder)
        try:
            text = self._changes.text(file) if file else ""
            found = lines_of(text, entry, part)
        except (KeyError, EditError) as error:
            raise HTTPException(404) from error
        lines = text[found.start : found.end]
        seen = hashlib.sha256(lines.encode()).hexdigest()
        return _Present(text, lines, text.count("\n", 0, found.start) + 1, seen)

    def _change(self, change_id: str) -> Change | None:
        with self._console.reading() as session:
            return Changes(session).one(line(change_id, 32)) if change_id else None


def _part(said: str) -> Part:
    if said not in PARTS:
        raise HTTPException(404)
    return said


def _filled(found: list[Field], typed: Mapping[str, str]) -> list[tuple[Field, str]]:
    """Each field with what was typed into it."""
    return [(field, typed.get(field.name, field.value)) for field in found]


def _first(form: Mapping[str, list[str]]) -> dict[str, str]:
    return {name: values[0] for name, values in form.items() if values}
