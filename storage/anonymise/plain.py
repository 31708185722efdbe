"""The text as the finders read it, which knows where each letter came from."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

# Marks that a detail turns into are read as blanks where they were typed.
_SAME = {
    **dict.fromkeys("\t\ue000\ue001", " "),
    **dict.fromkeys("\n\r\x0b\x0c\x85\u2028\u2029", "\n"),
    **dict.fromkeys("‐‑‒–—−", "-"),
    **dict.fromkeys("‘’ʼ´`", "'"),
    **dict.fromkeys("“”«»", '"'),
}
_ACCENTS = frozenset({"Mn", "Me"})
_NEVER_SEEN = _ACCENTS | {"Cf", "Cc"}
_ODD = re.compile(r"[^\x20-\x5f\x61-\x7e\n]|  ")


class Plain:
    """`text` is `raw` with plain blanks, dashes and quotes, one blank for many, and nothing that shows nothing."""

    def __init__(self, raw: str) -> None:
        self.text = raw
        self._places: list[tuple[int, int]] = []
        if _ODD.search(raw):
            self._read(raw)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the letters from `start` to `end` stand in the raw text, with the accents that are put on them."""
        return (self._places[start][0], self._places[end - 1][1]) if self._places else (start, end)

    def _read(self, raw: str) -> None:
        letters: list[str] = []
        for at, letter in enumerate(raw):
            plain = _plain(letter)
            if plain and not (plain == " " and letters and letters[-1] == " "):
                letters.append(plain)
                self._places.append((at, at + 1))
            elif letters and unicodedata.category(letter) in _ACCENTS:
                self._places[-1] = (self._places[-1][0], at + 1)
        self.text = "".join(letters)


@cache
def _plain(letter: str) -> str:
    """The letter as a plain one: nothing for one that shows nothing, such as an accent of its own."""
    if letter in _SAME:
        return _SAME[letter]
    category = unicodedata.category(letter)
    if category in _NEVER_SEEN:
        return ""
    if category == "Zs":
        return " "
    simple = unicodedata.normalize("NFKC", letter)
    return simple if len(simple) == 1 else letter
