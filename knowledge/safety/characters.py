"""From raw characters to lower-case words: odd letters, quote marks, spaced-out letters and sentence ends."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

STOP = "."
"""The token for the end of a sentence."""

_LOOKS_LIKE = str.maketrans("аеорсухіѕԁһјӏαορνικτ’‘ʼ`´＇", "aeopcyxisdhjlaopvikt''''''")
_INVISIBLE = {"Mn", "Me", "Cf"}
_MOST_LETTERS = 20_000
"""Nobody writes more by hand. Of more, the first and the last half as many are read."""
# Runs of marks are bounded, or a message of nothing but stars would be read to its end from each of them.
_TOKEN = re.compile(
    r"(?P<word>[*$@]{0,8}[^\W_](?:[^\W_]|[*@$!|]{1,8}(?=[^\W_])|\*{1,8})*)"
    r"|(?P<pause>\.{2,}|\n(?!\s*\n))"
    r"|(?P<stop>[.!?;]+|\n\s*\n\s*)"
)
_LETTERS_APART = re.compile(r"(?<![^\W_])[^\W_](?:[\W_]+[^\W_]){2}(?![^\W_])")
_SPACED_OUT = 3
"""From this many single letters in a row we read a spaced-out word."""


def tokens(text: str) -> list[str]:
    """The words of `text`, in order and in lower case, with STOP where a sentence ends. Never fails."""
    if len(text) > _MOST_LETTERS:
        half = _MOST_LETTERS // 2
        text = f"{text[:half]}\n\n{text[-half:]}"
    plain = _plain_letters(text)
    raw = _raw_tokens(plain)
    return list(_joined(raw) if _LETTERS_APART.search(plain) else raw)


def _plain_letters(text: str) -> str:
    """One shape for each letter: no accents, no invisible marks, no apostrophes ("I'll" has been spelled out)."""
    if not text.isascii():
        apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text))
        text = "".join(mark for mark in apart if unicodedata.category(mark) not in _INVISIBLE)
    text = text.lower().translate(_LOOKS_LIKE)
    return text.replace("'ll ", " will ").replace("'", "")


def _raw_tokens(text: str) -> Iterator[str]:
    for match in _TOKEN.finditer(text):
        if match["word"]:
            yield match["word"]
        elif match["stop"]:
            yield STOP


def _joined(raw: Iterator[str]) -> Iterator[str]:
    """The tokens, with "k i l l" and "k.i.l.l" read as one word."""
    letters: list[str] = []
    held: list[str] = []
    for token in raw:
        if len(token) == 1 and token != STOP and not token.isdigit():
            letters.append(token)
            held.append(token)
        elif token == STOP and letters and held[-1] != STOP:
            held.append(token)
        else:
            yield from _word_or_letters(letters, held)
            letters, held = [], []
            yield token
    yield from _word_or_letters(letters, held)


def _word_or_letters(letters: list[str], held: list[str]) -> list[str]:
    return ["".join(letters)] if len(letters) >= _SPACED_OUT else held
