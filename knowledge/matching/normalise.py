"""From what somebody typed to plain lower-case words: no script tricks, no broken characters, no endless words."""

from __future__ import annotations

import re
import unicodedata

MAX_CHARACTERS = 12_000
"""More than this is not read: a Telegram message holds 4,096 characters, the web form 10,000."""
MAX_WORD = 40

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_SENTENCE_END = re.compile(r"[.!?;\n]+(?=\s|$)|\n+")
_COUNTED = re.compile(r"(?<![^\W_])(\d+)(?=(?:hrs?|hours?|yrs?|yo|years?|wks?|weeks?|days?|months?|mths?|mins?)(?![^\W_]))")
_ENDING = re.compile(r"'(?:s|ll|ve|re|d|m)$")
_APOSTROPHES = dict.fromkeys(map(ord, "‘’ʼ`´＇"), "'")
_CONTROLS = {code: " " for code in range(32) if code != ord("\n")}
_SLASHES = dict.fromkeys(map(ord, "/&+"), " ")


def clean(text: str) -> str:
    """Lower-case text in NFKC without accents, control characters or lone surrogates; at most `MAX_CHARACTERS`."""
    kept = text[:MAX_CHARACTERS].encode("utf-8", "ignore").decode("utf-8").translate(_APOSTROPHES)
    if not kept.isascii():
        kept = "".join(c for c in unicodedata.normalize("NFKD", kept) if not unicodedata.combining(c))
    return kept.translate(_CONTROLS).lower()


def words_in(text: str) -> list[str]:
    """The words of clean text: "child's" is "child", "don't" is "dont", "he'll" is "he", "30hrs" two words."""
    spaced = _COUNTED.sub(r"\1 ", text.translate(_SLASHES))
    return [_ENDING.sub("", word).replace("'", "")[:MAX_WORD] for word in _WORD.findall(spaced)]


def sentences_in(text: str) -> list[str]:
    """Clean text in sentences, each with its question mark."""
    parts: list[str] = []
    start = 0
    for end in _SENTENCE_END.finditer(text):
        parts.append(text[start : end.end()].strip())
        start = end.end()
    parts.append(text[start:].strip())
    return [part for part in parts if part]
