"""What a message says by the way: how old the child is, and at which step the family stands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from knowledge.matching.normalise import words_in
from knowledge.matching.phrases import Phrases
from knowledge.matching.words import Words

OLDEST = 25
LOOKED_AT = 3000
"""How many characters of a message are searched."""
RECEPTION_AGE = 5

_NAMES = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)
_NUMBERS = {name: str(number) for number, name in enumerate(_NAMES, start=1)}
_NUMBER = re.compile(rf"\b(?:{'|'.join(_NAMES)})\b")

_BANDS = {"under 5": (0, 4), "5 to 10": (5, 10), "11 to 15": (11, 15), "16 to 19": (16, 19), "20 to 25": (20, 25)}
"""What stands in a message for an age that the anonymiser took out."""
_BAND = re.compile(
    rf"\b(?:{'|'.join(_BANDS)})\b(?! ?(?:days|weeks|wks|months|hours|hrs|mins|minutes|miles|times|pounds|%))"
)
_YEARS_OLD = re.compile(
    r"""\b(\d{1,2}) \s* -? \s*
    (?: (?:years?|yrs?|y) \s* -? \s* olds? | yo | y/o )\b""",
    re.VERBOSE,
)
_MONTHS_OLD = re.compile(r"\b(\d{1,2}) ?-?months?[ -]old\b")
_SOMEONE_IS = re.compile(
    r"""\b(?: son|daughter|boy|girl|child|kid|lad|ds|dd|dc|he|she|they|hes|shes|theyre|im|i|grandson|granddaughter
            |nephew|niece|brother|sister|twins|was|when|is|aged?|turn(?:s|ed|ing)? )
    [\s,(]+ (?: (?:is|am|are|only|just|now|nearly|almost|aged?|turn(?:s|ed|ing)) \s+ )*
    (\d{1,2})\b
    (?! \s* (?: % | : | / | \.\d | -\d | days?\b | weeks?\b | wks?\b | months?\b | hours?\b | hrs?\b | times\b
              | miles?\b | points?\b | (?:out\s)?of\b | (?:or\s)?more\b | other | st\b | nd\b | rd\b | th\b | [ap]m\b
              | f(?:oo|ee)?t\b | boys | girls | sons | daughters | kids | children | schools | sessions | terms ))""",
    re.VERBOSE,
)
_SCHOOL_YEAR = re.compile(r"\b(?:year|yr|y) ?(\d{1,2})\b(?! ?olds?)")


@dataclass(frozen=True, slots=True)
class Hints:
    """Age in years and stage id, each None where the message does not say, and the rare topics that it asks for.

    `band` is true where the message gives a band of ages alone, of which `age` is the middle.
    """

    age: int | None = None
    stage: str | None = None
    topics: frozenset[str] = frozenset()
    band: bool = False

    def or_else(self, age: int | None, stage: str | None) -> Hints:
        """The same, with what is known from before where the message does not say, or does not say it exactly."""
        if age is None or (self.age is not None and not self.band):
            return replace(self, stage=self.stage or stage)
        return Hints(age, self.stage or stage, self.topics)


class HintReader:
    """Reads hints from a message's clean text."""

    def __init__(self, words: Words) -> None:
        self._stages = [(one.id, Phrases(one.cues)) for one in words.stages]
        self._asked_for = [(one.topics, Phrases(one.cues)) for one in words.asked_for]
        self._school: Mapping[str, tuple[int, int]] = words.school_years
        self._school_words = re.compile(rf"\b({'|'.join(map(re.escape, words.school_years))})s?\b")

    def read(self, text: str) -> Hints:
        """The first age, the longest stage cue and all rare topics in `text`."""
        text = text[:LOOKED_AT]
        words = words_in(text)
        found = [(len(cue), stage) for stage, cues in self._stages if (cue := cues.first_in(words))]
        topics = frozenset(topic for topics, cues in self._asked_for if cues.first_in(words) for topic in topics)
        stage = max(found)[1] if found else None
        if band := _BAND.search(text):
            return Hints(sum(_BANDS[band.group()]) // 2, stage, topics, band=True)
        return Hints(self._age(text.replace("'", "")), stage, topics)

    def _age(self, text: str) -> int | None:
        text = _NUMBER.sub(lambda name: _NUMBERS[name.group()], text)
        if months := _MONTHS_OLD.search(text):
            return int(months[1]) // 12
        for pattern in (_YEARS_OLD, _SOMEONE_IS):
            if (hit := pattern.search(text)) and 0 < int(hit[1]) <= OLDEST:
                return int(hit[1])
        if (year := _SCHOOL_YEAR.search(text)) and 1 <= int(year[1]) <= 13:
            return int(year[1]) + RECEPTION_AGE
        if word := self._school_words.search(text):
            return sum(self._school[word[1]]) // 2
        return None


def without_bands(text: str) -> str:
    """Clean text less its bands of ages, whose numbers say nothing more."""
    return _BAND.sub(" ", text)
