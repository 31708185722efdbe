"""Finding an entry by its id, by words of its title, or as families do."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from handlers.desk import Desk
from knowledge.upkeep import kept_entries

MOST = 30
"""The most entries that are found."""
Found = tuple[str, str]
"""An entry's id and its title."""


def find_entries(words: str, desk: Desk, most: int = MOST) -> list[Found]:
    """The entries that fit, the surest first: those of that id, with those words in the title, then as matched."""
    wanted = words.lower().split()
    if not wanted:
        return []
    return list(islice(dict(_found(wanted, words, desk)).items(), most))


def _found(wanted: list[str], words: str, desk: Desk) -> Iterator[Found]:
    titles = {guide.id: guide.title for guide in desk.knowledge.guides.values()}
    titles |= {entry.id: entry.title for entry in kept_entries(desk.knowledge)}
    yield from ((entry, title) for entry, title in titles.items() if entry == words.strip())
    yield from ((match.id, match.title) for match in desk.matcher.ask(words).matches)
    for entry, title in titles.items():
        text = f"{entry} {title}".lower()
        if all(word in text for word in wanted):
            yield entry, title
