"""What must stay although it looks like a detail: places, services, helplines, the service that is being reviewed."""

from __future__ import annotations

import re
from collections.abc import Iterable

from storage.anonymise.lexicon import fold

_WORD = re.compile(r"[^\W_]+(?:'(?!s\b)[^\W_]+)?", re.I)
_NUMBER = re.compile(r"[\d\s()+.\-]{3,}")


class Keep:
    """Phrases to leave alone, matched word by word whatever their case; numbers are matched by their digits."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._exact: set[str] = set()
        self._phrases: dict[str, dict[int, set[tuple[str, ...]]]] = {}
        for phrase in phrases:
            self._add(phrase)

    def __contains__(self, words: str) -> bool:
        """Whether exactly these words, or these digits, are kept."""
        return words.strip().lower() in self._exact or _national(words) in self._exact

    def ranges(self, text: str) -> list[tuple[int, int]]:
        """Where kept phrases stand in `text`, from left to right, the longest one at each place."""
        if not self._phrases:
            return []
        found = list(_WORD.finditer(text))
        lows = [fold(word[0]) for word in found]
        ranges: list[tuple[int, int]] = []
        free = 0
        for place, low in enumerate(lows):
            if low not in self._phrases or place < free:
                continue
            sizes = (size for size, known in self._phrases[low].items() if tuple(lows[place : place + size]) in known)
            length = max(sizes, default=0)
            if length:
                ranges.append((found[place].start(), found[place + length - 1].end()))
                free = place + length
        return ranges

    def _add(self, phrase: str) -> None:
        self._exact.add(phrase.strip().lower())
        if _NUMBER.fullmatch(phrase.strip()):
            self._exact.add(_national(phrase))
            return
        words = tuple(fold(word) for word in _WORD.findall(phrase.replace("’", "'")))
        if words:
            self._phrases.setdefault(words[0], {}).setdefault(len(words), set()).add(words)


def _national(number: str) -> str:
    """The digits of a telephone number as it is dialled inside the country."""
    digits = re.sub(r"\D", "", number)
    for abroad in ("0044", "44"):
        if digits.startswith(abroad) and len(digits) > 11:
            return "0" + digits.removeprefix(abroad).removeprefix("0")
    return digits
