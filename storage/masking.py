"""Hiding what must not be seen by everybody: swearing, words of hate, web links, e-mail, phone numbers (T-41).

Only what is shown is masked. What is kept stays whole, so that an officer sees what was there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from itertools import groupby

from storage.anonymise.reach import EMAIL, HANDLE, PHONE, URL

WORD, LINK, REACH, NUMBER, USER = "[hidden word]", "[web link]", "[email]", "[phone number]", "[username]"
"""What stands in the place of what is hidden; links and numbers as the anonymiser says it."""

_WRITTEN_AS = {"a": "a@4", "b": "b8", "e": "e3€", "g": "g9", "i": "i1!|", "l": "l1|", "o": "o0", "s": "s$5", "t": "t7+"}
_VOWEL_AS = "*#"
_LIST = "data/hidden_words.txt"


def mask(text: str) -> str:
    """The text as everybody may read it. Masking it again changes nothing.

    >>> mask("That was sh1t, see www.example.com or ring 01632 960001")
    'That was [hidden word], see [web link] or ring [phone number]'
    """
    for pattern, instead in ((EMAIL, REACH), (URL, LINK), (PHONE, NUMBER), (HANDLE, USER)):
        text = pattern.sub(instead, text)
    for pattern in _hidden_words():
        text = pattern.sub(_unless_a_number, text)
    return text


def _unless_a_number(found: re.Match[str]) -> str:
    return WORD if any(letter.isalpha() for letter in found[0]) else found[0]


@cache
def _hidden_words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Each word with letters drawn out ("fuuuck"), put as figures ("sh1t"), starred ("f*ck") or dotted; and spaced."""
    lines = files("storage").joinpath(_LIST).read_text("utf-8").splitlines()
    words = sorted(line for line in lines if line and not line.startswith("#"))
    return _any_of(words, drawn_out="+", between=r"[.\-_]?"), _any_of(words, drawn_out="", between=r"\s")


def _any_of(words: Iterable[str], drawn_out: str, between: str) -> re.Pattern[str]:
    # By first letters, because most words of a text are then passed over at once.
    ways = []
    for first, those in groupby(words, key=lambda word: word[0]):
        rest = "|".join(between.join(_letter(letter) + drawn_out for letter in word[1:]) for word in those)
        ways.append(f"{_letter(first)}{drawn_out}{between}(?:{rest})")
    return re.compile(rf"(?<![\w@])(?:{'|'.join(ways)})(?!\w)", re.IGNORECASE)


def _letter(letter: str) -> str:
    more = _VOWEL_AS if letter in "aeiou" else ""
    return f"[{re.escape(_WRITTEN_AS.get(letter, letter) + more)}]"
