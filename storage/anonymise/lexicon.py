"""The words that tell a name from a word: read once from the data folder, then shared."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from storage.anonymise.verbs import all_forms, finite_forms

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
    qualities: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`words` are no one's name until something says so; `cues` are sets of words by their part in a sentence.

    `plain` are the words that are no one's first name and longer than a letter.
    """

    words: frozenset[str]
    plain: frozenset[str]
    names: Names
    cues: dict[str, frozenset[str]]


def fold(word: str) -> str:
    """Lower case, with accents and apostrophes taken off: "Zoë" is "zoe", "O'Brien" is "obrien"."""
    word = word.lower()
    if word.isascii():
        return word.replace("'", "") if "'" in word else word
    spread = unicodedata.normalize("NFKD", word.translate(_LETTERS))
    return "".join(letter for letter in spread if not unicodedata.combining(letter) and letter != "'")


@cache
def lexicon() -> Lexicon:
    """Read the data files. About 30 ms the first time, nothing after that."""
    uses = {use: frozenset(words) for use, words in _yaml("name_words.yaml").items()}
    first, family = _lines("first_names.txt"), _lines("surnames.txt")
    everyday = _lines("words.txt") | _lines("field_words.txt")
    word_names = uses["things"] | uses["doing"] | uses["cued"]
    words, names = everyday | word_names - uses["mostly"], first | uses["mostly"] | word_names
    plain = frozenset(word for word in words if len(word) > 1) - names
    return Lexicon(words, plain, Names(names, family, **uses), _cues())


def _cues() -> dict[str, frozenset[str]]:
    """The cues, with the forms of the verbs among them: "begs" and "begged" are deeds, as "beg" is what people do."""
    cues = {part: frozenset(words) for part, words in _yaml("cues.yaml").items()}
    done = cues["person_pasts"].union(*(finite_forms(verb) for verb in cues["person_verbs"]))
    to_people = frozenset(form for verb in cues["to_people"] for form in all_forms(verb))
    with_people = (pair.split(" ") for pair in cues["with_people"])
    return cues | {
        "deeds": cues["deeds"] | done,
        "deeds_of_people": cues["deeds_of_people"] | done,
        "acts": cues["acts"] | to_people,
        "before_person": cues["before_person"] | to_people,
        "before_names": cues["titles"] | cues["callings"],
        "with_people": frozenset(f"{form} {after}" for verb, after in with_people for form in all_forms(verb)),
    }


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
