"""What the JSON API sends: its answers, and its refusals as problem details (RFC 9457)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

from pydantic import BaseModel, Field
from starlette.responses import JSONResponse

from storage.small_numbers import GuardedCounts, Shown

TableSide = Literal["about", "district", "age_band"]


class Problem(BaseModel):
    """Why there is no answer. `detail` says what to do."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str


class Option(BaseModel):
    """An answer that can be given. `score` runs from 0 (worst) to 1 (best), null where it says neither."""

    value: str
    label: str
    score: float | None


class Measure(BaseModel):
    """What families are asked to judge with a tap."""

    id: str
    name: str
    ask: str
    options: list[Option]


class Measures(BaseModel):
    """All measures."""

    measures: list[Measure]


class Quarters(BaseModel):
    """The quarters that are published, the newest first, and the last day that each counts."""

    quarters: list[Quarter]


class Quarter(BaseModel):
    """A quarter of the year, in whole weeks: a week belongs to the quarter of its Sunday."""

    name: str = Field(examples=["2026-Q3"])
    first_day: date
    last_day: date


class Cell(BaseModel):
    """How many gave an answer, to the nearest 5, and the per cent of all replies. Both null where it is hidden."""

    value: str
    count: int | None
    share: int | None
    hidden: bool


class Counts(BaseModel):
    """Replies, to the nearest 5, and how many gave each answer."""

    replies: int
    cells: list[Cell]

    @classmethod
    def of(cls, counts: GuardedCounts) -> Counts:
        """As they were published."""
        cells = [
            Cell(value=value, count=cell.count, share=cell.share, hidden=False)
            if isinstance(cell, Shown)
            else Cell(value=value, count=None, share=None, hidden=True)
            for value, cell in counts.cells.items()
        ]
        return cls(replies=counts.base, cells=cells)


class Row(BaseModel):
    """The replies of one service or subject, district or age band; an empty `key` is of those who did not say."""

    key: str
    name: str
    counts: Counts


class Table(BaseModel):
    """One measure in one quarter. What is not in `rows` has too few replies to show; so has a `total` that is null."""

    quarter: str
    measure: str
    by: TableSide
    total: Counts | None
    rows: list[Row]


class Answer(BaseModel):
    """What the council says to what families said. `families` is how many said it, null where that is not told."""

    id: str
    kind: Literal["did", "will", "cannot"]
    said: str
    text: str
    changed: str | None
    published_on: date
    about: str | None
    families: int | None


class Answers(BaseModel):
    """A page of answers, the newest first. `next_page` is null on the last one."""

    answers: list[Answer]
    next_page: int | None


class CommentsSoFar(BaseModel):
    """How many comments there were by the end of `through`, to the nearest 5; both null where they are too few."""

    comments: int | None
    through: date | None


def problem(status: int, title: str, detail: str, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """A refusal."""
    body = Problem(title=title, status=status, detail=detail).model_dump()
    return JSONResponse(body, status, dict(headers or {}), media_type="application/problem+json")
