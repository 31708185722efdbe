"""Words that any file can hold."""

from __future__ import annotations

import unicodedata


def on_one_line(text: str) -> str:
    """The text on one line, with nothing in it that a Word file cannot hold (XML 1.0 allows hardly any control)."""
    return " ".join("".join(sign for sign in text if sign.isspace() or unicodedata.category(sign)[0] != "C").split())
