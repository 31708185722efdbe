"""The yearly reports (regulation 56): what stands in the way of one, its draft, publishing it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated, cast, get_args

from fastapi import APIRouter, Depends, Form
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from handlers.regulation_56 import ReportError, Reports, ReportYear, file_name
from handlers.regulation_56.publishing import LISTED, Kind, UnansweredError
from knowledge.dates import say_date
from storage.frozen import FrozenReport
from storage.in_the_way import InTheWay
from web.console.shell import Console
from web.console.visit import HOME, visit_of
from web.regulation_56 import FILES, as_file
from web.regulation_56 import PATH as PUBLIC

REPORTS = f"{HOME}/reports"
_HERE = "here"
"""Stands for no file, but a page of the console."""
_NEVER_KEPT = {"Cache-Control": "no-store"}
_TOLD = {"published": "The report is published. Everyone can read it within five minutes."}
_Text = Annotated[str, Form(max_length=16)]


class ReportsPages:
    """The list of years, and a page for each."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._reports = Reports(console.engine, console.sealer, console.desk, console.operator.year_starts)

    def router(self) -> APIRouter:
        """Where each page lives: viewers read, editors draw up and publish."""
        door = self._console.door
        read = APIRouter(include_in_schema=False, dependencies=[Depends(door.needs("viewer"))])
        read.add_api_route(REPORTS, self.list, methods=["GET"])
        read.add_api_route(REPORTS + "/{year}", self.show, methods=["GET"])
        change = APIRouter(include_in_schema=False, dependencies=[Depends(door.needs("editor"))])
        change.add_api_route(REPORTS + "/{year}/draft", self.draft, methods=["POST"])
        change.add_api_route(REPORTS + "/{year}/publish", self.publish, methods=["POST"])
        both = APIRouter()
        both.include_router(read)
        both.include_router(change)
        return both

    def list(self, request: Request) -> Response:
        """Each year, and how its report stands."""
        today = datetime.now(UTC).date()
        published = {one.year: one for one in self._reports.published()}
        years = {one.number: one for one in self._reports.years(today)}
        years |= {number: self._reports.year(number) for number in published}
        rows = [_row(years[number], published.get(number), years[number].is_over(today)) for number in sorted(years)]
        return self._console.page("reports.html", visit_of(request), here=REPORTS, rows=rows[::-1], public=PUBLIC)

    def show(self, request: Request, year: str, told: str = "") -> Response:
        """One year: what stands in the way, the draft, and what is published."""
        return self._page(request, self._year(year), told=_TOLD.get(told, ""))

    def draft(self, request: Request, year: str, kind: _Text = _HERE) -> Response:
        """The report as it stands today, on a page or as a file."""
        if kind != _HERE and kind not in get_args(Kind):
            return self._page(request, self._year(year), 400, trouble="Choose how you would like to read the draft.")
        document = self._reports.draft(self._year(year), datetime.now(UTC).date())
        if kind == _HERE:
            return self._console.page("report-draft.html", visit_of(request), here=REPORTS, report=document)
        as_kind = cast(Kind, kind)
        return as_file(document, as_kind, file_name(document, as_kind), _NEVER_KEPT)

    def publish(self, request: Request, year: str, again: _Text = "") -> Response:
        """Publish the report, from when on it stays as it is."""
        of, who = self._year(year), visit_of(request).account.name
        try:
            self._reports.publish(of, who, datetime.now(UTC), again=again == "yes")
        except UnansweredError as error:
            return self._page(request, of, 400, trouble=str(error), waiting=error.waiting)
        except ReportError as error:
            return self._page(request, of, 400, trouble=str(error).replace(" (--again)", ""))
        return RedirectResponse(f"{REPORTS}/{of.number}?told=published", 303)

    def _page(
        self,
        request: Request,
        year: ReportYear,
        status: int = 200,
        told: str = "",
        trouble: str = "",
        waiting: Sequence[InTheWay] | None = None,
    ) -> Response:
        today = datetime.now(UTC).date()
        found = self._reports.in_the_way(year, today) if waiting is None else waiting
        published = next((one for one in self._reports.published() if one.year == year.number), None)
        return self._console.page(
            "report.html",
            visit_of(request),
            status,
            here=REPORTS,
            told=told,
            trouble=trouble,
            year=year,
            row=_row(year, published, year.is_over(today)),
            waiting=found[:LISTED],
            more=len(found) > LISTED,
            titles=self._reports.titles(found),
            say_date=say_date,
            files=FILES,
            public=PUBLIC,
        )

    def _year(self, said: str) -> ReportYear:
        try:
            return self._reports.year(int(said) if said.isascii() and said.isdecimal() and len(said) == 4 else 0)
        except ReportError as error:
            raise HTTPException(404) from error


def _row(year: ReportYear, published: FrozenReport | None, is_over: bool) -> dict[str, object]:
    """A year as the pages show it. `state` is published, due, or running."""
    state = "published" if published else "due" if is_over else "running"
    days = f"{say_date(year.first)} to {say_date(year.last)}"
    on = say_date(published.published_on) if published else ""
    who = published.who if published else ""
    return {"number": year.number, "label": year.label, "days": days, "state": state, "on": on, "who": who}
