"""A line of the inbox, and of any other list of comments."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from handlers.comments import STATUSES, Titles, acknowledge_by, district_name
from handlers.desk import Desk
from handlers.figures import band_name
from storage.deciding import SHOWN_ID
from storage.inbox import Item
from web.console.words import KINDS

_FIRST_WORDS = 160
"""How many letters of what was said stand in a list."""


@dataclass(frozen=True, slots=True)
class Row:
    """A comment as lists show it. `due` is by when a complaint must be acknowledged."""

    item: Item
    name: str
    kind: str
    title: str
    words: str
    state: str
    where: str
    due: date | None


def rows_of(items: Iterable[Item], desk: Desk, titles: Titles, most: int = _FIRST_WORDS) -> list[Row]:
    """The lines for these comments, with at most so many letters of their words."""
    return [_row(item, desk, titles, most) for item in items]


def _row(item: Item, desk: Desk, titles: Titles, most: int) -> Row:
    where = (district_name(item.district, desk), band_name(item.age_band) if item.age_band else None)
    return Row(
        item=item,
        name=item.id[:SHOWN_ID],
        kind=KINDS[item.kind],
        title=titles.of(item.about),
        words=_shortened(" / ".join(item.words.values()), most),
        state=STATUSES[item.status],
        where=", ".join(filter(None, where)),
        due=acknowledge_by(item, desk),
    )


def _shortened(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0]} …"
