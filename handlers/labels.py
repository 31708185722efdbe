"""Matching what was typed to what is on the buttons, so that every button can be typed."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process, utils

from knowledge.flow.model import Option

ALIKE = 88.0
"""RapidFuzz ratio, 0 to 100, from which a slip in a label is forgiven."""
_SHORTEST_SLIP = 5


def same_label(typed: str, labels: Iterable[tuple[str, str]]) -> str | None:
    """The value whose label was typed, case, marks and small slips forgiven; None where no label is near."""
    words = plain(typed)
    names: dict[str, str] = {}
    for value, label in labels:
        names.setdefault(plain(label), value)
    if words in names:
        return names[words]
    if len(words) < _SHORTEST_SLIP:
        return None
    best = process.extractOne(words, names.keys(), scorer=fuzz.ratio, score_cutoff=ALIKE)
    return names[best[0]] if best else None


def option_named(typed: str, options: Iterable[Option]) -> str | None:
    """The value of the option that was typed by its label or one of its other words."""
    return same_label(typed, ((option.value, name) for option in options for name in (option.label, *option.also)))


def options_within(typed: str, options: Iterable[Option]) -> tuple[str, ...]:
    """The values of all options whose label or other words stand in what was typed ("autism and adhd please")."""
    padded = f" {plain(typed)} "
    return tuple(
        option.value for option in options if any(f" {plain(name)} " in padded for name in (option.label, *option.also))
    )


def plain(text: str) -> str:
    """Small letters and single spaces, with no marks."""
    return " ".join(utils.default_process(text.replace("’", "'").replace("'", "")).split())
