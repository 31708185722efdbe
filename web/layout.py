"""Where the parts of a message go on a page."""

from __future__ import annotations

from dataclasses import dataclass, replace

from handlers.marks import Block, blocks
from handlers.turn import Link, Message


@dataclass(frozen=True, slots=True)
class Part:
    """A block of the text, and the links that belong right under it."""

    block: Block
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """A message's parts, then the links that belong to the whole of it, then the line that ends a card."""

    parts: tuple[Part, ...]
    links: tuple[Link, ...]
    foot: Block | None = None


def laid_out(message: Message) -> Layout:
    """Lay a message out by its kind; what is not help and not a card keeps the order it came in."""
    found = blocks(message.text)
    if message.kind == "help":
        return _help(found, message.links)
    if message.kind == "card" and _ends_in_line(found):
        return Layout(tuple(Part(block) for block in found[:-1]), message.links, found[-1])
    return Layout(tuple(Part(block) for block in found), message.links)


def _ends_in_line(found: tuple[Block, ...]) -> bool:
    # After its list of facts, a card says when it was checked.
    return len(found) > 1 and found[-1].shape == "paragraph" and found[-2].shape == "bullets"


def _help(found: tuple[Block, ...], links: tuple[Link, ...]) -> Layout:
    # A line such as "Call 999" becomes the button itself: in danger, nobody should have to scroll to find it.
    parts = tuple(_with_buttons(block, links) for block in found)
    placed = {link for part in parts for link in part.links}
    return Layout(parts, tuple(link for link in links if link not in placed))


def _with_buttons(block: Block, links: tuple[Link, ...]) -> Part:
    if block.shape != "bullets":
        return Part(block)
    said = {line: link for line in block.lines for link in links if line == link.label or line.endswith(f" {link.url}")}
    left = tuple(line for line in block.lines if line not in said)
    return Part(replace(block, lines=left), tuple(dict.fromkeys(said.values())))
