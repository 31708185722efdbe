"""Faults of the assistant's own words: a blank that nobody fills in would break its screen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from string import Formatter

from pydantic import BaseModel

from knowledge.faults import Fault
from knowledge.texts import BLANKS, Texts
from knowledge.yaml_files import Path_, Places


def check_texts(folder: Path, texts: Texts) -> Iterator[Fault]:
    """The texts with blanks that are not theirs, or with a brace that is not closed."""
    path = folder / "texts.yaml"
    for at, text in _texts(texts):
        allowed = BLANKS.get(".".join(map(str, at)), frozenset())
        try:
            blanks = {name for _text, name, _spec, _form in Formatter().parse(text) if name is not None}
        except ValueError:
            blanks = {"{"}
        for name in sorted(blanks - allowed):
            known = f"use one of: {', '.join(f'{{{one}}}' for one in sorted(allowed))}" if allowed else "take it out"
            yield Fault(path, Places(path).line(at), f"nobody fills in '{{{name}}}' here", known)


def _texts(part: BaseModel, at: Path_ = ()) -> Iterator[tuple[Path_, str]]:
    for name, value in part:
        here = (*at, name)
        if isinstance(value, BaseModel):
            yield from _texts(value, here)
        elif isinstance(value, dict):
            yield from (((*here, key), text) for key, text in value.items())
        else:
            yield here, value
