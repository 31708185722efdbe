"""What a word search compares: the words of a text, brought to a common form, as keyed hashes.

The forms are no words of a dictionary. What counts is that "waits", "waited" and "waiting" come to the same one. The
rules are those for plurals of Harman ("How effective is suffixing?", 1991), and -ing, -ed and a last -e off as in
Porter's first step, with no more: the harder a stemmer cuts, the more it finds that was never meant.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from storage.sealing import Sealer

SHORTEST, LONGEST = 3, 30
"""How many letters a word has that is searched for; a longer one is cut."""
MOST_WORDS = 8
"""How many words of a search are looked for."""
_READ = 2_000
"""How many letters of a search are read: eight words that are searched for stand in the first of them."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_PLACEHOLDER = re.compile(r"\[[^\[\]]{1,30}\]")
_STOPS = """
and are but can could did does for from had has have her him his how its just not our out she that the their
them then there they this too very was were what when which who will with would you your
"""
_STOP = frozenset(_STOPS.split())
_VOWEL = re.compile(r"[aeiouy]")


def forms_of(text: str) -> list[str]:
    """The forms of the words of a text, each once, in their order. What was taken out ("[name]") is no word of it.

    >>> forms_of("They were waiting and waiting for the buses to [place].")
    ['wait', 'bus']
    """
    plain = _PLACEHOLDER.sub(" ", unicodedata.normalize("NFKC", text).casefold())
    words = (word.replace("’", "'").split("'")[0] for word in _WORD.findall(plain))
    kept = (word[:LONGEST] for word in words if len(word) >= SHORTEST and word not in _STOP)
    return list(dict.fromkeys(map(form_of, kept)))


def cut(typed: str) -> tuple[str, bool]:
    """The part of a search that is looked for, and whether anything was left out of it.

    >>> cut("one two three four five six seven eight nine ten")
    ('one two three four five six seven eight', True)
    """
    every = typed[:_READ].split()
    kept = every
    while len(forms_of(" ".join(kept))) > MOST_WORDS:
        kept = kept[:-1]
    return " ".join(kept), len(kept) < len(every) or len(typed) > _READ


@lru_cache(maxsize=50_000)
def form_of(word: str) -> str:
    """The form of one word in small letters."""
    return _without_e(_without_ending(_singular(word)))


class Hasher:
    """Makes forms into the parts that are kept: 63 bits of a keyed hash, as the database's integers have a sign."""

    def __init__(self, sealer: Sealer) -> None:
        self._sealer = sealer
        self.part = lru_cache(maxsize=50_000)(self._part)

    def parts(self, forms: Iterable[str]) -> list[int]:
        """The parts of these forms, each once."""
        return list(dict.fromkeys(map(self.part, forms)))

    def _part(self, form: str) -> int:
        return int(self._sealer.hash("word search", form)[:16], 16) >> 1


@lru_cache(maxsize=4)
def hasher_of(sealer: Sealer) -> Hasher:
    """The hasher of a key, with what it has hashed so far: most words come again and again."""
    return Hasher(sealer)


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes", "uses")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3 else word


def _without_ending(word: str) -> str:
    for ending in ("ing", "ed"):
        stem = word.removesuffix(ending)
        # "bring" and "need" have no ending, and what is left of "string" has no vowel.
        if stem != word and len(stem) >= SHORTEST and _VOWEL.search(stem) and not stem.endswith("e"):
            return stem[:-1] if stem[-1] == stem[-2] and stem[-1] not in "lsz" else stem
    return word


def _without_e(word: str) -> str:
    if len(word) > SHORTEST and word.endswith("e"):
        return word[:-1]
    return f"{word[:-1]}i" if len(word) > SHORTEST and word.endswith("y") else word
