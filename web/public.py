"""The public pages: "You said, we did", what young people say, the privacy notice. No cookie, nothing kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Annotated, Protocol

from fastapi import APIRouter, Query
from starlette.responses import HTMLResponse, Response

from handlers.desk import Desk
from handlers.pieces import joined
from handlers.polls import ended_text
from handlers.responses import SORTS, response_lines, topics
from handlers.turn import Message
from handlers.voices import voice_line
from storage.progress import Note
from storage.views import PublicResponse, PublicRound, Voice
from web.accessibility import AccessibilityPage
from web.asked import number
from web.kept import KEPT
from web.listing import Listing, Option
from web.poster_page import PosterPages
from web.promises import PromisesPage
from web.render import Pages
from web.services import ServicePages

PER_PAGE = 50
VERSIONS = {"full": "full", "child": "child", "young": "young", "easy": "short"}
"""The versions of the privacy notice, and the text that each shows."""
_Asked = Annotated[str, Query(max_length=80)]


class Reader(Protocol):
    """What the pages ask of `handlers.published.Published`."""

    def responses(self) -> Sequence[PublicResponse]:
        """What the council has published of its responses, the newest first, with no counts yet."""

    def counted(self, responses: Sequence[PublicResponse]) -> Sequence[PublicResponse]:
        """These responses, with how many said what led to each."""

    def voices(self) -> Sequence[Voice]:
        """What young people said that may be shown."""

    def rounds(self) -> Sequence[PublicRound]:
        """The rounds that are open, then those that closed lately."""

    def progress(self) -> Mapping[str, Note]:
        """What officers say became of each promise, by its id."""


class PublicPages:
    """The pages over the content as it is now."""

    def __init__(self, reader: Reader, desk: Callable[[], Desk], pages: Pages) -> None:
        self._reader = reader
        self._desk = desk
        self._pages = pages

    def router(self) -> APIRouter:
        """Where each page lives."""
        router = APIRouter(include_in_schema=False)
        router.add_api_route("/you-said-we-did", self.responses, methods=["GET"])
        router.add_api_route("/young-voices", self.voices, methods=["GET"])
        router.add_api_route("/privacy", self.privacy, methods=["GET"])
        router.include_router(PromisesPage(self._reader, self._desk, self._pages).router())
        router.include_router(ServicePages(self._desk, self._pages).router())
        router.include_router(PosterPages(self._desk, self._pages).router())
        router.include_router(AccessibilityPage(self._desk, self._pages).router())
        return router

    def responses(self, only: _Asked = "", page: str = "1") -> Response:
        """What families said and what came of it. `only` is a sort and a value: "district.ID"."""
        desk, every = self._desk(), self._reader.responses()
        sort, _, value = only.partition(".")
        chosen = [one for one in every if SORTS[sort](one) == value] if sort in SORTS else every
        words = desk.knowledge.texts.responses
        found = [(f"{sort}.{value}", title) for sort, value, title in topics(every, desk)]
        at, pages = _place(chosen, number(page))
        counted = self._reader.counted(chosen[(at - 1) * PER_PAGE : at * PER_PAGE])
        shown = tuple(Message(joined(response_lines(one, desk)), kind="card") for one in counted)
        listing = Listing(words.title, words.before, shown, words.none, tuple(_options(found, only)), at, pages)
        return self._page(listing, "/you-said-we-did", only)

    def voices(self, only: _Asked = "", page: str = "1") -> Response:
        """What young people said. `only` is a theme's id."""
        desk, every = self._desk(), self._reader.voices()
        chosen = [voice for voice in every if voice.theme == only] if only else every
        words = desk.knowledge.texts.voices
        found = [(theme, desk.title(theme)) for theme in dict.fromkeys(voice.theme for voice in every)]
        shown = [Message(voice_line(voice, desk)) for voice in chosen]
        if not only:
            polls = (one for one in self._reader.rounds() if one.kind == "poll" and one.closed)
            shown = [*(Message(ended_text(poll, desk.knowledge.texts.youth)) for poll in polls), *shown]
        at, pages = _place(shown, number(page))
        part = tuple(shown[(at - 1) * PER_PAGE : at * PER_PAGE])
        listing = Listing(words.title, words.before, part, words.none, tuple(_options(found, only)), at, pages)
        return self._page(listing, "/young-voices", only)

    def privacy(self, version: _Asked = "full") -> Response:
        """The privacy notice in one of its versions, and how to complain."""
        desk, names = self._desk(), {**VERSIONS, "complain": "complain"}
        shown = version if version in names else "full"
        labels = desk.knowledge.privacy.words.page
        options = tuple(Option(name, labels.label(name), name == shown) for name in names)
        text = desk.notice(names[shown], easy=shown == "easy")
        html = self._pages.notice(labels.title, "/privacy", options, (Message(text),))
        return HTMLResponse(html, headers=KEPT)

    def _page(self, listing: Listing, path: str, only: str) -> Response:
        return HTMLResponse(self._pages.listing(listing, path, only), headers=KEPT)


def _place(items: Sequence[object], page: int) -> tuple[int, int]:
    """Which page of how many."""
    pages = max(1, -(-len(items) // PER_PAGE))
    return min(page, pages), pages


def _options(found: Sequence[tuple[str, str]], only: str) -> Iterator[Option]:
    for value, label in found:
        yield Option(value, label, value == only)
