"""What was promised, and what the council says came of it: a public page. No cookie, nothing kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Protocol

from fastapi import APIRouter, Query
from starlette.responses import HTMLResponse, Response

from handlers.desk import Desk
from handlers.pieces import site
from handlers.promises import PromiseNow, promises_now
from handlers.turn import Message
from knowledge.dates import say_date
from knowledge.strategy import Promise
from storage.progress import Note, PromiseState
from web.kept import KEPT
from web.render import Pages

PATH = "/promises"
EASY = "easy"
COLOURS: Mapping[PromiseState, str] = {
    "not-told": "grey",
    "begun": "blue",
    "done": "green",
    "late": "orange",
    "dropped": "red",
}
"""The colour of each state's tag, which only repeats its words."""


class Reader(Protocol):
    """What the page asks of `handlers.published.Published`."""

    def progress(self) -> Mapping[str, Note]:
        """What officers say became of each promise, by its id."""


@dataclass(frozen=True, slots=True)
class Told:
    """One promise as the page shows it. `state` is in words; `words`, `since` and `source` are the council's."""

    id: str
    promise: Message
    state: str
    colour: str
    words: str
    since: str
    source: Source | None
    elsewhere: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A page that says something, and what it is called."""

    url: str
    label: str
    said: str = ""


class PromisesPage:
    """The page over the content and the officers' notes as they are now."""

    def __init__(self, reader: Reader, desk: Callable[[], Desk], pages: Pages) -> None:
        self._reader = reader
        self._desk = desk
        self._pages = pages

    def router(self) -> APIRouter:
        """Where the page lives."""
        router = APIRouter(include_in_schema=False)
        router.add_api_route(PATH, self.show, methods=["GET"])
        return router

    def show(self, words: Annotated[str, Query(max_length=80)] = "") -> Response:
        """Every promise; with "easy", in easier words."""
        desk, easy = self._desk(), words == EASY
        now = promises_now(desk.knowledge, self._reader.progress())
        told = [_told(one, desk, easy=easy) for one in now]
        says = desk.knowledge.texts.promises
        html = self._pages.page("promises.html", PATH, words=says, promises=told, easy=easy)
        return HTMLResponse(html, headers=KEPT)


def _told(now: PromiseNow, desk: Desk, *, easy: bool) -> Told:
    words = desk.knowledge.texts.promises
    note = now.note if now.state != "not-told" else None
    return Told(
        id=now.id,
        promise=_promise(now.promise, desk, easy=easy),
        state=words.states[now.state],
        colour=COLOURS[now.state],
        words=note.words if note else "",
        since=words.since.format(day=say_date(note.noted_on)) if note else "",
        source=_source(note.source, desk) if note and note.source else None,
        elsewhere=tuple(
            _source(update.source, desk, f"{say_date(update.on)}: {update.text}")
            for update in now.promise.updates[::-1]
        ),
    )


def _promise(promise: Promise, desk: Desk, *, easy: bool) -> Message:
    easier = desk.knowledge.easy.of.get(promise.id) if easy else None
    if easier is None:
        return Message(desk.short_forms.explained(f"# {promise.title}\n\n{promise.text}"))
    head = "" if easier.title else f"# {promise.title}\n"
    return Message(head + desk.knowledge.easy.drawn(easier))


def _source(url: str, desk: Desk, said: str = "") -> Source:
    return Source(url, desk.knowledge.texts.promises.source.format(site=site(url)), said)
