"""Names that a title or an initial tells: "Mrs X", "Nurse X", "J. Smith"."""

from __future__ import annotations

from storage.anonymise.context import Context
from storage.anonymise.lexicon import lexicon
from storage.anonymise.listed_names import is_family_name, is_listed

# In small letters these stand for no word, as "u" and "r" do, nor in the languages that families speak here.
_CLEAR_INITIALS = "dfghjlmpqv"
_ADULT_TITLES = frozenset({"mr", "mrs", "ms"})
_MOST_INITIALS = 3


class TitledNames:
    """Tells whether a word has a title before it, or is an initial."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._names = lexicon().names
        self._cues = lexicon().cues

    def is_titled(self, at: int) -> bool:
        """Whether a title stands right before, and this can be a name."""
        word, before = self._context.words[at], self._context.before(at)
        title = before.low in self._cues["titles"]
        if not title and (before.low not in self._cues["callings"] or word.kept):
            return False
        if before.low == "mr" and word.low in self._cues["reconsideration"] and not word.capital:
            return False
        if word.gap not in (" ", ". ", "."):
            return False
        named = before.low in _ADULT_TITLES and word.low in self._names.first
        if word.low in self._cues["deeds"] and not word.capital and not named:
            return False
        if before.low in ("mr", "mrs"):
            return True
        if before.low == "miss" and not before.capital and self._context.before(at, 2).low in self._cues["missers"]:
            return False
        known = word.low in self._names.first or word.low in self._names.family or not word.known
        return known or (word.capital and title) or len(word.low) == 1

    def is_initial(self, at: int) -> bool:
        """Whether a letter stands before a family name ("J. Smith") or in a name's place ("my son J")."""
        word, before, after = self._context.words[at], self._context.before(at), self._context.after(at)
        if before.low in self._cues["lettered"]:
            return False
        if before.low in self._cues["kin"] and word.gap in (" ", ", ") and word.low not in "aixu":
            return not after.low or after.low in self._cues["deeds"] | self._cues["never"]
        for place in range(at, at + _MOST_INITIALS):
            after = self._context.after(place)
            if not self._looks_like_initial(place) or after.gap not in (" ", ". ", "."):
                return False
            if word.text.isupper() and after.gap == " " and after.text.islower():
                return False
            if len(after.low) > 1:
                acts = place > at and after.low in self._cues["deeds"]
                return acts or is_listed(after.low) or is_family_name(after)
        return False

    def is_word_as_name(self, at: int) -> bool:
        """Whether a word that is in no name elsewhere is in one here: "Dr S Smith", "A. N. Smith", "Mr Day"."""
        word = self._context.words[at]
        if len(word.low) > 1:
            return self._context.before(at).low in _ADULT_TITLES and word.low in self._names.family
        after = self._context.after(at)
        if self.is_titled(at):
            letter = word.low not in "ai" and self._context.before(at).low in _ADULT_TITLES
            return letter or (is_family_name(after) and after.low not in self._cues["never"])
        return self._context.next_gap(at).startswith(".") and self.is_initial(at)

    def _looks_like_initial(self, at: int) -> bool:
        word = self._context.words[at]
        if self._context.next_gap(at).startswith("."):
            return True
        return word.low in _CLEAR_INITIALS or (word.text.isupper() and word.low not in "ai")
