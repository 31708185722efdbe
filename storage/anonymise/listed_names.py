"""Names that the lists alone tell."""

from __future__ import annotations

import re

from storage.anonymise.context import Context
from storage.anonymise.lexicon import lexicon
from storage.anonymise.parts import Parts
from storage.anonymise.slips import is_slip
from storage.anonymise.tokens import Word

# "D'Andre", "o'brien", "Ta'Niyah".
_INNER = re.compile(r"[^\W\d_]{1,2}'[^\W\d_]{3,}")
# What no name ends with, so that a mistyped or a rare word does: "automaticly".
_WORD_ENDS = (
    *("ing", "tion", "ment", "ness", "able", "ible", "ful", "less", "ically", "icly", "ally", "ised", "ized", "ology"),
    *("isation", "ities"),
)


class ListedNames:
    """Tells whether the word at a place is surely a name, wherever it stands."""

    def __init__(self, context: Context, parts: Parts) -> None:
        self._context = context
        self._parts = parts
        self._names = lexicon().names
        self._cues = lexicon().cues

    def is_surely(self, at: int) -> bool:
        """Whether the lists alone say that it is a name."""
        word = self._context.words[at]
        low = word.low
        if "-" in low:
            return _is_double(low)
        if _INNER.fullmatch(word.text) and not word.known:
            return True
        if is_listed(low):
            return word.capital or low not in self._names.mostly or not self._is_thing(at)
        return len(low) > 5 and low[-1] == "s" and low not in lexicon().words and is_listed(low[:-1])

    def _is_thing(self, at: int) -> bool:
        after = self._context.after(at)
        compound = after.low in self._cues["compounds"] and after.gap == " " and not self._context.words[at].owner
        if compound or after.low == "of":
            return True
        return self._context.before(at).low in self._cues["determiners"] and not self._parts.is_clause(at)


def is_listed(low: str) -> bool:
    """Whether it is on a list of names and is no everyday word."""
    names, everyday = lexicon().names, lexicon().words
    if low in names.first:
        return low in names.mostly or low not in everyday
    return len(low) > 4 and low in names.family and low not in everyday


def is_family_name(word: Word) -> bool:
    """Whether it is a family name, or a word that no list knows."""
    return word.low in lexicon().names.family or (bool(word.low) and not word.known)


def is_unknown(word: Word, shortest_slip: int = 6) -> bool:
    """Whether no list knows the word, nor a word that is one slip away, and it does not end as no name does."""
    if word.known or word.low.endswith(_WORD_ENDS):
        return False
    return not is_slip(word.low, lexicon().words, shortest_slip)


def _is_double(low: str) -> bool:
    """Whether each half can be a name, and both are first names or one surely is a name: "ella-mae", "lily-rose"."""
    halves = low.split("-")
    known, everyday = lexicon().names, lexicon().words
    if not any(map(is_listed, halves)):
        return all(half in known.first for half in halves)
    return all(half in known.first or half in known.family or half not in everyday for half in halves)
