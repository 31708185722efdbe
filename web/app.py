"""The web site, put together."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter, Depends, FastAPI
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import FileResponse, PlainTextResponse

from web import files, youth
from web.chat import Assistant, Chat
from web.embed import EmbeddedChat
from web.errors import KindFailure, add_error_pages
from web.guard import BodyLimit, HeadLikeGet, SecurityHeaders, own_pages_only
from web.kept import Unchanged
from web.render import Pages
from web.site import Site
from web.statics import FOLDER, Statics

MOST_BYTES = 64 * 1024
"""The largest body that any page takes: some 20 times the longest message that the assistant reads."""


def create_app(assistant: Assistant, *, site: Site, public: Callable[[Pages], APIRouter] | None = None) -> FastAPI:
    """The site for `assistant`: the chat at "/", the `public` pages, "/healthz", and the files that the pages need."""
    statics = Statics()
    pages = Pages(site, statics)
    guards = [Depends(own_pages_only(site.public_url))]
    app = FastAPI(title=site.name, dependencies=guards, docs_url=None, redoc_url=None, openapi_url=None)
    app.include_router(Chat(assistant, site, pages).router())
    app.include_router(files.router(assistant.file, site.secret))
    app.include_router(youth.router())
    if site.embed_on:
        app.include_router(EmbeddedChat(assistant, site, pages).router())
    if public:
        app.include_router(public(pages))
    app.add_api_route("/healthz", _healthy, methods=["GET"])
    app.add_api_route("/robots.txt", _robots, methods=["GET"])
    app.mount("/static", GZipMiddleware(statics))
    add_error_pages(app, pages)
    app.add_middleware(Unchanged)
    app.add_middleware(HeadLikeGet)
    # The last one added stands first, so that an error page has the headers too.
    app.add_middleware(BodyLimit, most=MOST_BYTES)
    app.add_middleware(KindFailure, pages=pages)
    app.add_middleware(SecurityHeaders, framed_by=site.embed_on)
    return app


def _healthy() -> PlainTextResponse:
    return PlainTextResponse("ok")


def _robots() -> FileResponse:
    return FileResponse(FOLDER / "robots.txt", media_type="text/plain")
