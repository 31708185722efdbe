"""What an address or a form says, made usable: nothing that is typed into one is an error."""

from __future__ import annotations

_DIGITS = 20
"""No number that is asked for is longer."""


def number(said: str, least: int = 1, most: int = 1_000_000) -> int:
    """A whole number in these bounds; the nearest one where it is beyond them, `least` where it is none."""
    try:
        return max(least, min(most, int(said[:_DIGITS])))
    except ValueError:
        return least


def line(said: str, most: int) -> str:
    """A text on one line, its spaces made single, cut to `most` letters."""
    return " ".join(said.replace("\x00", " ").split())[:most]


def text(said: str, most: int) -> str:
    """A text of several lines, cut to `most` letters, with line ends as everywhere else."""
    return said.replace("\x00", " ").replace("\r\n", "\n").strip()[:most]
