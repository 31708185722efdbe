"""The dates as a picture for a phone: our own drawing, as SVG and as PNG.

How a date stands is said by a shape and by a word, and colour only adds to them. All that the picture says is text in
it, so that it can be read out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.clock.step import Step
from knowledge.clock.timeline import State, Timeline
from knowledge.clock.words import ClockWords
from knowledge.dates import say_date
from knowledge.drawing import GREY, INK, MARGIN, PALE, PAPER, WIDTH, Line, height, page, text, wrapped

_LINE_X = 76
_TEXT_X = 140
_TEXT_WIDTH = WIDTH - _TEXT_X - MARGIN - 12
_COLOURS: dict[State, str] = {"done": "#005a30", "now": "#144e81", "next": GREY, "late": "#942514"}
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
class _Block:
    """Some lines that belong together, with the mark of their state on the line of time."""

    lines: tuple[Line, ...]
    state: State | None = None

    @property
    def height(self) -> int:
        return height(self.lines)


_GAP = 44
_PAD = 18


def picture(timeline: Timeline, words: ClockWords) -> str:
    """The picture as SVG, 720 wide and as high as it needs to be."""
    head = wrapped(words.title, 44, "bold")
    foot = (
        *wrapped(words.picture.foot.format(day=say_date(timeline.today)), 24, colour=GREY),
        *wrapped(words.guide_only, 24, colour=GREY),
    )
    parts: list[str] = []
    y = MARGIN
    parts.extend(text(head, MARGIN, y))
    y += height(head) + _GAP
    top = y
    for block in _blocks(timeline, words):
        parts.extend(_drawn(block, y))
        y += block.height + _GAP
    # The line of time lies under the marks.
    parts.insert(len(head), f'<path d="M{_LINE_X} {top} V{y - _GAP}" stroke="{PALE}" stroke-width="6"/>')
    parts.extend(text(foot, MARGIN, y))
    return page(parts, y + height(foot) + MARGIN, words.title, words.picture.says)


def _blocks(timeline: Timeline, words: ClockWords) -> Iterator[_Block]:
    """The steps in order, with today between what is past and what is to come."""
    today = _Block((Line(words.today.format(day=say_date(timeline.today)), 32, "bold", PAPER),))
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
        Line(words.state(step, timeline), 28, "bold", _COLOURS[state]),
        *wrapped(words.by.format(day=say_date(step.by)), 38, "bold", _TEXT_WIDTH),
        *wrapped(said.title, 32, width=_TEXT_WIDTH),
        *(() if said.title.startswith(said.who) else wrapped(said.who, 28, width=_TEXT_WIDTH, colour=GREY)),
    )
    return _Block(lines, state)


def _drawn(block: _Block, y: int) -> Iterator[str]:
    top, tall = y - _PAD, block.height + 2 * _PAD
    if block.state is None:
        yield _box(MARGIN, top + 6, tall - 12, INK)
    else:
        if block.state in _PANELS:
            yield _box(_TEXT_X - 20, top, tall, _PANELS[block.state])
        shape = _SHAPES[block.state].format(colour=_COLOURS[block.state])
        yield f'<g transform="translate({_LINE_X} {y + 40})">{shape}</g>'
    yield from text(block.lines, _TEXT_X, y)


def _box(x: int, y: int, height: int, colour: str) -> str:
    width = WIDTH - MARGIN - x
    return f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="8" fill="{colour}"/>'
