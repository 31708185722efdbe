"""Slips of the keys."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from string import ascii_lowercase


def is_slip(word: str, known: AbstractSet[str], shortest: int = 6) -> bool:
    """Whether one slip turns an everyday word into this one. One shorter than `shortest` is near too many others."""
    if len(word) < shortest:
        return False
    return any(_mends(word[:cut], word[cut:], known) for cut in range(len(word) + 1))


def _mends(left: str, right: str, known: AbstractSet[str]) -> bool:
    """Whether taking out, swapping, changing or putting in a letter after `left` makes a known word."""
    if right and left + right[1:] in known:
        return True
    if len(right) > 1 and left + right[1] + right[0] + right[2:] in known:
        return True
    return any(left + letter + right[1:] in known or left + letter + right in known for letter in ascii_lowercase)
