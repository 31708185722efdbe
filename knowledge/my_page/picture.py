"""The page as a picture for a phone. All its words are text in it, so that it can be read out."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from unicodedata import category

from knowledge.drawing import GREY, MARGIN, PALE, WIDTH, Line, height, page, text, wrapped
from knowledge.my_page.page import ROOM, Page, Part

_SIDE = 96
_TEXT_X = MARGIN + _SIDE + 32
_TEXT_WIDTH = WIDTH - _TEXT_X - MARGIN
_GAP, _PAD = 28, 20
_DOT = "• "
_SIGNS, _AS_PICTURE = {"So", "Sk"}, "\ufe0f"
"""The kinds of sign that emoji are, and the mark behind some of them."""


def page_picture(made: Page) -> str:
    """The picture as SVG, 720 wide and as high as it needs to be."""
    head = (*wrapped(made.words.title, 52, "bold"), *wrapped(made.name_line, 32))
    parts = list(text(head, MARGIN, MARGIN))
    y = MARGIN + height(head) + _GAP
    for part in made.parts:
        lines = (*wrapped(part.heading, 38, "bold", _TEXT_WIDTH), *_words(part, made))
        parts.extend(_drawn(part, lines, y))
        y += max(height(lines), _SIDE) + 2 * _PAD
    foot = wrapped(made.words.credit, 20, colour=GREY)
    parts.extend(text(foot, MARGIN, y + _PAD))
    return page(parts, y + _PAD + height(foot) + MARGIN, made.words.title, made.words.shows)


def _words(part: Part, made: Page) -> Iterator[Line]:
    said = [line for line in map(_without_emoji, part.lines) if line]
    for line in said:
        yield from wrapped(_DOT + line, 32, width=_TEXT_WIDTH)
    for _ in range(0 if said else ROOM):
        yield from wrapped(made.words.blank * 3, 32, width=_TEXT_WIDTH)


def _without_emoji(line: str) -> str:
    """The line without the signs that our fonts do not have, and which would be drawn as empty boxes."""
    return "".join(sign for sign in line if category(sign) not in _SIGNS and sign != _AS_PICTURE).strip()


def _drawn(part: Part, lines: tuple[Line, ...], y: int) -> Iterator[str]:
    yield f'<path d="M{MARGIN} {y} H{WIDTH - MARGIN}" stroke="{PALE}" stroke-width="3"/>'
    if part.picture:
        data = b64encode(part.picture.encode()).decode()
        source = f"data:image/svg+xml;base64,{data}"
        yield f'<image href="{source}" x="{MARGIN}" y="{y + _PAD}" width="{_SIDE}" height="{_SIDE}"/>'
    yield from text(lines, _TEXT_X, y + _PAD - 8)
