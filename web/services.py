"""Finding a service on a page: a search whose address can be shared, and a page for each service."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from fastapi import APIRouter
from starlette.responses import HTMLResponse, Response

from handlers.cards import card
from handlers.desk import Desk
from handlers.helping import help_message
from handlers.links import READ, WRONG, payload
from handlers.people import people_cards
from handlers.reader import Reader
from handlers.service_list import Found, said, search
from handlers.turn import Message
from knowledge.dates import say_date
from knowledge.find_services import Fit
from knowledge.models import Service
from web import services_asked
from web.kept import KEPT
from web.render import Pages
from web.services_asked import PATH, Search

PER_PAGE = 20
_NOT_KEPT = {"Cache-Control": "no-store"}
"""For a page with what somebody typed."""


@dataclass(frozen=True, slots=True)
class Card:
    """A service as a card, and the address of its own page."""

    name: str
    path: str
    message: Message


class ServicePages:
    """The pages over the content as it is now. Nothing that is searched for is kept or logged."""

    def __init__(self, desk: Callable[[], Desk], pages: Pages) -> None:
        self._desk = desk
        self._pages = pages

    def router(self) -> APIRouter:
        """Where each page lives."""
        router = APIRouter(include_in_schema=False)
        router.add_api_route(PATH, self.find, methods=["GET"])
        router.add_api_route(f"{PATH}/{{entry_id}}", self.show, methods=["GET"])
        return router

    def find(
        self,
        words: str = "",
        need: str = "",
        place: str = "",
        age: str = "",
        order: str = "",
        page: str = "1",
        easy: str = "",
    ) -> Response:
        """The services that fit, a page at a time."""
        desk = self._desk()
        asked = services_asked.read(desk, words, need, place, age, order, page, easy)
        reader = Reader(datetime.now(UTC).date(), easy=asked.easy)
        found = search(asked.asked, desk, reader.today)
        html = self._list(asked, found, desk, reader)
        return HTMLResponse(html, headers=_NOT_KEPT if asked.typed else KEPT)

    def show(self, entry_id: str, easy: str = "") -> Response:
        """The page of one service. One that families may not see is not found."""
        desk = self._desk()
        reader = Reader(datetime.now(UTC).date(), easy=easy == "1")
        service = desk.knowledge.services.get(entry_id)
        if service is None or service.status == "closed" or entry_id in desk.held_back(reader.today):
            return self._gone(desk, reader)
        words = {
            "service": _card(Fit(service, None), desk, reader),
            "ask": f"/?start={payload(READ, entry_id)}",
            "wrong": f"/?start={payload(WRONG, entry_id)}",
            "can_be_wrong": desk.engine.flow("correction") is not None,
            "other_words": _other_words(service, desk, reader),
            "is_easy": reader.easy,
            "description": service.description,
        }
        return HTMLResponse(self._page("service.html", _path(service), desk, reader, **words), headers=KEPT)

    def _list(self, asked: Search, found: Found, desk: Desk, reader: Reader) -> str:
        count = len(found.fits)
        pages = max(1, -(-count // PER_PAGE))
        at = replace(asked, page=min(asked.page, pages))
        first = (at.page - 1) * PER_PAGE
        shown = found.fits[first : first + PER_PAGE]
        words, what = desk.knowledge.texts.pages.services, ", ".join(said(found, at.asked, desk))
        return self._page(
            "services.html",
            PATH,
            desk,
            reader,
            search=at,
            address=services_asked.address,
            help=_help(at, desk),
            what=what,
            found=found,
            labels={value: desk.gazetteer.label(value) for value in found.places},
            cards=[_card(fit, desk, reader) for fit in shown],
            people=[] if shown else [replace(one, choices=()) for one in people_cards(desk, reader)],
            count=count,
            pages=pages,
            read_as=words.read_as.format(what=what),
            counted=words.count_one if count == 1 else words.count.format(count=count),
            shown=words.shown.format(first=first + 1, last=first + len(shown), count=count),
            place_unknown=words.place_unknown.format(area=desk.knowledge.area.name),
            shared=services_asked.shared(at, found),
        )

    def _gone(self, desk: Desk, reader: Reader) -> Response:
        people = [replace(one, choices=()) for one in people_cards(desk, reader)]
        return HTMLResponse(self._page("service_gone.html", "", desk, reader, people=people), 404)

    def _page(self, template: str, path: str, desk: Desk, reader: Reader, **words: object) -> str:
        said_here, area, site = desk.knowledge.texts.pages.services, desk.knowledge.area.name, self._pages.site.name
        shared = {
            "words": said_here,
            "before": said_here.before.format(area=area),
            "made_on": said_here.made_on.format(site=site, area=area, day=say_date(reader.today)),
            "groups": desk.knowledge.groups,
        }
        return self._pages.page(template, path, **shared, **words)


def _path(service: Service) -> str:
    return f"{PATH}/{service.id}"


def _card(fit: Fit, desk: Desk, reader: Reader) -> Card:
    easier = "?easy=1" if reader.easy else ""
    return Card(fit.service.name, f"{_path(fit.service)}{easier}", replace(card(fit, desk, reader), choices=()))


def _other_words(service: Service, desk: Desk, reader: Reader) -> str | None:
    """The address of the page in its other words; None where it has no others."""
    if service.id not in desk.knowledge.easy.of:
        return None
    return _path(service) if reader.easy else f"{_path(service)}?easy=1"


def _help(asked: Search, desk: Desk) -> Message | None:
    """Who to call, where words that were typed here tell of harm."""
    words = asked.asked.words
    alert = desk.safety.check(words) if words else None
    return help_message(alert, desk, desk.matcher.hints(words).age) if alert else None
