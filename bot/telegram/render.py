"""Draws a message's text in Telegram's HTML, in parts that Telegram accepts."""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import dataclass

from telegram.constants import MessageLimit

from handlers.marks import Block, blocks

PART_UNITS = int(MessageLimit.MAX_TEXT_LENGTH)
"""The longest part, in UTF-16 code units of the text as it is shown (Bot API: 4096 after entities parsing)."""


@dataclass(frozen=True, slots=True)
class Part:
    """One bubble's text, as HTML and as plain text."""

    html: str
    plain: str


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    before: str
    heading: bool = False


def parts(text: str, *, quoted: bool = False, limit: int = PART_UNITS) -> tuple[Part, ...]:
    """Render a text in the marks of `handlers.marks`, split on a paragraph, else a line, else a word.

    `quoted` draws each part as a quotation block. `limit` is in UTF-16 code units.
    """
    return tuple(_part(page, quoted) for page in _pages(_groups(text), limit))


def units(text: str) -> int:
    """Count the UTF-16 code units of `text`, which is how Telegram measures it."""
    return len(text.encode("utf-16-le")) // 2


def _groups(text: str) -> list[list[_Line]]:
    """Return the lines of each block; a heading goes with the block under it, so that no part ends in a heading."""
    groups: list[list[_Line]] = []
    under_heading = False
    for block in blocks(text):
        lines = _lines(block, before="\n" if under_heading else "\n\n")
        if under_heading:
            groups[-1] += lines
        else:
            groups.append(lines)
        under_heading = block.shape == "heading"
    return groups


def _lines(block: Block, before: str) -> list[_Line]:
    marked = [_mark(block, number) + line for number, line in enumerate(block.lines, start=1)]
    first, *rest = marked
    heading = block.shape == "heading"
    return [_Line(first, before, heading), *(_Line(line, "\n", heading) for line in rest)]


def _mark(block: Block, number: int) -> str:
    return {"bullets": "• ", "steps": f"{number}. "}.get(block.shape, "")


def _pages(groups: list[list[_Line]], limit: int) -> list[list[_Line]]:
    pages: list[list[_Line]] = [[]]
    for group in groups:
        whole = _length(group) <= limit
        for lines in [group] if whole else [[piece] for line in group for piece in _pieces(line, limit)]:
            if _length(pages[-1] + lines) > limit:
                pages.append([])
            pages[-1] += lines
    return [page for page in pages if page]


def _pieces(line: _Line, limit: int) -> Iterator[_Line]:
    rest, before = line.text, line.before
    while units(rest) > limit:
        most = rest.encode("utf-16-le")[: limit * 2].decode("utf-16-le", errors="ignore")
        end = most.rfind(" ")
        head = most[:end] if end > 0 else most
        yield _Line(head, before, line.heading)
        rest, before = rest[len(head) :].lstrip(), "\n"
    yield _Line(rest, before, line.heading)


def _length(lines: list[_Line]) -> int:
    return units(_join(lines, [line.text for line in lines]))


def _join(lines: list[_Line], drawn: list[str]) -> str:
    return "".join(line.before + text for line, text in zip(lines, drawn, strict=True)).lstrip("\n")


def _part(page: list[_Line], quoted: bool) -> Part:
    shown = _join(page, [_draw(line) for line in page])
    return Part(
        html=f"<blockquote>{shown}</blockquote>" if quoted else shown,
        plain=_join(page, [line.text for line in page]),
    )


def _draw(line: _Line) -> str:
    text = html.escape(line.text, quote=False)
    return f"<b>{text}</b>" if line.heading else text
