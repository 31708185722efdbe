"""What comments can be about and be sorted by, as the console's forms offer it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from handlers.comments import ROUND
from handlers.desk import Desk
from handlers.topics import Topics


@dataclass(frozen=True, slots=True)
class Option:
    """A choice of a list in a form."""

    value: str
    label: str


class Known:
    """What the content of one desk has, and the questions of the month."""

    def __init__(self, desk: Desk) -> None:
        knowledge = desk.knowledge
        self.desk = desk
        self.topics = Topics(knowledge)
        entries = (*knowledge.services, *knowledge.subjects, *knowledge.answers, *knowledge.strategy.items)
        self.titles: Mapping[str, str] = {one: desk.title(one) for one in entries}
        self._ids = {title.casefold(): one for one, title in reversed(self.titles.items())}

    @property
    def offered(self) -> Sequence[str]:
        """The names that are offered while somebody types: of services and subjects."""
        names = {*self.desk.knowledge.services, *self.desk.knowledge.subjects}
        return sorted(title for one, title in self.titles.items() if one in names)

    def id_of(self, typed: str) -> str | None:
        """The id that was typed, or of what is called so; else of the one service that the words fit."""
        if typed in self.titles or typed.startswith(ROUND):
            return typed
        exact = self._ids.get(typed.casefold())
        fits = [one for title, one in self._ids.items() if typed.casefold() in title]
        return exact or (fits[0] if len(fits) == 1 else None)

    def districts(self) -> Sequence[Option]:
        """The districts of the area."""
        return [Option(one.id, one.label) for one in self.desk.knowledge.area.districts]


class Latest:
    """Keeps what is known of the content until it changes."""

    def __init__(self) -> None:
        self._known: Known | None = None

    def of(self, desk: Desk) -> Known:
        """What is known at this desk."""
        known = self._known
        if known is None or known.desk is not desk:
            self._known = known = Known(desk)
        return known
