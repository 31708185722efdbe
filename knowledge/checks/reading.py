"""How easy words are to read: the rules for plain words and for easier words, and the faults where they are broken.

Plain words: grade 6 or lower, no sentence over 25 words, 15 words a sentence on average (GOV.UK; Plain English
Campaign). Easier words: one sentence a line of 15 words at most, no short forms, no contractions, grade 6 or lower (the
government's rules for Easy Read, and the council's own). The grade is Flesch-Kincaid's, as textstat counts it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import textstat

HIGHEST_GRADE = 6.0
LONGEST_SENTENCE = 25
LONGEST_AVERAGE = 15.0
LONGEST_EASY = 15
FEWEST_FOR_A_GRADE = 12
"""Fewer words than this are too few for a grade to mean anything."""

_END = re.compile(r"(?<=[.!?])['’\")]?\s+|\n+")
_WORD = re.compile(r"[A-Za-z0-9£%][\w'’£%.,/&+-]*")
_CAPITALS = re.compile(r"\b(?=[A-Za-z]*[A-Z][A-Za-z]*[A-Z])[A-Za-z]{2,}\b")
_CONTRACTION = re.compile(
    r"\b\w+(?:n['’]t|['’](?:re|ve|ll|d|m))\b|\b(?:it|that|there|what|who|he|she|here|let)['’]s\b", re.I
)
_SHORTENED = re.compile(r"\b(?:e\.?g|i\.?e|etc)\b\.?", re.I)
_TWO_ACTIONS = re.compile(r"\band (?:then|also|ask|call|tell|send|write|get|go|say|give|keep|make|check)\b", re.I)


def sentences(text: str) -> list[str]:
    """The sentences of a text; a line break ends one, too."""
    return [one for one in (part.strip() for part in _END.split(text)) if one]


def words(text: str) -> list[str]:
    """The words of a text: numbers and amounts count as words, dashes and marks do not."""
    return _WORD.findall(text)


def grade(text: str) -> float:
    """The Flesch-Kincaid grade: the American school year that it takes to read the text."""
    ended = " ".join(one if one[-1] in ".!?" else f"{one}." for one in sentences(text))
    return float(textstat.flesch_kincaid_grade(ended))


class Exempt:
    """Names and terms that nobody can make shorter: they are left out of a grade, as one short word each.

    The field's own terms are explained at their first use, and names are how a family finds a service.
    """

    def __init__(self, terms: Iterable[str]) -> None:
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        for term in {term.casefold() for term in terms}:
            parts = tuple(part.rstrip(".,") for part in _WORD.findall(term))
            if parts:
                self._by_first.setdefault(parts[0], []).append(parts)
        for found in self._by_first.values():
            found.sort(key=len, reverse=True)

    def without(self, text: str) -> str:
        """The text with each name and term as the word "it"."""
        tokens = list(_WORD.finditer(text))
        plain = [token[0].casefold().rstrip(".,") for token in tokens]
        kept: list[str] = []
        at = end = 0
        while at < len(tokens):
            length = self._length_at(plain, at)
            kept.append(text[end : tokens[at].start()])
            last = tokens[at + max(length, 1) - 1]
            kept.append("it" + _tail(last[0]) if length else last[0])
            end, at = last.end(), at + max(length, 1)
        return "".join((*kept, text[end:]))

    def _length_at(self, plain: list[str], at: int) -> int:
        for parts in self._by_first.get(plain[at], ()):
            if tuple(plain[at : at + len(parts)]) == parts:
                return len(parts)
        return 0


def _tail(word: str) -> str:
    return word[-1] if word[-1] in ".," else ""


def plain_faults(text: str, exempt: Exempt) -> Iterator[tuple[str, str]]:
    """What makes a text harder than plain words may be: (what is wrong, what would be right)."""
    found = sentences(text)
    for sentence in found:
        count = len(words(sentence))
        if count > LONGEST_SENTENCE:
            yield (
                f"a sentence has {count} words ('{_start(sentence)}')",
                f"use {LONGEST_SENTENCE} at most, so make it two",
            )
    total = sum(len(words(sentence)) for sentence in found)
    if found and total / len(found) > LONGEST_AVERAGE:
        yield f"the sentences have {total / len(found):.1f} words on average", f"use {LONGEST_AVERAGE:.0f} at most"
    if total >= FEWEST_FOR_A_GRADE:
        reached = grade(exempt.without(text))
        if reached > HIGHEST_GRADE:
            yield f"the reading grade is {reached:.1f}", f"use {HIGHEST_GRADE:.0f} or lower: shorter words"


def easy_faults(line: str, names: Exempt) -> Iterator[tuple[str, str]]:
    """What keeps one line from being easier words: (what is wrong, what would be right). `names` may be short forms."""
    if len(sentences(line)) > 1:
        yield "a line has more than one sentence", "write one sentence a line"
    count = len(words(line))
    if count > LONGEST_EASY:
        yield f"a line has {count} words ('{_start(line)}')", f"use {LONGEST_EASY} at most"
    for found in _CAPITALS.findall(names.without(line)):
        yield f"'{found}' is a short form", "write it out, or leave it out"
    contraction = _CONTRACTION.search(line)
    if contraction:
        yield f"there is a contraction ('{contraction[0]}')", "write both words out"
    if _SHORTENED.search(line):
        yield "there is an abbreviation", "write it out"
    if _TWO_ACTIONS.search(line):
        yield f"a line joins two actions with 'and' ('{_start(line)}')", "make it two lines"


def easy_grade_faults(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Whether all lines together are harder than easier words may be."""
    text = "\n".join(lines)
    if len(words(text)) >= FEWEST_FOR_A_GRADE and grade(text) > HIGHEST_GRADE:
        yield f"the reading grade is {grade(text):.1f}", f"use {HIGHEST_GRADE:.0f} or lower: shorter words"


def _start(sentence: str) -> str:
    return sentence if len(sentence) <= 50 else f"{sentence[:49].rstrip()}…"
