"""A report before it is drawn. The page, the Word file and the CSV all draw the same one, so they say the same."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Heading(_Frozen):
    """`level` 2 to 4; the title is the one heading of level 1."""

    kind: Literal["heading"] = "heading"
    level: Literal[2, 3, 4]
    text: str


class Paragraph(_Frozen):
    """Some sentences; `link` is an address that stands behind them."""

    kind: Literal["paragraph"] = "paragraph"
    text: str
    link: str | None = None


class Points(_Frozen):
    """Lines of a list. `quoted` where they are the words of families."""

    kind: Literal["points"] = "points"
    lines: tuple[str, ...]
    quoted: bool = False


class Answer(_Frozen):
    """What was said, and what the council says to it: names and texts, one under the other."""

    kind: Literal["answer"] = "answer"
    lines: tuple[tuple[str, str], ...]


class Table(_Frozen):
    """Names and what is told of each: a number, or why there is none."""

    kind: Literal["table"] = "table"
    caption: str
    head: tuple[str, str]
    rows: tuple[tuple[str, str], ...]


Block = Annotated[Heading | Paragraph | Points | Answer | Table, Field(discriminator="kind")]


class Document(_Frozen):
    """The report of a year. A `draft` says so on every page; `published_on` is None in one."""

    title: str
    year: int
    council: str
    draft: bool
    published_on: date | None
    blocks: tuple[Block, ...]
