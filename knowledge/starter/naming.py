"""The name of a new area, as somebody typed it."""

from __future__ import annotations

import re

LONGEST_NAME = 40
"""The longest name that still fits the short description of a Telegram bot (120 letters, Bot API)."""
_NOT_IN_A_WORD = re.compile(r"[^\w]+|_+")


class AreaNameError(ValueError):
    """The name cannot be used. The message says what to do."""


def tidy_name(typed: str) -> str:
    """The name on one line, without odd spaces. Raises AreaNameError for one that cannot be shown to families."""
    name = " ".join(typed.split())
    if not any(letter.isalpha() for letter in name) or not name.isprintable():
        raise AreaNameError("Give the area's name in letters, such as: signpost content new Fenshire")
    if len(name) > LONGEST_NAME:
        raise AreaNameError(f"The area's name has {len(name)} letters. Use {LONGEST_NAME} at most.")
    return name


def slug(name: str) -> str:
    """The name as a folder is called: small letters and dashes, such as "north-fenshire"."""
    return _NOT_IN_A_WORD.sub("-", name.casefold()).strip("-")
