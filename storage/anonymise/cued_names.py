"""Names that the words before them tell: "my son X", "called X", "speak to X"."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from storage.anonymise.context import Context
from storage.anonymise.lexicon import lexicon
from storage.anonymise.listed_names import ListedNames, is_listed, is_unknown
from storage.anonymise.tokens import Word
from storage.anonymise.word_names import WordNames

_CLOSE_GAPS = frozenset({" ", ", ", " (", " - ", ": ", " '", ' "', ". ", "-", " / ", "/", ",", "\n", ",\n", "  "})
_HERE = frozenset({"again", "here"})


class CuedNames:
    """Tells whether a cue stands before a word, and whether the word is the name that the cue promises."""

    def __init__(self, context: Context, listed: ListedNames, word_names: WordNames) -> None:
        self._context = context
        self._listed = listed
        self._word_names = word_names
        self._names = lexicon().names
        self._cues = lexicon().cues

    def is_name(self, at: int, found: AbstractSet[int]) -> bool:
        """Whether word `at` is a name with a cue. `found` are the places of the names before it."""
        return self._has_cue(at, found) and self._fits(at)

    def _has_cue(self, at: int, found: AbstractSet[int]) -> bool:
        cues, word = self._cues, self._context.words[at]
        if word.gap not in _CLOSE_GAPS or not at:
            return False
        if self._context.words[at - 1].low in cues["closings"] and self._context.ends_text(at):
            return True
        before, earlier = self._context.before(at), self._context.before(at, 2)
        if before.low in cues["kin"] | cues["naming"] | cues["greetings"] or before.low == "im":
            return not before.owner
        if before.low in cues["roles"] and not before.owner and (word.gap == ", " or len(word.low) > 4):
            return True
        if before.low == "its" and (earlier.low in cues["greetings"] or at - 2 in found):
            after = self._context.after(at)
            return self._context.ends_clause(at) or after.low in _HERE or after.low in self._names.family
        return self._has_longer_cue(word, before.low, earlier.low, self._context.before(at, 3).low)

    def _has_longer_cue(self, word: Word, before: str, earlier: str, first: str) -> bool:
        """Whether words together are a cue: "our worker is X", "call me X", "speak to X", "i am X"."""
        cues, pair = self._cues, f"{earlier} {before}"
        if before in cues["being"] and earlier in cues["kin"] | cues["roles"] | cues["persons"]:
            return word.low in self._names.first - self._names.qualities
        if pair in cues["calling"]:
            return word.low in self._names.first
        if pair in cues["contacts"] | cues["naming"] or f"{first} {pair}" in cues["contacts"]:
            return True
        return pair in ("i am", "this is") or (before in ("is", "was") and earlier in ("name", "names", "called"))

    def _fits(self, at: int) -> bool:
        """Whether this word, after a cue, is the name."""
        word, before = self._context.words[at], self._context.before(at)
        pair = f"{self._context.before(at, 2).low} {before.low}"
        firm = before.low in self._cues["kin"] | self._cues["naming"] or pair in self._cues["naming"]
        if word.kept and not (firm and word.low in self._names.first):
            return False
        if word.short_form or (word.low in self._cues["bodies"] and not word.capital):
            return is_listed(word.low)
        if self._listed.is_surely(at):
            return True
        if word.low in self._names.first:
            return pair in self._cues["calling"] or self._word_names.fits_cue(at)
        if word.capital:
            return firm and word.low not in lexicon().words
        return len(word.low) > 2 and is_unknown(word) and (firm or self._stands_alone(at))

    def _stands_alone(self, at: int) -> bool:
        after = self._context.after(at)
        if after.low in self._cues["never"] | self._cues["deeds"] or not after.known:
            return True
        return self._context.ends_clause(at)
