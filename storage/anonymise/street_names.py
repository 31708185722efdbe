"""Where a street's or a house's name ends in a run of words."""

from __future__ import annotations

import re
from itertools import takewhile

from storage.anonymise.lexicon import fold, lexicon, places

WORD = r"[^\W\d_][^\W_]{0,30}(?:['\-.][^\W_]{1,30}){0,3}\.?"
"""One word of a name. It has bounds, so that a text without a blank in it takes no longer than another."""

# Words that stand in no name elsewhere ("The Old Back Lane"), and those that only join two ("Prince of Wales Road").
IN_NAMES = frozenset({"the", "old", "school", "back", "home", "day", "out", "up", "down"})
JOINS = frozenset({"of", "and"})


def name_end(words: str, start: int, *, numbered: bool) -> int:
    """Where a street's name ends, counted in the whole text; 0 where the words are no street's name.

    `words` stand at `start`; `numbered` is whether a house number stands before them.
    """
    listed = places()
    never = lexicon().cues["never"] - IN_NAMES
    found = list(re.finditer(r"\S+", words))
    for at, word in enumerate(found):
        name = fold(word[0].rstrip("."))
        if at and name in listed["streets"]:
            *_, last = word, *takewhile(_is_street, found[at + 1 :])
            return start + last.start() + len(last[0].rstrip(".,"))
        if at == 0 and numbered and name == "the" and len(found) > 1:
            second = found[1]
            return start + second.end() if fold(second[0].rstrip(".,")) in listed["plain_streets"] else 0
        if (name == "st" and at == 0 and len(found) > 2) or (name in JOINS and at):
            continue
        if name in listed["measures"] or name in never or (name in listed["generic"] and not numbered):
            return 0
    return 0


def _is_street(word: re.Match[str]) -> bool:
    return fold(word[0].rstrip(".,")) in places()["streets"]


def is_everyday(street: str) -> bool:
    """Whether its last word is in small letters and is an everyday thing as well: "the far end"."""
    last = street.split()[-1]
    return fold(last) in places()["everyday_streets"] and not last[:1].isupper()
