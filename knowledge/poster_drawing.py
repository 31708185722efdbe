"""Drawing a poster on one page (A4), with QR codes (ISO/IEC 18004)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import segno

from knowledge.drawing import INK, MARGIN, WIDTH, Line, height, page, text, wrapped
from knowledge.posters import Poster, Way

HEIGHT = round(WIDTH * 297 / 210)
"""The height of a page of A4 that is `WIDTH` wide."""
_CODE = 300
_QUIET = 4
"""The white edge of a QR code, in its own squares."""
_GAP = 36


def draw_poster(poster: Poster, ways: Sequence[Way], foot: str) -> str:
    """The poster as SVG: its words, a code for each way with the address in letters, and who it is from."""
    head = (*wrapped(poster.title, 60, "bold"), Line("", 12))
    body = tuple(line for said in poster.lines for line in (*wrapped(said, 30), Line("", 10)))
    last = wrapped(foot, 22)
    parts = [*text(head, MARGIN, MARGIN)]
    y = MARGIN + height(head)
    parts += text(body, MARGIN, y)
    y += height(body) + _GAP
    room = HEIGHT - MARGIN - height(last) - y
    size = min(_CODE, room // max(len(ways), 1) - _GAP)
    for way in ways:
        parts += _way(way, y, size)
        y += size + _GAP
    parts += text(last, MARGIN, HEIGHT - MARGIN - height(last))
    return page(parts, HEIGHT, poster.title, " ".join((*poster.lines, *(way.address for way in ways))))


def _way(way: Way, y: int, size: int) -> Iterator[str]:
    yield f'<g transform="translate({MARGIN} {y})">{code(way.address, size)}</g>'
    left = MARGIN + size + _GAP
    room = WIDTH - left - MARGIN
    words = (*wrapped(way.label, 32, "bold", room), Line("", 8), *wrapped(_short(way.address), 22, width=room))
    yield from text(words, left, y + (size - height(words)) // 2)


def code(address: str, size: int) -> str:
    """A QR code of `address` as SVG, `size` wide, that can still be read with a part of it gone."""
    made = segno.make(address, error="m", micro=False)
    squares = made.symbol_size(border=_QUIET)[0]
    scale = size / squares
    path = "".join(
        f"M{x} {y}h1v1h-1z"
        for y, row in enumerate(made.matrix_iter(border=_QUIET))
        for x, dark in enumerate(row)
        if dark
    )
    return f'<path transform="scale({scale:.4f})" fill="{INK}" d="{path}"/>'


def _short(address: str) -> str:
    return address.removeprefix("https://").removeprefix("http://")
