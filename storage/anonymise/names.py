"""Whether a word is someone's name, told by the lists of names and by its place in the sentence."""

from __future__ import annotations

from storage.anonymise.context import Context
from storage.anonymise.cued_names import CuedNames
from storage.anonymise.lexicon import lexicon
from storage.anonymise.listed_names import ListedNames, is_listed, is_unknown
from storage.anonymise.parts import Parts
from storage.anonymise.titled_names import TitledNames
from storage.anonymise.tokens import Word
from storage.anonymise.unknown_names import UnknownNames
from storage.anonymise.word_names import WordNames

# After a name, a word that no list knows and that ends so is a mistyped verb: "kyle strugles".
_VERB_ENDS = ("s", "ed", "ing", "ly")
_JOINERS = frozenset({"and", "or", "n", "not"})


class NameReader:
    """Reads words from left to right and tells which of them are names."""

    def __init__(self, words: list[Word]) -> None:
        self.words = words
        self._context = Context(words)
        self._parts = Parts(self._context)
        self._listed = ListedNames(self._context, self._parts)
        self._titled = TitledNames(self._context)
        self._word_names = WordNames(self._context, self._parts)
        self._unknown = UnknownNames(self._context, self._parts)
        self._cued = CuedNames(self._context, self._listed, self._word_names)
        self._everyday = lexicon().words
        self._names = lexicon().names
        self._cues = lexicon().cues
        self._found: set[int] = set()

    def is_name(self, at: int) -> bool:
        """Whether a name starts at word `at`. A name that was found makes one more likely after "and"."""
        if not self._is_plain(at) and self._is_name(at):
            self._found.add(at)
            return True
        return False

    def can_follow(self, at: int) -> bool:
        """Whether word `at` can be the next part of a name that stands right before it."""
        word = self.words[at]
        low = word.low
        if low in self._cues["never"] or word.opens or word.kept or not _is_word(low):
            return False
        if word.short_form and not is_listed(low):
            return False
        if word.capital:
            return not word.known or low in self._names.family or low in self._names.first or len(low) == 1
        if len(low) == 1:
            return low not in "iaxu" and self._context.next_gap(at) in ("", " ", ".", ". ")
        if low in self._cues["deeds"] or low in self._names.doing:
            return False
        return is_listed(low) or low in self._names.family or (not word.known and not low.endswith(_VERB_ENDS))

    def _is_plain(self, at: int) -> bool:
        """Whether it is an everyday word and nothing more, as most words are, with no title before it."""
        word = self.words[at]
        if word.capital or word.low not in lexicon().plain:
            return False
        return at == 0 or self.words[at - 1].low not in self._cues["before_names"]

    def _is_name(self, at: int) -> bool:
        word = self.words[at]
        if not _is_word(word.low):
            return False
        if word.low in self._cues["never"]:
            return self._titled.is_word_as_name(at)
        if self._titled.is_titled(at):
            return True
        everyday = word.known and not word.capital and "-" not in word.low
        if everyday and len(word.low) > 1 and word.low not in self._names.first:
            return False
        if len(word.low) < 2:
            return self._titled.is_initial(at)
        if self._cued.is_name(at, self._found):
            return True
        if word.kept or (not word.owner and self._is_body(at)):
            return False
        if self._listed.is_surely(at) or self._is_joined(at):
            return True
        reader = self._word_names if word.low in self._names.first else self._unknown
        return reader.reads_as_name(at)

    def _is_joined(self, at: int) -> bool:
        """Whether "and" or a comma ties it to a name: "toby and max", "will and toby"."""
        word, before = self.words[at], self._context.before(at)
        if word.short_form or word.low in self._cues["bodies"]:
            return False
        named = word.low in self._names.first
        if before.low in _JOINERS and at - 2 in self._found:
            if word.low in self._names.doing:
                return self._word_names.fits_cue(at)
            return named or is_unknown(word)
        if word.gap == ", " and at - 1 in self._found:
            after = self._context.after(at)
            return named and (after.low == "and" or after.gap == ", ")
        return named and self._parts.may_follow(before.low) and self._leads(at)

    def _leads(self, at: int) -> bool:
        """Whether a name comes next in a list: "will and toby", "Hope, Kyle"."""
        after = self._context.after(at)
        if after.gap == ", " and after.capital and self.words[at].low not in self._cues["times"]:
            return after.low in self._names.first
        later = self._context.after(at, 2)
        if after.low not in _JOINERS or not later.low.isalpha():
            return False
        return self._listed.is_surely(at + 2) or (later.capital and self._can_be_listed(later.low))

    def _can_be_listed(self, low: str) -> bool:
        return low in self._names.first and low not in self._cues["times"] and low not in self._names.places

    def _is_body(self, at: int) -> bool:
        """Whether it is part of a hospital's, a trust's or a syndrome's name."""
        after, later = self._context.after(at), self._context.after(at, 2)
        if after.low in self._cues["bodies"] and after.gap == " ":
            return True
        near = later.low in self._cues["bodies"] and later.gap == " " and not after.owner
        return near and (after.low in self._names.family or after.low == "the" or after.capital)


def _is_word(low: str) -> bool:
    return low.isalpha() or low.replace("-", "").isalpha()
