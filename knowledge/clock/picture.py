"""The dates as a picture for a phone: our own drawing, as SVG and as PNG.

How a date stands is said by a shape and by a word, and colour only adds to them. All that the picture says is text in
it, so that it can be read out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape

from knowledge.clock.step import Step
from knowledge.clock.timeline import State, Timeline
from knowledge.clock.words import ClockWords
from knowledge.dates import say_date

WIDTH = 720
_MARGIN = 40
_LINE_X = 76
_TEXT_X = 140
_TEXT_WIDTH = WIDTH - _TEXT_X - _MARGIN - 12
_FONT = "Arimo, 'Liberation Sans', Arial, Helvetica, sans-serif"
# How wide letters of these fonts are, in parts of their size, rounded up so that no line runs over the edge.
_NARROW, _WIDE = frozenset("fijlrtI .,:;'!()-"), frozenset("mwMW@%")
_BOLDER = 1.08
_INK, _GREY, _PAPER, _PALE = "#0b0c0c", "#505a5f", "#ffffff", "#b1b4b6"
_COLOURS: dict[State, str] = {"done": "#005a30", "now": "#144e81", "next": _GREY, "late": "#942514"}
_PANELS: dict[State, str] = {"now": "#e6f0f9", "late": "#fbece8"}
_SHAPES: dict[State, str] = {
    "done": '<circle r="24" fill="{colour}"/><path d="M-11 1 L-3 10 L12 -9" fill="none" stroke="#ffffff" '
    'stroke-width="6" stroke-linecap="round" stroke-linejoin="round"/>',
    "now": '<circle r="24" fill="#ffffff" stroke="{colour}" stroke-width="6"/><circle r="11" fill="{colour}"/>',
    "next": '<circle r="21" fill="#ffffff" stroke="{colour}" stroke-width="5"/>',
    "late": '<path d="M0 -27 L29 23 L-29 23 Z" fill="{colour}" stroke="{colour}" stroke-width="6" '
    'stroke-linejoin="round"/><path d="M0 -11 L0 5" stroke="#ffffff" stroke-width="6" stroke-linecap="round"/>'
    '<circle cy="15" r="3.6" fill="#ffffff"/>',
}


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of text: how large, how heavy, and how far below the last one it stands."""

    words: str
    size: int
    weight: str = "normal"
    colour: str = _INK

    @property
    def height(self) -> int:
        return round(self.size * 1.3)


@dataclass(frozen=True, slots=True)
class _Block:
    """Some lines that belong together, with the mark of their state on the line of time."""

    lines: tuple[_Line, ...]
    state: State | None = None

    @property
    def height(self) -> int:
        return sum(line.height for line in self.lines)


_GAP = 44
_PAD = 18


def picture(timeline: Timeline, words: ClockWords) -> str:
    """The picture as SVG, 720 wide and as high as it needs to be."""
    head = _wrapped(words.title, 44, "bold", WIDTH - 2 * _MARGIN)
    foot = (
        *_wrapped(words.picture.foot.format(day=say_date(timeline.today)), 24, "normal", WIDTH - 2 * _MARGIN, _GREY),
        *_wrapped(words.guide_only, 24, "normal", WIDTH - 2 * _MARGIN, _GREY),
    )
    parts: list[str] = []
    y = _MARGIN
    parts.extend(_text(head, _MARGIN, y))
    y += sum(line.height for line in head) + _GAP
    top = y
    for block in _blocks(timeline, words):
        parts.extend(_drawn(block, y))
        y += block.height + _GAP
    # The line of time lies under the marks.
    parts.insert(len(head), f'<path d="M{_LINE_X} {top} V{y - _GAP}" stroke="{_PALE}" stroke-width="6"/>')
    parts.extend(_text(foot, _MARGIN, y))
    y += sum(line.height for line in foot) + _MARGIN
    return _page(parts, y, words)


def png(svg: str) -> bytes:
    """The picture as PNG, twice as fine, so that it stays sharp on a phone."""
    # Imported here, because it is a large library that only pictures need.
    import vl_convert

    return vl_convert.svg_to_png(svg, scale=1.5)


def _page(parts: list[str], height: int, words: ClockWords) -> str:
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
            f'role="img" aria-labelledby="title says" font-family="{_FONT}">',
            f'<title id="title">{escape(words.title)}</title>',
            f'<desc id="says">{escape(words.picture.says)}</desc>',
            f'<rect width="{WIDTH}" height="{height}" fill="{_PAPER}"/>',
            *parts,
            "</svg>",
        )
    )


def _blocks(timeline: Timeline, words: ClockWords) -> Iterator[_Block]:
    """The steps in order, with today between what is past and what is to come."""
    today = _Block((_Line(words.today.format(day=say_date(timeline.today)), 32, "bold", _PAPER),))
    said = False
    for step in timeline.steps:
        if not said and step.by >= timeline.today:
            yield today
            said = True
        yield _step(step, timeline, words)
    if not said:
        yield today


def _step(step: Step, timeline: Timeline, words: ClockWords) -> _Block:
    state = timeline.state(step)
    said = words.of(step)
    lines = (
        _Line(words.state(step, timeline), 28, "bold", _COLOURS[state]),
        *_wrapped(words.by.format(day=say_date(step.by)), 38, "bold"),
        *_wrapped(said.title, 32),
        *(() if said.title.startswith(said.who) else _wrapped(said.who, 28, colour=_GREY)),
    )
    return _Block(lines, state)


def _drawn(block: _Block, y: int) -> Iterator[str]:
    top, height = y - _PAD, block.height + 2 * _PAD
    if block.state is None:
        yield _box(_MARGIN, top + 6, height - 12, _INK)
    else:
        if block.state in _PANELS:
            yield _box(_TEXT_X - 20, top, height, _PANELS[block.state])
        shape = _SHAPES[block.state].format(colour=_COLOURS[block.state])
        yield f'<g transform="translate({_LINE_X} {y + 40})">{shape}</g>'
    yield from _text(block.lines, _TEXT_X, y)


def _box(x: int, y: int, height: int, colour: str) -> str:
    width = WIDTH - _MARGIN - x
    return f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="8" fill="{colour}"/>'


def _text(lines: tuple[_Line, ...], x: int, y: int) -> Iterator[str]:
    for line in lines:
        y += line.height
        baseline = y - round(line.size * 0.32)
        yield (
            f'<text x="{x}" y="{baseline}" font-size="{line.size}" font-weight="{line.weight}" fill="{line.colour}">'
            f"{escape(line.words)}</text>"
        )


def _wrapped(
    words: str, size: int, weight: str = "normal", width: int = _TEXT_WIDTH, colour: str = _INK
) -> tuple[_Line, ...]:
    """The words in lines that fit the width; a word that is too long for a line of its own is broken."""
    most = width / size / (_BOLDER if weight == "bold" else 1)
    lines: list[str] = []
    for word in words.split():
        for piece in _pieces(word, most):
            if lines and _width(f"{lines[-1]} {piece}") <= most:
                lines[-1] += f" {piece}"
            else:
                lines.append(piece)
    return tuple(_Line(line, size, weight, colour) for line in lines)


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
