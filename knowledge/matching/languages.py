"""Which language a message is written in, where that is not English."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.matching.normalise import clean, words_in
from knowledge.matching.words import Words

FOREIGN = 0.25
"""The share of a message's words that give its language away."""
ENOUGH = 2
"""How many words it takes, where none of them does so alone."""
LONG_ENOUGH = 6
"""A word of so many letters is known with one slip in it."""
LOOKED_AT = 300
"""How many words are looked at."""
LETTERS_LOOKED_AT = 1500
"""How many characters are looked at for their script."""


class LanguageTeller:
    """Knows a few words of each language; those that English or the base has too tell nothing."""

    def __init__(self, words: Words) -> None:
        ours = (phrase for same in words.same for phrase in (same.term, *same.also))
        self.english = frozenset(words_in(f"{words.common} {words.stop}"))
        self._ours = self.english.union(words.text_speak, *map(str.split, ours))
        self._scripts = {script: language.id for language in words.languages for script in language.scripts}
        self._words = [
            (one.id, _words_of(one.words) - self._ours, _words_of(one.alone) - self._ours) for one in words.languages
        ]

    def tell(self, text: str, words: Sequence[str]) -> str | None:
        """The id of the language of clean text, of which `words` are the words; None for English."""
        words = words[:LOOKED_AT]
        if (language := self._scripts.get(_script(text[:LETTERS_LOOKED_AT]))) is not None:
            return language
        english = sum(word in self.english for word in words)
        hits, best = max((self._hits(words, some, alone, english), language) for language, some, alone in self._words)
        return best if hits >= ENOUGH and hits > english and hits >= FOREIGN * len(words) else None

    def _hits(self, words: Sequence[str], some: frozenset[str], alone: frozenset[str], english: int) -> int:
        hits = sum(ENOUGH * (word in alone) + (word in some) for word in words)
        return hits if hits or english else ENOUGH * any(self._nearly(word, alone) for word in words)

    def _nearly(self, word: str, known: Iterable[str]) -> bool:
        if len(word) < LONG_ENOUGH or word in self._ours:
            return False
        return process.extractOne(word, known, scorer=OSA.distance, score_cutoff=1) is not None


def _words_of(words: Iterable[str]) -> frozenset[str]:
    return frozenset(words_in(clean(" ".join(words))))


def _script(text: str) -> str:
    """The script that most letters are in, by the first word of their Unicode names; "" where there are none."""
    letters = [c for c in text if c.isalpha()]
    foreign = [c for c in letters if not c.isascii()]
    if not foreign or len(foreign) * 2 < len(letters):
        return ""
    return Counter(unicodedata.name(c, "").split(" ")[0] for c in foreign).most_common(1)[0][0]
