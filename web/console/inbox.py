"""The inbox: what families said, with its filters. What is done with several at once is in `inbox_chosen`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated
from urllib.parse import parse_qsl, urlencode

from fastapi import APIRouter, Depends, Form
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from handlers.comments import Titles, said_count
from storage.finding import read_place
from storage.inbox import Page
from storage.saved_filters import LONGEST_NAME, SavedFilterError, SavedFilters
from storage.search_words import MOST_WORDS
from web.asked import line
from web.console.inbox_asked import Asked, choices, read
from web.console.inbox_rows import Row, rows_of
from web.console.known import Latest
from web.console.looking import inbox_in, note_read
from web.console.shell import Console
from web.console.visit import HOME, visit_of
from web.console.words import REASONS, left_undone, told_of

INBOX = f"{HOME}/inbox"


class InboxPages:
    """The list, and each officer's own filters."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._latest = Latest()

    def router(self) -> APIRouter:
        """Where each page lives."""
        reads = Depends(self._console.door.needs("viewer"))
        router = APIRouter(include_in_schema=False, dependencies=[reads])
        router.add_api_route(INBOX, self.show, methods=["GET"])
        router.add_api_route(f"{INBOX}/filters", self.save, methods=["POST"])
        router.add_api_route(f"{INBOX}/filters/{{filter_id}}/delete", self.delete, methods=["POST"])
        return router

    def show(self, request: Request) -> Response:
        """A page of the list."""
        return self._list(request)

    def save(self, request: Request, name: Annotated[str, Form()] = "", query: Annotated[str, Form()] = "") -> Response:
        """Keep the filter that is set, under a name."""
        visit, known = visit_of(request), self._latest.of(self._console.desk())
        asked = read(_parsed(query), known)
        try:
            with self._console.writing() as session:
                SavedFilters(session, visit.account.id).save(line(name, LONGEST_NAME), asked.query)
        except SavedFilterError as error:
            return self._list(request, asked, str(error), line(name, LONGEST_NAME))
        return _back(asked.query, told="filter-saved")

    def delete(self, request: Request, filter_id: str) -> Response:
        """Delete one of one's own filters."""
        with self._console.writing() as session:
            SavedFilters(session, visit_of(request).account.id).delete(filter_id)
        return _back("", told="filter-deleted")

    def _list(self, request: Request, asked: Asked | None = None, trouble: str = "", name: str = "") -> Response:
        visit, desk, said = visit_of(request), self._console.desk(), request.query_params
        known = self._latest.of(desk)
        asked = asked or read(said, known)
        page, rows, saved = self._find(request, asked, said.get("after"), said.get("before"))
        return self._console.page(
            "inbox.html",
            visit,
            status=400 if trouble else 200,
            here=INBOX,
            told=told_of(said),
            trouble=trouble,
            left=left_undone(said),
            asked=asked,
            choices=choices(known),
            known=known,
            about_unknown=bool(asked.about) and known.id_of(asked.about) is None,
            most_words=MOST_WORDS,
            saved=saved,
            filter_name=name,
            rows=rows,
            count=said_count(page.count),
            ways=_ways(page, asked),
            looked_so_far=page.looked_so_far,
            here_again=_again(asked, said),
            reasons=REASONS,
        )

    def _find(
        self, request: Request, asked: Asked, after: str | None, before: str | None
    ) -> tuple[Page, list[Row], list[tuple[str, str, str]]]:
        visit, desk = visit_of(request), self._console.desk()
        filters = asked.filters(self._latest.of(desk))
        with self._console.reading() as session:
            page = inbox_in(session, self._console, visit).look(filters, after, before)
            rows = rows_of(page.items, desk, Titles(desk, session))
            saved = [(one.id, one.name, one.query) for one in SavedFilters(session, visit.account.id).all()]
        note_read(self._console, visit, [item.id for item in page.items])
        return page, rows, saved


def _ways(page: Page, asked: Asked) -> dict[str, str]:
    """The addresses of the pages before and after this one; "" for none."""
    places = {"previous": ("before", page.before), "next": ("after", page.after)}
    return {
        name: f"{INBOX}?{asked.query}{'&' if asked.query else ''}{urlencode({side: place})}" if place else ""
        for name, (side, place) in places.items()
    }


def _again(asked: Asked, said: Mapping[str, str]) -> str:
    """This page's own query."""
    place = {side: str(place) for side in ("after", "before") if (place := read_place(said.get(side)))}
    return "&".join(filter(None, (asked.query, urlencode(place))))


def _parsed(query: str) -> dict[str, str]:
    return dict(parse_qsl(query[:4000]))


def _back(query: str, told: str) -> RedirectResponse:
    return RedirectResponse(f"{INBOX}?{query}{'&' if query else ''}told={told}", 303)
