"""The council's yearly reports (regulation 56) as public pages at /regulation-56, and as files. Nothing is kept."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response

from handlers.regulation_56 import Document, Reports, report_docx, report_rows
from handlers.regulation_56.publishing import Kind, read_file_name
from handlers.regulation_56.rows import HEAD
from handlers.regulation_56.word_file import MEDIA_TYPE
from knowledge.dates import say_date
from web.render import templates
from web.sheets import CSV, csv_file
from web.site import Site
from web.statics import Statics

PATH = "/regulation-56"
FRESH_SECONDS = 300
"""How long a page may be shown again without asking for it anew."""
FILES = {"docx": "Word file", "html": "page to print", "csv": "table for spreadsheets"}
"""The files of a report: how their names end, and what the page calls them."""
_KEPT = {"Cache-Control": f"public, max-age={FRESH_SECONDS}"}


class ReportPages:
    """The pages of the reports that are published. What is not published is not found."""

    def __init__(self, reports: Reports, site: Site) -> None:
        self._reports = reports
        statics = Statics()
        self._env = templates(statics)
        self._env.globals.update(site=site, static=statics.address)

    def router(self) -> APIRouter:
        """Where each page lives."""
        router = APIRouter(include_in_schema=False)
        router.add_api_route(PATH, self.list, methods=["GET"])
        router.add_api_route(PATH + "/{year}", self.show, methods=["GET"])
        router.add_api_route(PATH + "/{year}/{name}", self.file, methods=["GET"])
        return router

    def list(self) -> Response:
        """The years of which there is a report."""
        years = [
            {"year": one.year, "label": self._reports.year(one.year).label, "day": say_date(one.published_on)}
            for one in self._reports.published()
        ]
        return self._page(report=None, years=years)

    def show(self, year: str) -> Response:
        """The report of a year."""
        return self._page(report=self._published(year), files=FILES)

    def file(self, year: str, name: str) -> Response:
        """The report as a file."""
        asked = read_file_name(name)
        if asked is None or str(asked[0]) != year:
            raise HTTPException(404)
        return as_file(self._published(year), asked[1], name, _KEPT)

    def _published(self, year: str) -> Document:
        known = year.isascii() and year.isdecimal() and len(year) == 4
        document = self._reports.read(int(year)) if known else None
        if document is None:
            raise HTTPException(404)
        return document

    def _page(self, **words: object) -> Response:
        html = self._env.get_template("regulation-56.html").render({"report": None, "years": [], **words})
        return HTMLResponse(html, headers=_KEPT)


def report_html(document: Document) -> bytes:
    """The report as one HTML file that needs no other: to send, to print, to put on another site."""
    return templates(Statics()).get_template("regulation-56-file.html").render(report=document).encode()


def report_csv(document: Document) -> bytes:
    """The report as a table for spreadsheets, the title in its first line."""
    return b"".join(csv_file(document.title, HEAD, report_rows(document)))


MAKERS: dict[Kind, tuple[Callable[[Document], bytes], str]] = {
    "html": (report_html, "text/html; charset=utf-8"),
    "docx": (report_docx, MEDIA_TYPE),
    "csv": (report_csv, CSV),
}
"""What makes each kind of file, and its media type."""


def as_file(document: Document, kind: Kind, name: str, headers: dict[str, str]) -> Response:
    """The report as a file to keep, called `name`."""
    make, media_type = MAKERS[kind]
    return Response(
        make(document),
        media_type=media_type,
        headers={**headers, "Content-Disposition": f'attachment; filename="{name}"'},
    )
