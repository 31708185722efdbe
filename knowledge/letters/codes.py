"""The short string that says which letter a file is, so that it can be made anew and need not be kept."""

from __future__ import annotations

from knowledge.letters.models import Letter, Letters
from knowledge.letters.writing import Choices, check_choices

YOUNG = "me"
"""Stands before the choices where the young person writes for themselves."""


def write_code(letter: Letter, choices: Choices, *, young: bool = False) -> str:
    """The letter and its choices, such as "chase-late:me.plan.first". Holds no words of a person."""
    chosen = [value for choice in letter.choices for value in choice.values if value in choices]
    return f"{letter.id}:{'.'.join(([YOUNG] if young else []) + chosen)}"


def read_code(code: str, letters: Letters) -> tuple[Letter, Choices, bool]:
    """The letter, its choices, and whether a young person writes. ValueError for a `code` that we never made."""
    letter_id, _, chosen = code.partition(":")
    letter = letters.of.get(letter_id)
    if letter is None:
        raise ValueError("there is no such letter")
    values = chosen.split(".") if chosen else []
    young = values[:1] == [YOUNG]
    choices = frozenset(values[1:] if young else values)
    check_choices(letter, choices)
    return letter, choices, young
