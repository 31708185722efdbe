"""The words that tell a name from a word: read once from the data folder, then shared."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_DATA = files("storage.anonymise") / "data"
# The base loader takes each word as a word: to the others "no" and "on" are true or false.
_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"})


@dataclass(frozen=True, slots=True)
class Names:
    """Names in lower case with no accents.

    From `mostly` on they are names that are everyday words too, by use: `data/name_words.yaml` says how.
    """

    first: frozenset[str]
    family: frozenset[str]
    mostly: frozenset[str]
    things: frozenset[str]
    stuff: frozenset[str]
    doing: frozenset[str]
    cued: frozenset[str]
    places: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`words` are no one's name until something says so; `cues` are sets of words by their part in a sentence."""

    words: frozenset[str]
    names: Names
    cues: dict[str, frozenset[str]]


def fold(word: str) -> str:
    """Lower case, with accents and apostrophes taken off: "Zoë" is "zoe", "O'Brien" is "obrien"."""
    word = word.lower()
    if word.isascii():
        return word.replace("'", "")
    spread = unicodedata.normalize("NFKD", word.translate(_LETTERS))
    return "".join(letter for letter in spread if not unicodedata.combining(letter) and letter != "'")


@cache
def lexicon() -> Lexicon:
    """Read the data files. About 30 ms the first time, nothing after that."""
    uses = {use: frozenset(words) for use, words in _yaml("name_words.yaml").items()}
    first, family = _lines("first_names.txt"), _lines("surnames.txt")
    everyday = _lines("words.txt") | _lines("field_words.txt")
    word_names = uses["things"] | uses["doing"] | uses["cued"]
    return Lexicon(
        words=everyday | word_names - uses["mostly"],
        names=Names(first | uses["mostly"] | word_names, family, **uses),
        cues={part: frozenset(words) for part, words in _yaml("cues.yaml").items()},
    )


def _lines(name: str) -> frozenset[str]:
    text = (_DATA / name).read_text("utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


def _yaml(name: str) -> dict[str, list[str]]:
    loaded: dict[str, list[str]] = yaml.load((_DATA / name).read_text("utf-8"), Loader=_LOADER)  # noqa: S506 it makes text only
    return {part: [word.replace("'", "") for word in words] for part, words in loaded.items()}


@cache
def places() -> dict[str, frozenset[str]]:
    """Words of addresses and schools, by the part they play."""
    return {part: frozenset(words) for part, words in _yaml("places.yaml").items()}
