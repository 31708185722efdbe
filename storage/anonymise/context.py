"""The words around a word, within its sentence."""

from __future__ import annotations

from storage.anonymise.tokens import Word

NOBODY = Word("", "", 0, 0, "", opens=True, capital=False, short_form=False, owner=False, kept=False)
_CLAUSE_STARTS = frozenset({"and", "but", "who", "from", "x", "xx", "with", "at", "in", "is", "was"})


class Context:
    """Looks left and right of a word, never past the end of its sentence: there `NOBODY` stands."""

    def __init__(self, words: list[Word]) -> None:
        self.words = words

    def before(self, at: int, steps: int = 1) -> Word:
        """The word so many steps to the left."""
        if steps == 1:
            return self.words[at - 1] if at and not self.words[at].opens else NOBODY
        place = at - steps
        if place < 0 or any(self.words[step].opens for step in range(place + 1, at + 1)):
            return NOBODY
        return self.words[place]

    def after(self, at: int, steps: int = 1) -> Word:
        """The word so many steps to the right."""
        if steps == 1:
            return NOBODY if at + 1 >= len(self.words) or self.words[at + 1].opens else self.words[at + 1]
        place = at + steps
        if place >= len(self.words) or any(self.words[step].opens for step in range(at + 1, place + 1)):
            return NOBODY
        return self.words[place]

    def next_gap(self, at: int) -> str:
        """What stands between this word and the next."""
        return self.words[at + 1].gap if at + 1 < len(self.words) else ""

    def ends_clause(self, at: int) -> bool:
        """Whether a sentence, or a part of one, ends with this word."""
        after = self.after(at)
        return not after.low or after.low in _CLAUSE_STARTS or any(mark in self.next_gap(at) for mark in ",.)(-")

    def ends_text(self, at: int) -> bool:
        """Whether nothing comes after this word but another name or a kiss."""
        rest = self.words[at + 1 : at + 4]
        return len(rest) < 3 and all(word.capital or not word.low.strip("x") or not word.known for word in rest)
