"""The small marks in a message's text, read into blocks that each edge draws in its own way.

A line that starts with "# " is a heading, "- " a bullet, "1. " a numbered step, a picture sign and a space a line with
its picture; other lines make paragraphs, which end at an empty line. There are no marks inside a line, so what a
service wrote can never turn into one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Shape = Literal["heading", "paragraph", "bullets", "steps", "pictures"]
_MARK = re.compile(r"(?P<heading># )|(?P<bullets>- )|(?P<steps>\d{1,2}\. )")
_SIGN = re.compile(r"(?P<sign>[\u2190-\u2bff\U0001f000-\U0001faff][\u200d\ufe0f\u2190-\u2bff\U0001f000-\U0001faff]*) ")


@dataclass(frozen=True, slots=True)
class Block:
    """A heading or paragraph of one line or more, or a list with an item a line. Pictures keep their signs."""

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


def picture(line: str) -> tuple[str, str]:
    """The sign and the words of a line of pictures."""
    sign, _, words = line.partition(" ")
    return sign, words


def _shape(line: str) -> tuple[Shape, str]:
    mark = _MARK.match(line)
    if mark is None:
        return ("pictures", line) if _SIGN.match(line) else ("paragraph", line)
    words = line[mark.end() :]
    if mark["heading"]:
        return "heading", words
    return ("bullets", words) if mark["bullets"] else ("steps", words)
