"""From what somebody typed to plain lower-case words: no script tricks, no broken characters, no endless words."""

from __future__ import annotations

import re
import unicodedata

MAX_CHARACTERS = 12_000
"""More than this is not read: a Telegram message holds 4,096 characters, the web form 10,000."""
MAX_WORD = 40

_WORD = re.compile(
    r"""\d+ (?= (?:hrs?|hours?|yrs?|yo|years?|wks?|weeks?|days?|months?|mths?|mins?) (?![^\W_]) )
    | [^\W_]+ (?: ' [^\W_]+ )*""",
    re.VERBOSE,
)
_SENTENCE_END = re.compile(r"[.!?;\n]+(?=\s|$)|\n+")
_PLACEHOLDER = re.compile(r"\[[a-z][a-z ]{1,30}\]")
_ENDING = re.compile(r"'(?:s|ll|ve|re|d|m)$")
_UNSEEN = dict.fromkeys((0x00AD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), 0xFEFF))
_APOSTROPHES = dict.fromkeys(map(ord, "‘’ʼ`´＇"), "'")
_SPACES = dict.fromkeys((code for code in range(32) if code != ord("\n")), " ")
_LETTERS = {ord("ł"): "l", ord("Ł"): "L", ord("ø"): "o", ord("Ø"): "O", ord("đ"): "d", ord("Đ"): "D", ord("ı"): "i"}
"""Letters with a stroke, which Unicode does not take apart."""
_PLAIN: dict[int, str | None] = {**_UNSEEN, **_APOSTROPHES, **_SPACES, **_LETTERS}


def clean(text: str) -> str:
    """Lower-case text in NFKD without accents, control characters or lone surrogates; at most `MAX_CHARACTERS`.

    What the anonymiser put in place of a detail ("[name]") is left out.
    """
    kept = text[:MAX_CHARACTERS].translate(_PLAIN)
    if not kept.isascii():
        kept = unicodedata.normalize("NFKD", kept.encode("utf-8", "ignore").decode("utf-8"))[:MAX_CHARACTERS]
        kept = "".join(c for c in kept if not unicodedata.combining(c))
    kept = kept.lower()
    return _PLACEHOLDER.sub(" ", kept) if "[" in kept else kept


def words_in(text: str) -> list[str]:
    """The words of clean text: "child's" is "child", "don't" is "dont", "he'll" is "he", "30hrs" is two words."""
    # Few words have an apostrophe, and this is run over every word of the base.
    return [_without_ending(word)[:MAX_WORD] if "'" in word else word[:MAX_WORD] for word in _WORD.findall(text)]


def _without_ending(word: str) -> str:
    return _ENDING.sub("", word).replace("'", "")


def sentences_in(text: str) -> list[str]:
    """Clean text in sentences, each with its question mark."""
    parts: list[str] = []
    start = 0
    for end in _SENTENCE_END.finditer(text):
        parts.append(text[start : end.end()].strip())
        start = end.end()
    parts.append(text[start:].strip())
    return [part for part in parts if part]
