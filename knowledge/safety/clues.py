"""What a message is weighed by: each of its words, and each two neighbours."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from knowledge.safety.characters import STOP


def weighed_words(words: Iterable[str], base: Callable[[str], str]) -> list[str]:
    """The words in their base forms, with the end of a sentence before and after them."""
    return [STOP, *map(base, words), STOP]


def clues_in(words: Sequence[str]) -> list[str]:
    """Each clue in weighed words, once however often it is there: each word, and each pair of neighbours ("to die")."""
    return list(dict.fromkeys((*words, *(f"{one} {other}" for one, other in pairwise(words)))))
