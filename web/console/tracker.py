"""What promises and actions share in the console: a list, and a page for each with its history and a form."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import ClassVar

from fastapi import APIRouter, Depends
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from handlers.promises import ActionNow, PromiseNow
from knowledge.base import Knowledge
from knowledge.dates import say_date
from storage.deciding import DecidingError
from storage.progress import Note, Notes
from web.console.progress_form import DoubtfulWordsError, Field, Typed, read_note
from web.console.shell import Console
from web.console.visit import HOME, Visit, visit_of

STRATEGY = f"{HOME}/strategy"
"""The page from which these are reached."""


class Tracker(ABC):
    """Pages over some items of the strategy. A subclass says which, and how their states are called and coloured.

    `states` are labels by state, `colours` the colours of their tags, `told` the words behind a redirect.
    """

    here: ClassVar[str]
    template: ClassVar[str]
    states: ClassVar[Mapping[str, str]]
    colours: ClassVar[Mapping[str, str]]
    told: ClassVar[Mapping[str, str]]

    def __init__(self, console: Console) -> None:
        self._console = console

    @abstractmethod
    def items(self, knowledge: Knowledge) -> Mapping[str, object]:
        """What is tracked, by its id."""

    @abstractmethod
    def joined(self, knowledge: Knowledge, notes: Mapping[str, Note]) -> Sequence[PromiseNow | ActionNow]:
        """The same with the notes that count, in order."""

    def router(self) -> APIRouter:
        """Where each page lives."""
        router = APIRouter(include_in_schema=False)
        reads, writes = ([Depends(self._console.door.needs(role))] for role in ("viewer", "editor"))
        router.add_api_route(self.here, self.all, methods=["GET"], dependencies=reads)
        router.add_api_route(f"{self.here}/{{item}}", self.one, methods=["GET"], dependencies=reads)
        router.add_api_route(f"{self.here}/{{item}}", self.note, methods=["POST"], dependencies=writes)
        return router

    def all(self, request: Request) -> Response:
        """Every item, and what became of it."""
        knowledge = self._console.desk().knowledge
        with self._console.reading() as session:
            notes = Notes(session).newest(self.items(knowledge))
        return self._page(f"{self.template}s.html", visit_of(request), items=self.joined(knowledge, notes))

    def one(self, request: Request, item: str, told: str = "") -> Response:
        """One item, what was ever said of it, and the form for more."""
        visit = visit_of(request)
        if item not in self.items(self._console.desk().knowledge):
            raise HTTPException(404)
        draft = self._console.draft(visit, f"{self.here}/{item}") if visit.account.may("editor") else {}
        typed = Typed.of_draft(draft)
        return self._one(visit, item, typed=typed, told=self.told.get(told, ""))

    def note(
        self,
        request: Request,
        item: str,
        state: Field = "",
        words: Field = "",
        source: Field = "",
        since: Field = "",
        due: Field = "",
        after: Field = "",
        sure: Field = "",
    ) -> Response:
        """Note what became of an item."""
        visit, desk = visit_of(request), self._console.desk()
        if item not in self.items(desk.knowledge):
            raise HTTPException(404)
        typed = Typed(state, words, source, since, due, sure)
        try:
            # Before the transaction: to look for names takes a moment, and families wait for the write lock.
            new = read_note(item, typed, self.states, desk, today())
            with self._console.work(visit) as work:
                Notes(work.session).add(new, visit.account.name, work.at, after)
                work.inbox.note("progress", item)
        except DecidingError as error:
            doubtful = isinstance(error, DoubtfulWordsError)
            return self._one(visit, item, 400, typed=typed, trouble=str(error), doubtful=doubtful)
        return RedirectResponse(f"{self.here}/{item}?told=noted", 303)

    def _one(
        self,
        visit: Visit,
        item: str,
        status: int = 200,
        *,
        typed: Typed | None,
        told: str = "",
        trouble: str = "",
        doubtful: bool = False,
    ) -> Response:
        knowledge = self._console.desk().knowledge
        with self._console.reading() as session:
            history = Notes(session).history(item)
        newest = history[0] if history else None
        (now,) = (one for one in self.joined(knowledge, {item: newest} if newest else {}) if one.id == item)
        words = {"now": now, "history": history, "doubtful": doubtful, "told": told, "trouble": trouble}
        return self._page(f"{self.template}.html", visit, status, typed=typed or Typed.of(now), **words)

    def _page(self, template: str, visit: Visit, status: int = 200, **words: object) -> Response:
        shared = {"here": STRATEGY, "base": self.here, "states": self.states, "colours": self.colours, "today": today()}
        return self._console.page(template, visit, status, **shared, say_date=say_date, **words)


def today() -> date:
    """This day."""
    return datetime.now(UTC).date()
