"""The JSON API: what may be shared of the figures, and what the council answered, for other programs to read.

Everything in it is guarded and of quarters that are over (T-31 to T-34): it reads what `storage.releases` published.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Query
from fastapi.exceptions import RequestValidationError
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from sqlalchemy import Engine
from sqlmodel import Session
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from handlers.comments import Titles
from handlers.desk import Desk
from handlers.figures import key_name, options_of
from storage.api_keys import ApiKeys
from storage.database import READING
from storage.periods import Period, read_period
from storage.releases import Releases
from storage.responses import counted, published
from web.figures_api_replies import (
    Answer,
    Answers,
    CommentsSoFar,
    Counts,
    Measure,
    Measures,
    Option,
    Problem,
    Quarter,
    Quarters,
    Row,
    Table,
    TableSide,
    problem,
)

PATH = "/api/v1"
PER_PAGE = 50
_KEY = HTTPBearer(auto_error=False, description="A key that an admin of the console has made.")
_REFUSALS: dict[int | str, dict[str, Any]] = {
    status: {"model": Problem, "description": said, "content": {"application/problem+json": {}}}
    for status, said in ((401, "No key, or one that is not in use"), (422, "Something asked for makes no sense"))
}
_NOT_THERE: dict[int | str, dict[str, Any]] = {
    404: {"model": Problem, "description": "There is no such thing", "content": {"application/problem+json": {}}}
}


def add_figures_api(app: FastAPI, engine: Engine, desk: Callable[[], Desk]) -> None:
    """Add the API to the site. `desk` gives the content as it is now."""
    app.mount(PATH, FiguresApi(engine, desk).app())


class FiguresApi:
    """The API over the database."""

    def __init__(
        self, engine: Engine, desk: Callable[[], Desk], today: Callable[[], date] = lambda: datetime.now(UTC).date()
    ) -> None:
        self._engine = engine.execution_options(**{READING: True})
        self._desk = desk
        self._today = today

    def app(self) -> FastAPI:
        """The API as an application of its own, so that its every refusal is JSON, and its description of it alone."""
        app = FastAPI(
            title="Signpost figures",
            version="1",
            description="Counts are to the nearest 5, small ones are hidden, and only quarters that are over are told.",
            docs_url=None,
            redoc_url=None,
            dependencies=[Depends(self._check), Depends(_only_what_is_known)],
            responses=_REFUSALS,
            exception_handlers={RequestValidationError: _not_asked_well, HTTPException: _refused},
        )
        app.add_api_route("/measures", self.measures)
        app.add_api_route("/quarters", self.quarters)
        app.add_api_route("/figures", self.figures, responses=_NOT_THERE)
        app.add_api_route("/comments-so-far", self.comments_so_far)
        app.add_api_route("/answers", self.answers)
        return app

    def measures(self) -> Measures:
        """What families are asked to judge."""
        measures = self._desk().knowledge.measures.of.values()
        return Measures(
            measures=[
                Measure(
                    id=one.id,
                    name=one.name,
                    ask=one.ask,
                    options=[Option(value=each.value, label=each.label, score=each.score) for each in one.options],
                )
                for one in measures
            ]
        )

    def quarters(self) -> Quarters:
        """The quarters that are published."""
        with self._reading() as session:
            found = self._releases(session).quarters()
        return Quarters(quarters=[_quarter(one) for one in found])

    def figures(
        self,
        quarter: Annotated[str, Query(pattern=r"^20[0-9]{2}-Q[1-4]$", description="such as 2026-Q3")],
        measure: Annotated[str, Query(max_length=32, description="the id of a measure")],
        by: Annotated[TableSide, Query(description="about, district or age_band")],
    ) -> Table:
        """One measure in one quarter, by what the replies are about, by district or by age band."""
        period, desk = read_period(quarter), self._desk()
        assert period
        with self._reading() as session:
            table = self._releases(session).table(period, measure, by)
            titles = Titles(desk, session)
        if table is None:
            raise HTTPException(404, f"Nothing is published of that. {PATH}/quarters and {PATH}/measures say what is.")
        rows = [
            Row(key=key, name=key_name(by, key, desk, titles), counts=Counts.of(counts))
            for key, counts in table.rows.items()
        ]
        total = Counts.of(table.totals) if table.totals else None
        return Table(quarter=quarter, measure=measure, by=by, total=total, rows=rows)

    def comments_so_far(self) -> CommentsSoFar:
        """How many comments there were in all."""
        with self._reading() as session:
            total = self._releases(session).total()
        return CommentsSoFar(comments=total.count, through=total.through) if total else _NONE_YET

    def answers(
        self, page: Annotated[int, Query(ge=1, le=100_000, description="a whole number from 1 up")] = 1
    ) -> Answers:
        """What the council says to what families said: "we did", "we will", "we cannot"."""
        first = (page - 1) * PER_PAGE
        with self._reading() as session:
            every = published(session, self._today())
            shown = counted(session, every[first : first + PER_PAGE])
        answers = [
            Answer(
                id=one.id,
                kind=one.kind,
                said=one.said,
                text=one.text,
                changed=one.changed,
                published_on=one.published_on,
                about=one.about or one.theme,
                families=one.count,
            )
            for one in shown
        ]
        return Answers(answers=answers, next_page=page + 1 if first + PER_PAGE < len(every) else None)

    def _check(self, key: Annotated[HTTPAuthorizationCredentials | None, Depends(_KEY)]) -> None:
        """Raises HTTPException (401) where there is no key that is in use."""
        with self._reading() as session:
            known = key is not None and ApiKeys(session).find(key.credentials)
        if not known:
            said = "Send a key that is in use as 'Authorization: Bearer KEY'. An admin of the console makes keys."
            raise HTTPException(401, said, {"WWW-Authenticate": "Bearer"})

    @contextmanager
    def _reading(self) -> Iterator[Session]:
        with self._engine.connect() as connection, Session(connection) as session:
            yield session

    def _releases(self, session: Session) -> Releases:
        return Releases(session, self._today(), options_of(self._desk()))


_NONE_YET = CommentsSoFar(comments=None, through=None)
_LONGEST_NAMED = 40
_TITLES = {401: "No key", 404: "Not found", 405: "Only reading"}
_REMEDIES = {
    404: f"There is nothing here. {PATH}/openapi.json says what there is.",
    405: "This can only be read: use GET.",
}


def _only_what_is_known(request: Request) -> None:
    """Raises HTTPException (422) for a parameter that there is none of: a slip in its name would go unnoticed."""
    known = {field.alias for field in request.scope["route"].dependant.query_params}
    unknown = [name for name in request.query_params if name not in known]
    if unknown:
        raise RequestValidationError([{"loc": ("query", name[:_LONGEST_NAMED])} for name in unknown])


def _quarter(period: Period) -> Quarter:
    return Quarter(name=period.name, first_day=period.since, last_day=period.last_day)


async def _refused(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    status, ours = error.status_code, error.status_code == 401 or "published" in error.detail
    detail = error.detail if ours else _REMEDIES.get(status, "Please check what you sent.")
    return problem(status, _TITLES.get(status, "Refused"), detail, error.headers)


async def _not_asked_well(_request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    wrong = sorted({str(one["loc"][-1]) for one in error.errors()})
    asked = ", ".join(wrong)
    return problem(422, "Not asked well", f"Check: {asked}. {PATH}/openapi.json says what each may be.")
