"""A public page that is a list, before it is drawn."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.turn import Message


@dataclass(frozen=True, slots=True)
class Option:
    """A choice of a filter: the value in the address, and what it is called."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """A page with a list. `only` filters it; `pages` is how many pages there are, of which `page` is shown."""

    title: str
    before: str
    items: tuple[Message, ...]
    none: str
    only: tuple[Option, ...]
    page: int
    pages: int
