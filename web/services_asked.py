"""A search for services as an address says it, and the address of a search."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from handlers.desk import Desk
from handlers.service_list import Asked, Found
from knowledge.ages import BANDS
from knowledge.gazetteer import ANYWHERE
from web.asked import line, number

PATH = "/services"
MOST_WORDS = 120
"""How many letters of a search are read."""
MOST_PLACE = 60
_NEAREST = "nearest"
_YES = "1"


@dataclass(frozen=True, slots=True)
class Search:
    """What was asked for, which page of it, and whether in easier words."""

    asked: Asked
    page: int = 1
    easy: bool = False

    @property
    def typed(self) -> bool:
        """Whether there is anything in it that somebody typed."""
        return bool(self.asked.words or self.asked.place)


def read(desk: Desk, words: str, need: str, place: str, age: str, order: str, page: str, easy: str) -> Search:
    """The search in an address, which anyone may have written: what it cannot mean is left out."""
    known = {category.id for group in desk.knowledge.groups for category in group.categories}
    asked = Asked(
        words=_printable(line(words[: MOST_WORDS * 2], MOST_WORDS)),
        need=need if need in known else "",
        place=_printable(line(place[: MOST_PLACE * 2], MOST_PLACE)),
        age=line(age[:MOST_PLACE], MOST_PLACE),
        nearest=order == _NEAREST,
    )
    return Search(asked, number(page[:9]), easy == _YES)


def _printable(said: str) -> str:
    return "".join(sign for sign in said if sign.isprintable()).strip()


def address(search: Search, page: int | None = None, place: str | None = None, easy: bool | None = None) -> str:
    """The address of a search, or of another page of it, with another place, or in other words."""
    asked = search.asked
    easier = search.easy if easy is None else easy
    return _address(
        (
            ("words", asked.words),
            ("need", asked.need),
            ("place", asked.place if place is None else place),
            ("age", asked.age),
            ("order", _NEAREST if asked.nearest else ""),
            ("easy", _YES if easier else ""),
            ("page", str(page) if page and page > 1 else ""),
        )
    )


def shared(search: Search, found: Found) -> str:
    """The address to share: as far as the words were understood, it says what they mean and not how they were put."""
    wanted, asked = found.wanted, search.asked
    one_need = len(wanted.categories) <= 1
    return _address(
        (
            ("words", found.words if one_need else asked.words),
            ("need", wanted.categories[0] if wanted.categories and one_need else asked.need),
            ("place", wanted.place if wanted.place != ANYWHERE else ""),
            ("age", wanted.band if wanted.band in BANDS else ""),
            ("order", _NEAREST if asked.nearest else ""),
            ("easy", _YES if search.easy else ""),
        )
    )


def _address(pairs: Iterable[tuple[str, str]]) -> str:
    given = urlencode([pair for pair in pairs if pair[1]])
    return f"{PATH}?{given}" if given else PATH
