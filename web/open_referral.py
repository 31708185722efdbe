"""The Open Referral UK feed: what we know of services, for other directories and apps to read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from threading import Lock
from typing import Any

from fastapi import FastAPI
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from handlers.desk import Desk
from knowledge.open_referral import publish_query
from knowledge.open_referral.publish import PROFILE, VERSION, Entry, Published
from knowledge.open_referral.publish_query import UnknownPlaceError
from web.open_referral_api import api
from web.open_referral_asked import AskedError, Filtered, Locations, Paged, Services, read, refusal
from web.open_referral_replies import answer, lines, refuse

PATH = "/open-referral"
_NO_SUCH_PAGE = [{"message": f"There is nothing here. {PATH}/openapi.json says what there is."}]
_NOT_FOUND = [{"message": "We publish nothing with that id. It may have been taken out: read the list again."}]
_READING_ONLY = [{"message": "This feed can only be read: use GET or HEAD."}]
_FAILED = [{"message": "Sorry, something went wrong here. Please try again in a minute."}]


def add_open_referral(app: FastAPI, desk: Callable[[], Desk], public_url: str) -> None:
    """Add the feed to the site. `desk` gives the content as it is now; `public_url` is the site's address, or ""."""
    feed = Feed(desk, public_url).app()
    # A mount alone would send readers of the bare address elsewhere first, and some do not follow.
    app.router.routes.append(Route(PATH, endpoint=_Bare(feed)))
    app.mount(PATH, feed)


class Feed:
    """The pages of the feed over the content as it is now."""

    def __init__(self, desk: Callable[[], Desk], public_url: str, today: Callable[[], date] = date.today) -> None:
        self._desk = desk
        self._public_url = public_url.rstrip("/")
        self._today = today
        self._lock = Lock()
        self._made: tuple[Desk, date, Published] | None = None

    def app(self) -> Starlette:
        """The feed as an application of its own, so that its every refusal is JSON, too."""
        return Starlette(
            routes=[
                Route("/", self.about),
                Route("/openapi.json", self.openapi),
                Route("/services", self.services),
                Route("/services/{id}", self.service),
                Route("/organizations", self.organizations),
                Route("/organizations/{id}", self.organization),
                Route("/taxonomies", self.taxonomies),
                Route("/taxonomies/{id}", self.taxonomy),
                Route("/taxonomy_terms", self.terms),
                Route("/taxonomy_terms/{id}", self.term),
                Route("/service_at_locations", self.locations),
                Route("/service_at_locations/{id}", self.location),
            ],
            exception_handlers={
                AskedError: _not_asked_well,
                UnknownPlaceError: _unknown_place,
                HTTPException: _refused,
                Exception: _failed,
            },
        )

    def about(self, request: Request) -> Response:
        """Which version of the standard this is, and where its description stands."""
        openapi = f"{self._base(request)}/openapi.json"
        return answer(request.headers, {"version": VERSION, "profile": PROFILE, "openapi_url": openapi})

    def openapi(self, request: Request) -> Response:
        """The description of the feed that programs read."""
        return answer(request.headers, api(self._base(request)))

    def services(self, request: Request) -> Response:
        """A page of services, or all of them, one a line."""
        asked = read(Services, request.query_params)
        published = self._published()
        found = publish_query.services(published, asked.wanted())
        show = published.minimal if asked.minimal else published.full if asked.full else published.direct
        modified = max((entry.modified for entry in found), default=None)
        if asked.format == "ndjson":
            return lines(request.headers, map(show, found), modified=modified)
        whole = asked.minimal and "per_page" not in asked.model_fields_set
        part, envelope = publish_query.page(found, asked.page, len(found) or 1 if whole else asked.per_page)
        return answer(request.headers, envelope | {"contents": [show(entry) for entry in part]}, modified=modified)

    def service(self, request: Request) -> Response:
        """One service with all that hangs on it."""
        published = self._published()
        entry: Entry = _one(published.services, request)
        return answer(request.headers, published.full(entry), modified=entry.modified)

    def organizations(self, request: Request) -> Response:
        """A page of those who run services."""
        return self._list(request, list(self._published().organizations.values()))

    def organization(self, request: Request) -> Response:
        """One who runs services."""
        return answer(request.headers, _one(self._published().organizations, request))

    def taxonomies(self, request: Request) -> Response:
        """The taxonomies that our terms are of."""
        return self._list(request, list(self._published().taxonomies.values()))

    def taxonomy(self, request: Request) -> Response:
        """One taxonomy."""
        return answer(request.headers, _one(self._published().taxonomies, request))

    def terms(self, request: Request) -> Response:
        """A page of terms; of one taxonomy where its id is given."""
        asked = read(Filtered, request.query_params)
        terms = self._published().terms.values()
        return self._list(request, [one for one in terms if asked.taxonomy_id in (None, one["taxonomy_id"])])

    def term(self, request: Request) -> Response:
        """One term."""
        return answer(request.headers, _one(self._published().terms, request))

    def locations(self, request: Request) -> Response:
        """A page of where services are."""
        asked = read(Locations, request.query_params)
        published = self._published()
        found = publish_query.locations(published, asked.wanted(), asked.near())
        part, envelope = publish_query.page(found, asked.page, asked.per_page)
        show = published.full_at if asked.full else published.at
        return answer(request.headers, envelope | {"contents": [show(entry, place) for entry, place in part]})

    def location(self, request: Request) -> Response:
        """Where one service is, with the service."""
        found = self._published().find_at(request.path_params["id"])
        if found is None:
            raise HTTPException(404)
        return answer(request.headers, found)

    def _list(self, request: Request, records: Sequence[Any]) -> Response:
        asked = read(Paged, request.query_params)
        part, envelope = publish_query.page(records, asked.page, asked.per_page)
        return answer(request.headers, envelope | {"contents": part})

    def _published(self) -> Published:
        """What is published now: made once for each state of the content and each day."""
        desk, today = self._desk(), self._today()
        with self._lock:
            if self._made is None or self._made[0] is not desk or self._made[1] != today:
                self._made = desk, today, Published(desk.knowledge, desk.gazetteer, today)
            return self._made[2]

    def _base(self, request: Request) -> str:
        return f"{self._public_url or str(request.base_url).rstrip('/')}{PATH}"


class _Bare:
    """Answers the feed's address without the slash behind it."""

    def __init__(self, feed: Starlette) -> None:
        self._feed = feed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        outside = scope.get("root_path", "")
        inside = {"path": f"{scope['path']}/", "root_path": f"{outside}{PATH}", "app_root_path": outside}
        await self._feed({**scope, **inside}, receive, send)


def _one(records: Mapping[str, Any], request: Request) -> Any:
    """The record whose id the address names. Raises HTTPException (404)."""
    found = records.get(request.path_params["id"])
    if found is None:
        raise HTTPException(404)
    return found


async def _not_asked_well(_request: Request, error: Exception) -> Response:
    return refuse(422, error.errors if isinstance(error, AskedError) else [])


async def _unknown_place(_request: Request, _error: Exception) -> Response:
    said = "we do not know that postcode or place, or it is not in our area. Give another one near it"
    return refuse(422, [refusal("postcode", said)])


async def _refused(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 400
    if status == 405:
        response = refuse(405, _READING_ONLY)
        response.headers["Allow"] = "GET, HEAD"
        return response
    return refuse(status, _NOT_FOUND if "id" in request.path_params else _NO_SUCH_PAGE)


async def _failed(_request: Request, _error: Exception) -> Response:
    # The site's own guard logs what it was: the error is raised on to it.
    return refuse(500, _FAILED)
