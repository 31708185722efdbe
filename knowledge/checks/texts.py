"""Faults of the assistant's own words: a blank that nobody fills in would break its screen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from string import Formatter

from pydantic import BaseModel

from knowledge.easy import EasyWords
from knowledge.faults import Fault
from knowledge.text_blanks import BLANKS
from knowledge.texts import Texts
from knowledge.yaml_files import Path_, Places


def check_texts(folder: Path, texts: Texts, easy: EasyWords) -> Iterator[Fault]:
    """The texts with blanks that are not theirs or a brace that is not closed; in easier words, also with lost ones."""
    path = folder / "texts.yaml"
    for at, text in _texts(texts):
        for wrong, right in _blank_faults(text, BLANKS.get(".".join(map(str, at)), frozenset())):
            yield Fault(path, Places(path).line(at), wrong, right)
    for name, path in easy.files.items():
        of, _, part = name.partition(".")
        original = texts.at(part) if of == "texts" else None
        if original is not None:
            line = Places(path).line(("entries", name))
            said = easy.drawn(easy.of[name])
            yield from (Fault(path, line, *fault) for fault in _blank_faults(said, BLANKS.get(part, frozenset())))
            for lost in sorted(_blanks(original) - _blanks(said)):
                yield Fault(path, line, f"'{{{lost}}}' is lost in the easier words", "write it where it belongs")


def _blank_faults(text: str, allowed: frozenset[str]) -> Iterator[tuple[str, str]]:
    for name in sorted(_blanks(text) - allowed):
        known = f"use one of: {', '.join(f'{{{one}}}' for one in sorted(allowed))}" if allowed else "take it out"
        yield f"nobody fills in '{{{name}}}' here", known


def _blanks(text: str) -> frozenset[str]:
    try:
        return frozenset(name for _text, name, _spec, _form in Formatter().parse(text) if name is not None)
    except ValueError:
        return frozenset("{")


def _texts(part: BaseModel, at: Path_ = ()) -> Iterator[tuple[Path_, str]]:
    for name, value in part:
        here = (*at, name)
        if isinstance(value, BaseModel):
            yield from _texts(value, here)
        elif isinstance(value, dict):
            yield from (((*here, key), text) for key, text in value.items())
        else:
            yield here, value
