"""The strategy with its evidence: each line of it, and what shows whether it holds. Not for sharing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from fastapi import APIRouter, Depends
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from handlers.evidence import Line, Theme, lines, parts, themes
from handlers.readings import FEW, Reading
from storage.figures import Figures
from storage.quotes import Quotes
from web.console.shell import Console
from web.console.visit import HOME, visit_of

HERE = f"{HOME}/strategy"
QUOTED_WEEKS = timedelta(weeks=52)
"""How old words may be that are quoted."""
HEADINGS = (
    ("why", "Why it matters"),
    ("need", "What needs to happen"),
    ("sign", "It is working when"),
    ("other", "What else the strategy says"),
)


class StrategyPages:
    """An overview, and a page for each priority and each outcome."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def router(self) -> APIRouter:
        """Where each page lives."""
        router = APIRouter(include_in_schema=False, dependencies=[Depends(self._console.door.needs("viewer"))])
        router.add_api_route(HERE, self.overview, methods=["GET"])
        router.add_api_route(f"{HERE}/{{part_id}}", self.one, methods=["GET"])
        return router

    def overview(self, request: Request) -> Response:
        """Each part, with what its measures say now."""
        desk, today = self._console.desk(), _today()
        with self._console.reading() as session:
            figures = Figures(session)
            shown = [
                (part, [line for line in lines(part, desk, figures, None, today) if line.readings])
                for part in parts(desk.knowledge).values()
            ]
        return self._console.page("strategy.html", visit_of(request), here=HERE, parts=shown, few=FEW)

    def one(self, request: Request, part_id: str) -> Response:
        """One part, line by line."""
        desk, today = self._console.desk(), _today()
        part = parts(desk.knowledge).get(part_id)
        if part is None:
            raise HTTPException(404)
        with self._console.reading() as session:
            said = Quotes(session, self._console.sealer, today - QUOTED_WEEKS)
            figures = Figures(session)
            found = lines(part, desk, figures, said, today)
            heard = list(themes(part, desk, figures, said, today))
        sections = [(name, title, [line for line in found if line.heading == name]) for name, title in HEADINGS]
        return self._console.page(
            "strategy-part.html",
            visit_of(request),
            here=HERE,
            part=part,
            sections=[section for section in sections if section[2]],
            themes=heard,
            readings=_distinct(found, heard),
            few=FEW,
        )


def _distinct(found: Iterable[Line], heard: Iterable[Theme]) -> list[tuple[str, str, Reading, str]]:
    """Each reading of a page once, with its anchor, its title, and its theme or "": its numbers are below the lines."""
    of_lines = {one.measure.id: (one.measure.id, one.measure.name, one, "") for line in found for one in line.readings}
    of_themes = (
        (f"{theme.id}-{one.measure.id}", f"{theme.title}: {one.measure.name}", one, theme.id)
        for theme in heard
        for one in (theme.views, *theme.readings)
    )
    return [*of_lines.values(), *of_themes]


def _today() -> date:
    return datetime.now(UTC).date()
