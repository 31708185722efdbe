"""The small marks in a message's text, read into blocks that each edge draws in its own way.

A line that starts with "# " is a heading, "- " a bullet, "1. " a numbered step; other lines make paragraphs,
which end at an empty line. There are no marks inside a line, so what a service wrote can never turn into one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Shape = Literal["heading", "paragraph", "bullets", "steps"]
_MARK = re.compile(r"(?P<heading># )|(?P<bullets>- )|(?P<steps>\d{1,2}\. )")


@dataclass(frozen=True, slots=True)
class Block:
    """A heading or paragraph of one line or more, or a list with an item a line."""

    shape: Shape
    lines: tuple[str, ...]


def blocks(text: str) -> tuple[Block, ...]:
    """Read `text` into blocks, in order."""
    found: list[tuple[Shape, list[str]]] = []
    joined = False
    for raw in text.split("\n"):
        line = raw.strip()
        if not line:
            joined = False
            continue
        shape, words = _shape(line)
        if joined and found[-1][0] == shape and shape != "heading":
            found[-1][1].append(words)
        else:
            found.append((shape, [words]))
        joined = True
    return tuple(Block(shape, tuple(lines)) for shape, lines in found)


def _shape(line: str) -> tuple[Shape, str]:
    mark = _MARK.match(line)
    if mark is None:
        return "paragraph", line
    words = line[mark.end() :]
    if mark["heading"]:
        return "heading", words
    return ("bullets", words) if mark["bullets"] else ("steps", words)
