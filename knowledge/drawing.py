"""What our pictures share: words in lines that fit, on a page of SVG that can be read out, and as PNG.

Colour only adds to what a picture says; all that it says is text in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape

WIDTH = 720
MARGIN = 40
INK, GREY, PAPER, PALE = "#0b0c0c", "#505a5f", "#ffffff", "#b1b4b6"

_FONT = "Arimo, 'Liberation Sans', Arial, Helvetica, sans-serif"
# How wide letters of these fonts are, in parts of their size, rounded up so that no line runs over the edge.
_NARROW, _WIDE = frozenset("fijlrtI .,:;'!()-"), frozenset("mwMW@%")
_BOLDER = 1.08


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text: how large, how heavy, and how far below the last one it stands."""

    words: str
    size: int
    weight: str = "normal"
    colour: str = INK

    @property
    def height(self) -> int:
        """How much room it takes, from the bottom of the line above to its own."""
        return round(self.size * 1.3)


def wrapped(
    words: str, size: int, weight: str = "normal", width: int = WIDTH - 2 * MARGIN, colour: str = INK
) -> tuple[Line, ...]:
    """The words in lines that fit the width; a word that is too long for a line of its own is broken."""
    most = width / size / (_BOLDER if weight == "bold" else 1)
    lines: list[str] = []
    for word in words.split():
        for piece in _pieces(word, most):
            if lines and _width(f"{lines[-1]} {piece}") <= most:
                lines[-1] += f" {piece}"
            else:
                lines.append(piece)
    return tuple(Line(line, size, weight, colour) for line in lines)


def height(lines: Iterable[Line]) -> int:
    """How much room the lines take together."""
    return sum(line.height for line in lines)


def text(lines: Iterable[Line], x: int, y: int) -> Iterator[str]:
    """The lines as SVG, from `y` down."""
    for line in lines:
        y += line.height
        baseline = y - round(line.size * 0.32)
        yield (
            f'<text x="{x}" y="{baseline}" font-size="{line.size}" font-weight="{line.weight}" fill="{line.colour}">'
            f"{escape(line.words)}</text>"
        )


def page(parts: Iterable[str], height: int, title: str, says: str) -> str:
    """The whole picture as SVG: `title` is what it is called, `says` what it shows."""
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
            f'role="img" aria-labelledby="title says" font-family="{_FONT}">',
            f'<title id="title">{escape(title)}</title>',
            f'<desc id="says">{escape(says)}</desc>',
            f'<rect width="{WIDTH}" height="{height}" fill="{PAPER}"/>',
            *parts,
            "</svg>",
        )
    )


def png(svg: str, scale: float = 1.5) -> bytes:
    """The picture as PNG: `scale` times two dots to each unit, so that it stays sharp on a phone."""
    # Imported here, because it is a large library that only pictures need.
    import vl_convert

    return vl_convert.svg_to_png(svg, scale=scale)


def _pieces(word: str, most: float) -> Iterator[str]:
    piece = ""
    for letter in word:
        if _width(piece + letter) > most:
            yield piece
            piece = ""
        piece += letter
    yield piece


def _width(words: str) -> float:
    """How wide the words are at size 1."""
    return sum(0.31 if one in _NARROW else 0.87 if one in _WIDE else 0.72 if one.isupper() else 0.56 for one in words)
