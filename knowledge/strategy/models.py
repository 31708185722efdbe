"""What the strategy's files hold, as types."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Discriminator, Field, Tag

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
Status = Literal["kept", "under way", "not kept", "not yet given"]

Cell = str | int | float

# A year stands for itself wherever words are wanted: `as_of: 2021` is no slip.
_NUMBERS_ARE_WORDS = ConfigDict(coerce_numbers_to_str=True)


class Document(Content):
    """A document of the strategy. `dated` is its date as it is printed; `url` where it can be read, if we know."""

    model_config = _NUMBERS_ARE_WORDS

    id: str
    title: str
    dated: str
    url: WebAddress | None = None


class Table(Content):
    """A printed table: `columns` are its headings, and each row has a cell for each of them, exactly as printed."""

    model_config = _NUMBERS_ARE_WORDS

    title_as_printed: str | None = None
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def _shape(figures: Any) -> str:
    return "table" if isinstance(figures, Table) or (isinstance(figures, dict) and "rows" in figures) else "numbers"


Figures = Annotated[
    Annotated[Table, Tag("table")] | Annotated[dict[str, Cell | bool], Tag("numbers")], Discriminator(_shape)
]
"""A table, or numbers by name, which are those that the text already says."""


class StrategyItem(Content):
    """One line of a document, in plain words.

    `page` is the page or heading it stands on. `as_of` says of which day, year or school year it is true.
    `caution` is what to know before using it (a sum that does not add up). `testable_as` says how feedback can
    show whether it holds.
    """

    model_config = _NUMBERS_ARE_WORDS

    id: str
    kind: Kind
    priority: Literal[1, 2, 3, 4] | None
    title: str
    text: str
    document: str
    page: str
    as_of: str
    caution: str | None = None
    figures: Figures | None = None
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
    status: Status
    updates: tuple[Update, ...] = ()


class Action(Content):
    """A row of the action plan, with the table's own columns. What the table leaves blank is None.

    `success` is how we will know that it worked.
    """

    ref: str
    action: str
    group: str
    theme: str
    lead_agency: str | None
    lead: str | None
    target_date: date | None
    progress: Rag | None
    success: str | None = None
    updates: tuple[Update, ...] = ()


class Outcome(Content):
    """What shows whether an outcome is reached: themes of young people's views, taps on these, and lines on it."""

    themes: tuple[str, ...]
    measures: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()


class Evidence(Content):
    """What shows whether the strategy is working, besides the measures that name its lines; by id of a line.

    `unmeasured` says, for officers, where a line that no tap is about can be seen, or why it is not measured.
    """

    outcomes: dict[str, Outcome] = Field(default={})
    unmeasured: dict[str, str] = Field(default={})


@dataclass(frozen=True, slots=True)
class Strategy:
    """All of it, by id (an action's is its `ref`). `files` says where each id stands."""

    documents: Mapping[str, Document]
    items: Mapping[str, StrategyItem]
    promises: Mapping[str, Promise]
    actions: Mapping[str, Action]
    files: Mapping[str, Path]
    evidence: Evidence = field(default_factory=Evidence)

    @property
    def priorities(self) -> tuple[int, ...]:
        """The numbers of the priorities that its lines belong to."""
        return tuple(sorted({item.priority for item in self.items.values() if item.priority}))

    def title(self, entry_id: str) -> str | None:
        """What a line or a promise is called; None for any other id."""
        entry = self.items.get(entry_id) or self.promises.get(entry_id)
        return entry.title if entry else None

    def resting_on(self, item_id: str) -> tuple[Promise, ...]:
        """The promises that a line makes."""
        return tuple(promise for promise in self.promises.values() if item_id in promise.rests_on)
