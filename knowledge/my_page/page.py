"""What stands on the page: its parts, and the whole of it as text to copy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from knowledge.heard_words import PageWords

PICTURES = Path(__file__).parent / "pictures"
"""A picture for each part, by the part's name: OpenMoji, CC BY-SA 4.0."""

ROOM = 2
"""How many empty lines stand in a part with no words, to be filled in by hand."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the page, such as "I like", and what was said for it, a thing a line. With none, it is left empty."""

    name: str
    heading: str
    lines: tuple[str, ...]

    @property
    def picture(self) -> str | None:
        """The picture beside it, as SVG; None where there is none of its name."""
        path = next((one for one in PICTURES.glob("*.svg") if one.stem == self.name), None)
        return path.read_text(encoding="utf-8") if path else None


@dataclass(frozen=True, slots=True)
class Page:
    """The page of one person, whose name is not on it: they write it in by hand."""

    parts: tuple[Part, ...]
    words: PageWords

    @property
    def name_line(self) -> str:
        """Where they write their name."""
        return f"{self.words.my_name} {self.words.blank * 3}"


def page_text(page: Page) -> str:
    """The page as text to copy: "# " makes a heading, and "- " a bullet."""
    return "\n".join(
        ("# " + page.words.title, page.name_line, *(line for part in page.parts for line in _text(part, page)))
    )


def _text(part: Part, page: Page) -> Iterator[str]:
    yield f"\n# {part.heading}"
    yield from (f"- {line}" for line in part.lines or (page.words.blank * ROOM,))
