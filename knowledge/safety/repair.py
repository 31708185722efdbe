"""Reads a word through its disguise: stars, figures for letters, repeated letters, lost spaces, typing slips."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from knowledge.safety.characters import STOP
from knowledge.safety.models import Words
from knowledge.safety.spelling import LONGEST, Spelling

_FIGURES = str.maketrans("0134579@$!|", "oieastgasil")
_SYMBOLS = re.compile(r"[*@$!|]+")
_THREE_OR_MORE = re.compile(r"(.)\1{2,}")
_TWO_OR_MORE = re.compile(r"(.)\1+")
_LONGEST_RUN_ON = 40
_LONGEST_WORD = 200
"""Even with each letter typed ten times over, longer is no word of ours."""
_MOST = 60
"""How many different strange words we mend in one message. A message with more is in another language, or nonsense:
the words in it that we know are still read."""


class Repair:
    """Mends words that are neither `known` to the rules (with how often) nor everyday words."""

    def __init__(self, known: Mapping[str, int], words: Words) -> None:
        self._known = frozenset(known)
        self._small = frozenset(words.small.split())
        self._fine = self._known | self._small | frozenset(words.ordinary.split()) | {STOP}
        self._starred = words.starred.split()
        self._spelling = Spelling(known)

    def mend(self, tokens: list[str]) -> list[str]:
        """The tokens, each read as the word it was most likely meant to be."""
        whole = list(self._without_stray_spaces(tokens))
        strange = (token for token in dict.fromkeys(whole) if token not in self._fine and len(token) <= _LONGEST_WORD)
        meant = {token: tuple(self._meant(token)) for token in islice(strange, _MOST)}
        return [word for token in whole for word in meant.get(token, (token,))]

    def _without_stray_spaces(self, tokens: list[str]) -> Iterator[str]:
        """Join "wan t" and "sui cide": two halves of a known word, one of which is no word by itself."""
        at = 0
        while at < len(tokens):
            here, after = tokens[at], tokens[at + 1] if at + 1 < len(tokens) else STOP
            broken = after != STOP and (here not in self._fine or after not in self._fine)
            joined = broken and len(here) + len(after) <= LONGEST and here + after in self._known
            yield here + after if joined else here
            at += 2 if joined else 1

    def _meant(self, token: str) -> Iterable[str]:
        if "*" in token:
            return self._behind_stars(token)
        for reading in self._readings(token):
            if reading in self._fine:
                return (reading,)
        plain = _THREE_OR_MORE.sub(r"\1", token.translate(_FIGURES) if _has_letter(token) else token)
        return self._run_together(plain) or (self._spelling.nearest(plain) or plain,)

    def _readings(self, token: str) -> Iterator[str]:
        """The token with figures as letters, and with repeated letters as two or as one."""
        plain = token.translate(_FIGURES) if _has_letter(token) else token
        yield plain
        yield _THREE_OR_MORE.sub(r"\1\1", plain)
        yield _THREE_OR_MORE.sub(r"\1", plain)
        yield _TWO_OR_MORE.sub(r"\1", plain)

    def _behind_stars(self, token: str) -> Iterable[str]:
        shape = re.compile(_SYMBOLS.sub(lambda stars: f"[a-z]{{{len(stars[0])}}}", token))
        matches = [word for word in self._starred if shape.fullmatch(word)]
        return matches[:1] or [part for part in _SYMBOLS.split(token) if part]

    def _run_together(self, token: str) -> list[str]:
        """The known words that "killmyself" is made of, the longest first word first; none where it is not."""
        if not 5 <= len(token) <= _LONGEST_RUN_ON:
            return []
        return self._split(token, dead_ends=set())

    def _split(self, rest: str, dead_ends: set[str]) -> list[str]:
        if rest in dead_ends:
            return []
        for cut in range(min(len(rest), LONGEST), 0, -1):
            head, tail = rest[:cut], rest[cut:]
            if head in self._small or (cut > 2 and head in self._known):
                if not tail:
                    return [head]
                if words := self._split(tail, dead_ends):
                    return [head, *words]
        dead_ends.add(rest)
        return []


def _has_letter(token: str) -> bool:
    return any(letter.isalpha() for letter in token)
