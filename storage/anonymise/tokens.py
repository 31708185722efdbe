"""A text as words, each with what the lexicon and the writing tell about it."""

from __future__ import annotations

import re
from bisect import bisect_right
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
    starts = [low for low, _ in draft.kept]
    words: list[Word] = []
    end = 0
    for match, head, low, first in zip(found, heads, lows, opens, strict=True):
        start, stop = match.span()
        upper = len(head) > 1 and head.isupper()
        capital = telling and not first and not upper and head[0].isupper()
        kept = bool(starts) and _is_kept(draft.kept, starts, start, low)
        gap, owner = draft.text[end:start], stop - start > len(head)
        words.append(Word(head, low, start, start + len(head), gap, first, capital, upper and not shouted, owner, kept))
        end = stop
    return words


def _openings(text: str, found: list[re.Match[str]], lows: list[str]) -> list[bool]:
    """Which words come first in a sentence, so far as marks can tell."""
    opens: list[bool] = []
    end = 0
    for at, match in enumerate(found):
        gap = text[end : match.start()]
        stopped = gap != " " and (bool(_STOP.search(gap)) or ("." in gap and not _short(lows, at)))
        opens.append(at == 0 or stopped)
        end = match.end()
    return opens


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


def _is_kept(kept: list[tuple[int, int]], starts: list[int], place: int, low: str) -> bool:
    """Whether a kept phrase covers the word. A kept word that is a name too ("Grant") is left to its place to tell."""
    at = bisect_right(starts, place) - 1
    if at < 0 or place >= kept[at][1]:
        return False
    alone = kept[at][1] - kept[at][0] == len(low)
    return not (alone and low in lexicon().words and low in lexicon().names.first)
