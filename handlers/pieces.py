"""The pieces that messages about entries are put together from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from handlers.desk import Desk
from handlers.reader import Reader
from handlers.taps import Tap, write
from handlers.turn import Choice


def joined(parts: Iterable[str]) -> str:
    """The parts of a message that say anything, with a space between them."""
    return "\n\n".join(part for part in parts if part)


def listed(heading: str, lines: Iterable[str], mark: str | None = None) -> str:
    """A list under its heading, numbered where there is no `mark`; nothing where there are no lines."""
    marked = [f"{mark or f'{number}. '}{line}" for number, line in enumerate(lines, start=1)]
    return "\n".join((f"# {heading}", *marked)) if marked else ""


def site(source: str) -> str:
    """The site that a web address is on, such as "gov.uk"."""
    return (urlsplit(source).hostname or source).removeprefix("www.")


def to_entries(ids: Iterable[str], desk: Desk, reader: Reader) -> Iterator[Choice]:
    """A button for each entry that families may see."""
    held_back = desk.held_back(reader.today)
    for entry_id in ids:
        title = desk.knowledge.title(entry_id)
        if title and entry_id not in held_back:
            yield Choice(write(Tap("entry", entry_id)), title)
