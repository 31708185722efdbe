"""The posters on pages: to look at, to print, and to take away as a PDF."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response

from handlers.desk import Desk
from handlers.poster_ways import ways
from knowledge.posters import Poster, Way
from web.kept import KEPT
from web.render import Pages

PATH = "/posters"
_DRAWN = 32
"""How many drawings are remembered, since one takes a while."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A poster, where its codes lead, what its picture and its links are called, and the address of its page."""

    poster: Poster
    ways: tuple[Way, ...]
    picture: str
    open: str
    download: str

    @property
    def path(self) -> str:
        """Its own page."""
        return f"{PATH}/{self.poster.id}"


class PosterPages:
    """The pages over the content as it is now. Codes are drawn once the site has an address from outside."""

    def __init__(self, desk: Callable[[], Desk], pages: Pages) -> None:
        self._desk = desk
        self._pages = pages

    def router(self) -> APIRouter:
        """Where each page and each file lives."""
        router = APIRouter(include_in_schema=False)
        router.add_api_route(PATH, self.every, methods=["GET"])
        router.add_api_route(f"{PATH}/{{poster_id}}.svg", self.picture, methods=["GET"])
        router.add_api_route(f"{PATH}/{{poster_id}}.pdf", self.document, methods=["GET"])
        router.add_api_route(f"{PATH}/{{poster_id}}", self.one, methods=["GET"])
        return router

    def every(self) -> Response:
        """All posters, with their words."""
        desk = self._desk()
        shown = [self._shown(poster, desk) for poster in desk.knowledge.posters]
        return self._page("posters.html", PATH, desk, posters=shown)

    def one(self, poster_id: str) -> Response:
        """One poster, to print. One that is not there is not found."""
        desk = self._desk()
        shown = self._shown(_named(poster_id, desk), desk)
        return self._page("poster.html", shown.path, desk, shown=shown)

    def picture(self, poster_id: str) -> Response:
        """The poster as a drawing."""
        return Response(self._svg(poster_id), media_type="image/svg+xml", headers=KEPT)

    def document(self, poster_id: str) -> Response:
        """The poster as a PDF, to keep."""
        named = {**KEPT, "Content-Disposition": f'attachment; filename="poster-{poster_id}.pdf"'}
        return Response(_pdf(self._svg(poster_id)), media_type="application/pdf", headers=named)

    def _svg(self, poster_id: str) -> str:
        desk = self._desk()
        shown = self._shown(_named(poster_id, desk), desk)
        if not shown.ways:
            raise HTTPException(404)
        return _drawn(shown.poster, shown.ways, desk.run_by)

    def _shown(self, poster: Poster, desk: Desk) -> Shown:
        site, words, title = self._pages.site, desk.knowledge.texts.pages.posters, poster.title
        leads_to = tuple(ways(poster, site.public_url, site.telegram, desk)) if site.public_url else ()
        named = (words.picture.format(title=title), words.open.format(title=title), words.download.format(title=title))
        return Shown(poster, leads_to, *named)

    def _page(self, template: str, path: str, desk: Desk, **words: object) -> Response:
        html = self._pages.page(template, path, words=desk.knowledge.texts.pages.posters, **words)
        return HTMLResponse(html, headers=KEPT)


def _named(poster_id: str, desk: Desk) -> Poster:
    found = next((one for one in desk.knowledge.posters if one.id == poster_id), None)
    if found is None:
        raise HTTPException(404)
    return found


@lru_cache(_DRAWN)
def _drawn(poster: Poster, leads_to: tuple[Way, ...], foot: str) -> str:
    # Imported here because a start is waited for, and only posters need it.
    from knowledge.poster_drawing import draw_poster

    return draw_poster(poster, leads_to, foot)


@lru_cache(_DRAWN)
def _pdf(svg: str) -> bytes:
    import vl_convert

    return vl_convert.svg_to_pdf(svg)
