"""Words that no list knows: where they stand tells a name from a slip or a rare word."""

from __future__ import annotations

from storage.anonymise.context import Context
from storage.anonymise.lexicon import lexicon
from storage.anonymise.listed_names import is_unknown
from storage.anonymise.parts import Part, Parts

_SHORTEST_SUBJECT = 4
_SHORTEST_OBJECT = 5
"""How long a word in small letters must be: a shorter one may be a slip, or how people type."""


class UnknownNames:
    """Tells whether a word that is on no list is a name."""

    def __init__(self, context: Context, parts: Parts) -> None:
        self._context = context
        self._parts = parts
        self._cues = lexicon().cues

    def reads_as_name(self, at: int) -> bool:
        """Whether its capital, its accents or its place in the sentence make it a name."""
        word, after = self._context.words[at], self._context.after(at)
        if word.known or word.short_form:
            return False
        if word.capital:
            return _is_written_as_name(word.text)
        if word.opens and word.text[0].isupper() and after.capital and after.gap == " " and not after.known:
            return True
        if not word.text.isascii() and word.low.isascii():
            return self._is_subject(at) or self._is_done_to(at)
        if len(word.low) >= _SHORTEST_SUBJECT and self._is_subject(at):
            return is_unknown(word)
        return len(word.low) >= _SHORTEST_OBJECT and self._is_done_to(at) and is_unknown(word, _SHORTEST_OBJECT)

    def _is_subject(self, at: int) -> bool:
        """Whether it owns something or does what people do."""
        before = self._context.before(at).low
        if self._context.words[at].owner:
            return before not in self._cues["determiners"]
        return self._parts.acts(at) and self._parts.may_follow(before)

    def _is_done_to(self, at: int) -> bool:
        """Whether it stands where a person does, and is no illness or medicine: not "has X", "diagnosed with X"."""
        before, part = self._context.before(at).low, self._parts.of(at)
        if before and self._context.words[at].gap != " ":
            return False
        if part is Part.GIVEN:
            return before in self._cues["to_a_person"] and self._context.before(at, 2).low not in self._cues["ill"]
        if part is Part.OBJECT:
            return before not in self._cues["having"]
        if part is Part.LINKED:
            return before == "and" and self._context.after(at).low in self._cues["person_verbs"]
        determined = before in self._cues["determiners"] and not self._parts.is_clause(at)
        return part in (Part.ASKED, Part.PERSON) and not determined


def _is_written_as_name(text: str) -> bool:
    """Whether a capital starts the word and no other follows, but for "McX", "O'X" and "X-Y"."""
    return text[1:].islower() or text.startswith(("Mc", "Mac", "O'", "D'")) or "-" in text
