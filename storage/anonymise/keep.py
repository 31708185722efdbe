"""What must stay although it looks like a detail: places, services, helplines, the service that is being reviewed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from storage.anonymise.lexicon import fold

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_NUMBER = re.compile(r"[\d\s()+.\-]{3,}")


class Keep:
    """Phrases to leave alone, matched word by word whatever their case; numbers are matched by their digits."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._exact: set[str] = set()
        self._phrases: dict[str, set[tuple[str, ...]]] = {}
        for phrase in phrases:
            self._add(phrase)

    def __contains__(self, words: str) -> bool:
        """Whether exactly these words, or these digits, are kept."""
        return words.strip().lower() in self._exact or _national(words) in self._exact

    def ranges(self, text: str) -> list[tuple[int, int]]:
        """Where kept phrases stand in `text`, from left to right, the longest one at each place."""
        words = [(fold(found[0]), found.start(), found.end()) for found in _WORD.finditer(text)]
        return list(self._longest(words))

    def _longest(self, words: list[tuple[str, int, int]]) -> Iterator[tuple[int, int]]:
        position = 0
        while position < len(words):
            length = self._length(words, position)
            if length:
                yield words[position][1], words[position + length - 1][2]
            position += length or 1

    def _length(self, words: list[tuple[str, int, int]], position: int) -> int:
        phrases = self._phrases.get(words[position][0])
        if phrases is None:
            return 0
        fits = (
            len(phrase)
            for phrase in phrases
            if all(
                position + at < len(words) and words[position + at][0] in (word, f"{word}s")
                for at, word in enumerate(phrase)
            )
        )
        return max(fits, default=0)

    def _add(self, phrase: str) -> None:
        self._exact.add(phrase.strip().lower())
        if _NUMBER.fullmatch(phrase.strip()):
            self._exact.add(_national(phrase))
            return
        words = tuple(fold(word) for word in _WORD.findall(phrase.replace("’", "'")))
        if words:
            self._phrases.setdefault(words[0], set()).add(words)


def _national(number: str) -> str:
    """The digits of a telephone number as it is dialled inside the country."""
    digits = re.sub(r"\D", "", number)
    for abroad in ("0044", "44"):
        if digits.startswith(abroad) and len(digits) > 11:
            return "0" + digits.removeprefix(abroad).removeprefix("0")
    return digits
