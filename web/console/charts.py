"""The charts: drawn on the server, each with its numbers in a table and what it tells in words. Not for sharing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from threading import Thread
from typing import Any, cast
from urllib.parse import urlencode

from fastapi import APIRouter, Depends
from sqlmodel import Session
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from handlers.figures import SIDE_NAMES, known_keys
from storage.figures import SUBMISSIONS, Figures, Side
from storage.periods import Period, quarter_of, read_period
from storage.submissions import week_of
from web.charts.drawing import svg, warm_up
from web.charts.grid import Grid
from web.charts.kinds import Kind, kinds
from web.charts.source import Asked, Source, latest_quarter
from web.charts.words import sentences
from web.console.shell import Console
from web.console.visit import HOME, visit_of

HERE = f"{HOME}/charts"
MOST_NAMED = 100
"""How many services and subjects can be chosen as a part: those with the most comments."""
_MONTHS_OFFERED = 12
_QUARTERS_OFFERED = 8


@dataclass(frozen=True, slots=True)
class Query:
    """What an address asks for, as it was typed."""

    period: str
    measure: str
    only: str
    published: str


class Charts:
    """A list of the charts, a page for each, and its picture."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def router(self) -> APIRouter:
        """Where each page lives."""
        router = APIRouter(include_in_schema=False, dependencies=[Depends(self._console.door.needs("viewer"))])
        router.add_api_route(HERE, self.every, methods=["GET"])
        router.add_api_route(f"{HERE}/{{kind_id}}.svg", self.picture, methods=["GET"])
        router.add_api_route(f"{HERE}/{{kind_id}}", self.one, methods=["GET"])
        return router

    def every(self, request: Request) -> Response:
        """The list. Whoever opens it will want a chart, so what draws them is loaded meanwhile."""
        Thread(target=warm_up, daemon=True).start()
        return self._console.page("charts.html", visit_of(request), here=HERE, kinds=kinds(self._console.desk()))

    def one(
        self, request: Request, kind_id: str, period: str = "", measure: str = "", only: str = "", published: str = ""
    ) -> Response:
        """One chart, with the choices for it."""
        kind, query, today = self._kind(kind_id), Query(period, measure, only, published), _today()
        with self._console.reading() as session:
            source = Source(session, self._console.desk(), today)
            asked = self._asked(kind, query, source, today)
            grid = kind.grid(asked, source) if asked else None
            told: dict[str, Any] = {
                "periods": _periods(source.figures.first_week(), today),
                "parts": self._parts(session, source) if kind.by_part else {},
                "part": source.name(asked.side, asked.key) if asked and asked.side != "all" else "",
            }
        told |= self._words(kind, query, asked, grid)
        return self._console.page("chart.html", visit_of(request), here=HERE, **told)

    def picture(
        self,
        kind_id: str,
        period: str = "",
        measure: str = "",
        only: str = "",
        published: str = "",
        narrow: str = "",
    ) -> Response:
        """The chart itself, for an `<img>`."""
        kind, query, today = self._kind(kind_id), Query(period, measure, only, published), _today()
        with self._console.reading() as session:
            source = Source(session, self._console.desk(), today)
            asked = self._asked(kind, query, source, today)
            grid = kind.grid(asked, source) if asked else None
        if grid is None or not grid.rows:
            raise HTTPException(404)
        return Response(svg(grid, narrow=narrow == "yes"), media_type="image/svg+xml")

    def _words(self, kind: Kind, query: Query, asked: Asked | None, grid: Grid | None) -> dict[str, Any]:
        desk = self._console.desk()
        chosen = {
            "period": asked.period.name if asked else query.period,
            "measure": asked.measure if asked and kind.by_measure else "",
            "only": query.only if asked and asked.side != "all" else "",
            "published": "yes" if query.published == "yes" and kind.can_publish else "",
        }
        return {
            "kind": kind,
            "grid": grid,
            "chosen": chosen,
            "asked": asked,
            "measures": desk.knowledge.measures.of,
            "said": sentences(grid) if grid else "",
            "query": urlencode({name: value for name, value in chosen.items() if value}),
        }

    def _kind(self, kind_id: str) -> Kind:
        for kind in kinds(self._console.desk()):
            if kind.id == kind_id:
                return kind
        raise HTTPException(404)

    def _asked(self, kind: Kind, query: Query, source: Source, today: date) -> Asked | None:
        """What a query means; its nearest where it makes no sense. None where nothing of it is published."""
        measures = source.desk.knowledge.measures.of
        usual = kind.measure or next(iter(measures), "")
        measure = query.measure if kind.by_measure and query.measure in measures else usual
        side, key = _part(query.only) if kind.by_part else ("all", "")
        period = read_period(query.period) or read_period(str(today.year))
        assert period
        published = query.published == "yes" and kind.can_publish
        if published:
            quarter = latest_quarter(period, source.releases.quarters())
            return Asked(quarter, measure, side, key, True, today) if quarter else None
        return Asked(period, measure, side, key, False, today)

    def _parts(self, session: Session, source: Source) -> dict[str, list[tuple[str, str]]]:
        """What can be chosen as a part of the replies, by side: the value to send and its name."""
        counts = Figures(session).totals(SUBMISSIONS, "about", _today() - timedelta(days=365))
        about = sorted(counts, key=lambda key: -sum(counts[key].values()))[:MOST_NAMED]
        keys: dict[Side, list[str]] = {
            "district": [*known_keys("district", source.desk), ""],
            "age_band": [*known_keys("age_band", source.desk), ""],
            "about": sorted(about, key=lambda key: source.name("about", key)),
        }
        return {
            SIDE_NAMES[side]: [(f"{side}:{key}", source.name(side, key)) for key in found]
            for side, found in keys.items()
        }


def _part(only: str) -> tuple[Side, str]:
    side, _, key = only.partition(":")
    return (cast(Side, side), key) if side in {"about", "district", "age_band"} else ("all", "")


def _periods(first: date | None, today: date) -> dict[str, list[tuple[str, str]]]:
    """The periods that can be chosen, the newest first: their names, and what they are called."""
    this = quarter_of(week_of(today))
    years = [str(year) for year in range(this.last_day.year, (first or today).year - 1, -1)]
    quarters, months = [this], [today.replace(day=1)]
    while len(quarters) < _QUARTERS_OFFERED:
        quarters.append(quarter_of(quarters[-1].since - timedelta(weeks=1)))
    while len(months) < _MONTHS_OFFERED:
        months.append((months[-1] - timedelta(days=1)).replace(day=1))
    return {
        "Years": [(year, year) for year in years],
        "Quarters": [(quarter.name, _called(quarter)) for quarter in quarters],
        "Months": [(f"{month:%Y-%m}", f"{month:%B %Y}") for month in months],
    }


def _called(quarter: Period) -> str:
    """A quarter in words, such as July to September 2026."""
    number = int(quarter.name[-1])
    first, last = (date(2000, month, 1) for month in (3 * number - 2, 3 * number))
    return f"{first:%B} to {last:%B} {quarter.name[:4]}"


def _today() -> date:
    return datetime.now(UTC).date()
