"""Whether a word is someone's name, told by the lists of names and by its place in the sentence."""

from __future__ import annotations

from storage.anonymise.context import Context
from storage.anonymise.lexicon import lexicon
from storage.anonymise.slips import is_slip
from storage.anonymise.tokens import Word
from storage.anonymise.word_names import WordNames

_CLOSE_GAPS = frozenset({" ", ", ", " (", " - ", ": ", " '", ' "', ". ", "-", " / ", "/", ",", "\n", ",\n", "  "})
# After a name, a word that no list knows and that ends so is a mistyped verb: "kyle strugles".
_VERB_ENDS = ("s", "ed", "ing", "ly")


class NameReader:
    """Reads words from left to right and tells which of them are names."""

    def __init__(self, words: list[Word]) -> None:
        self.words = words
        self._context = Context(words)
        self._word_names = WordNames(self._context)
        self._everyday = lexicon().words
        self._names = lexicon().names
        self._cues = lexicon().cues
        self._found: set[int] = set()

    def is_name(self, at: int) -> bool:
        """Whether a name starts at word `at`. A name that was found makes one more likely after "and"."""
        if self._is_name(at):
            self._found.add(at)
            return True
        return False

    def can_follow(self, at: int) -> bool:
        """Whether word `at` can be the next part of a name that stands right before it."""
        word = self.words[at]
        low = word.low
        if low in self._cues["never"] or word.opens or word.kept or not _is_word(low):
            return False
        if word.short_form and not self._is_listed(low):
            return False
        if word.capital:
            return not word.known or low in self._names.family or low in self._names.first or len(low) == 1
        if len(low) == 1:
            return low not in "iaxu" and self._context.next_gap(at) in ("", " ", ".", ". ")
        if low in self._cues["deeds"] or low in self._names.doing:
            return False
        return self._is_listed(low) or low in self._names.family or (not word.known and not low.endswith(_VERB_ENDS))

    def _is_name(self, at: int) -> bool:
        word = self.words[at]
        if not _is_word(word.low) or word.low in self._cues["never"]:
            return False
        if self._is_titled(at):
            return True
        if word.known and not word.capital and len(word.low) > 1 and word.low not in self._names.first:
            return False
        if len(word.low) < 2:
            return self._is_initial(at)
        if self._has_cue(at) and self._fits_cue(at):
            return True
        if word.kept or (not word.owner and self._is_body(at)):
            return False
        return self._is_surely(at) or self._is_joined(at) or self._reads_as_name(at)

    def _is_listed(self, low: str) -> bool:
        """Whether it is on a list of names and is no everyday word."""
        if low in self._names.first:
            return low in self._names.mostly or low not in self._everyday
        return len(low) > 4 and low in self._names.family and low not in self._everyday

    def _is_unknown(self, word: Word) -> bool:
        """Whether no list knows the word, nor a word that is one slip away."""
        return not word.known and not is_slip(word.low, self._everyday)

    def _is_surely(self, at: int) -> bool:
        """Whether the lists alone say that it is a name, wherever it stands."""
        word = self.words[at]
        low = word.low
        if "-" in low:
            return self._is_double(low)
        if self._is_listed(low):
            return not (low in self._names.mostly and not word.capital and self._is_thing(at))
        return len(low) > 5 and low[-1] == "s" and low not in self._everyday and self._is_listed(low[:-1])

    def _is_double(self, low: str) -> bool:
        """Whether each half can be a name and one surely is: "ella-mae", "smith-jones"."""
        halves = low.split("-")
        names = self._names.first | self._names.family if any(map(self._is_listed, halves)) else frozenset[str]()
        return bool(names) and all(half in names or half not in self._everyday for half in halves)

    def _is_thing(self, at: int) -> bool:
        return self._context.before(at).low in self._cues["determiners"] or self._context.after(at).low == "of"

    def _is_titled(self, at: int) -> bool:
        """Whether a title stands right before ("Mrs X", "Nurse X")."""
        word, before = self.words[at], self._context.before(at)
        title = before.low in self._cues["titles"]
        if not title and (before.low not in self._cues["callings"] or word.kept):
            return False
        if before.low == "mr" and word.low in self._cues["reconsideration"] and not word.capital:
            return False
        if word.gap not in (" ", ". ", ".", "  ") or (word.low in self._cues["deeds"] and not word.capital):
            return False
        if before.low in ("mr", "mrs"):
            return True
        if before.low == "miss" and not before.capital and self._context.before(at, 2).low in self._cues["missers"]:
            return False
        named = word.low in self._names.first or word.low in self._names.family or not word.known
        return named or (word.capital and title) or len(word.low) == 1

    def _is_initial(self, at: int) -> bool:
        """Whether it is a letter before a family name ("J. Smith") or in a name's place ("my son J")."""
        word, before, after = self.words[at], self._context.before(at), self._context.after(at)
        if before.low in self._cues["lettered"]:
            return False
        if before.low in self._cues["kin"] and word.gap in (" ", ", ") and word.low not in "aixu":
            return not after.low or after.low in self._cues["deeds"] | self._cues["never"]
        dotted = self._context.next_gap(at).startswith(".")
        if not (dotted or (word.text.isupper() and word.low not in "ai")) or after.gap not in (" ", ". ", "."):
            return False
        if len(after.low) == 1:
            return self._is_initial(at + 1)
        return after.low in self._names.family or self._is_listed(after.low) or (bool(after.low) and not after.known)

    def _has_cue(self, at: int) -> bool:
        """Whether words before say that a name comes now: "my son", "called", "speak to", "I'm", "Dear"."""
        cues, gap = self._cues, self.words[at].gap
        if at and gap in _CLOSE_GAPS and self.words[at - 1].low in cues["closings"] and self._context.ends_text(at):
            return True
        before, earlier = self._context.before(at), self._context.before(at, 2)
        if not before.low or gap not in _CLOSE_GAPS:
            return False
        if before.low in cues["kin"] | cues["naming"] | cues["greetings"] or before.low == "im":
            return not before.owner
        if before.low in cues["roles"] and not before.owner and (gap == ", " or len(self.words[at].low) > 4):
            return True
        pair = f"{earlier.low} {before.low}"
        if pair in cues["contacts"] | cues["naming"] or f"{self._context.before(at, 3).low} {pair}" in cues["contacts"]:
            return True
        return pair in ("i am", "this is") or (
            before.low in ("is", "was") and earlier.low in ("name", "names", "called")
        )

    def _fits_cue(self, at: int) -> bool:
        """Whether this word, after a cue, is the name."""
        word, before = self.words[at], self._context.before(at)
        firm = before.low in self._cues["kin"] | self._cues["naming"]
        if word.kept and not (firm and word.low in self._names.first):
            return False
        if word.short_form or (word.low in self._cues["bodies"] and not word.capital):
            return self._is_listed(word.low)
        if self._is_surely(at):
            return True
        if word.low in self._names.first:
            return self._word_names.fits_cue(at)
        if word.capital:
            return firm and word.low not in self._everyday
        if len(word.low) < 3 or not self._is_unknown(word):
            return False
        after = self._context.after(at)
        alone = after.low in self._cues["never"] | self._cues["deeds"] or not after.known
        return firm or alone or self._context.ends_clause(at)

    def _is_joined(self, at: int) -> bool:
        """Whether "and" or a comma ties it to a name: "toby and max", "will and toby"."""
        word, before, after = self.words[at], self._context.before(at), self._context.after(at)
        if word.short_form or word.low in self._cues["bodies"]:
            return False
        named = word.low in self._names.first
        if before.low == "and" and at - 2 in self._found:
            return named or self._is_unknown(word)
        if word.gap == ", " and at - 1 in self._found:
            return named and (after.low == "and" or after.gap == ", ")
        leads = named and after.low == "and" and self._context.after(at, 2).low.isalpha()
        return leads and self._is_surely(at + 2) and self._word_names.may_follow(before.low)

    def _is_body(self, at: int) -> bool:
        """Whether it is part of a hospital's, a trust's or a syndrome's name."""
        after, later = self._context.after(at), self._context.after(at, 2)
        if after.low in self._cues["bodies"] and after.gap == " ":
            return True
        near = later.low in self._cues["bodies"] and later.gap == " " and not after.owner
        return near and (after.low in self._names.family or after.capital)

    def _reads_as_name(self, at: int) -> bool:
        """Whether its place in the sentence makes it a name."""
        word, after = self.words[at], self._context.after(at)
        if word.low in self._names.first:
            return self._word_names.reads_as_name(at)
        if word.known or word.short_form:
            return False
        if word.capital:
            return _is_written_as_name(word.text)
        if word.opens and word.text[0].isupper() and after.capital and after.gap == " " and not after.known:
            return True
        return len(word.low) > 3 and self._is_subject(at) and self._is_unknown(word)

    def _is_subject(self, at: int) -> bool:
        """Whether a word that no list knows owns something or does what people do."""
        word, before = self.words[at], self._context.before(at)
        if word.owner:
            return before.low not in self._cues["determiners"]
        return self._word_names.acts(at) and self._word_names.may_follow(before.low)


def _is_word(low: str) -> bool:
    return low.isalpha() or low.replace("-", "").isalpha()


def _is_written_as_name(text: str) -> bool:
    """Whether a capital starts the word and no other follows, but for "McX", "O'X" and "X-Y"."""
    return text[1:].islower() or text.startswith(("Mc", "Mac", "O'", "D'")) or "-" in text
