"""A text as words, each with what the lexicon and the writing tell about it."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from storage.anonymise.draft import Draft
from storage.anonymise.lexicon import fold, lexicon

_WORD = re.compile(r"[^\W\d_]+(?:['\-][^\W\d_]+)*'?|[\ue000\ue001]+|\d[\w.,/:]*")
_STOP = re.compile(r"[!?\n\"•*;:]")
_TAIL = re.compile(r"'(?:s|d|ll|ve|re)?$", re.I)
_ABBREVIATED = frozenset({"mr", "mrs", "ms", "mx", "dr", "st", "prof", "rev", "cllr", "miss", "eg", "ie", "vs", "no"})


class Word(NamedTuple):
    """One word. `low` has no case, accents, apostrophes or possessive ending; `end` is without that ending too.

    `capital` is a first letter that means something: not one that starts a sentence, and not in a text that is all
    capitals or all titles. `short_form` is a word in capitals among small letters; `opens` marks the first word of a
    sentence; `gap` is what stands before the word; `owner` has a possessive ending.
    """

    text: str
    low: str
    start: int
    end: int
    gap: str
    opens: bool
    capital: bool
    short_form: bool
    owner: bool
    kept: bool

    @property
    def known(self) -> bool:
        """Whether it is an everyday word, or one that must stay."""
        words = lexicon().words
        return (
            self.kept or self.low in words or all(half in words or not half.isalpha() for half in self.low.split("-"))
        )


def words_of(draft: Draft) -> list[Word]:
    """Split the draft's text into words."""
    found = list(_WORD.finditer(draft.text))
    heads = [_TAIL.sub("", match[0]) if "'" in match[0] else match[0] for match in found]
    lows = [fold(head) for head in heads]
    opens = _openings(draft.text, found, lows)
    telling = _capitals_tell(heads, lows, opens)
    shouted = _shouted(draft.text)
    kept = _kept(draft, found, lows)
    words: list[Word] = []
    end = 0
    for at, (match, head, low, first) in enumerate(zip(found, heads, lows, opens, strict=True)):
        start, stop = match.span()
        upper = head.isupper() and len(head) > 1
        capital = telling and not first and not upper and head[0].isupper()
        close = start + len(head)
        gap, owner = draft.text[end:start], stop > close
        words.append(Word(head, low, start, close, gap, first, capital, upper and not shouted, owner, at in kept))
        end = stop
    return words


def _openings(text: str, found: list[re.Match[str]], lows: list[str]) -> list[bool]:
    """Which words come first in a sentence, so far as marks can tell."""
    opens: list[bool] = []
    end = 0
    for at, match in enumerate(found):
        start, stop = match.span()
        gap = text[end:start]
        opens.append(at == 0 or (gap != " " and _stops(gap, lows, at)))
        end = stop
    return opens


def _stops(gap: str, lows: list[str], at: int) -> bool:
    return bool(_STOP.search(gap)) or ("." in gap and not _short(lows, at))


def _short(lows: list[str], at: int) -> bool:
    """Whether the stop before word `at` is that of a short form or an initial ("Mr. X", "J. X")."""
    before = lows[at - 1] if at else ""
    return before in _ABBREVIATED or len(before) == 1


def _capitals_tell(heads: list[str], lows: list[str], opens: list[bool]) -> bool:
    """Whether capitals mark names here: not where everyday words inside sentences have them as well."""
    words = lexicon().words
    inside = [
        head for head, low, first in zip(heads, lows, opens, strict=True) if not first and len(low) > 3 and low in words
    ]
    return not inside or sum(head[0].isupper() for head in inside) <= max(1, len(inside) * 0.5)


def _shouted(text: str) -> bool:
    """Whether most letters are capitals, so that a word in capitals is just a word."""
    upper = sum(map(str.isupper, text))
    return upper > sum(map(str.islower, text))


def _kept(draft: Draft, found: list[re.Match[str]], lows: list[str]) -> set[int]:
    """The words that a kept phrase covers, but for one word that is a name too ("Grant"), left to its place to tell."""
    listed = lexicon()
    starts = [match.start() for match in found] if draft.kept else []
    kept: set[int] = set()
    for start, end in draft.kept:
        at, beyond = bisect_left(starts, start), bisect_left(starts, end)
        alone = beyond - at == 1 and end - start == len(lows[at])
        if not (alone and lows[at] in listed.words and lows[at] in listed.names.first):
            kept.update(range(at, beyond))
    return kept
