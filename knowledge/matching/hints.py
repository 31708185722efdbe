"""What a message says by the way: how old the child is, and at which step the family stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from knowledge.matching.words import Words

OLDEST = 25
LOOKED_AT = 3000
"""How many characters of a message are searched."""
RECEPTION_AGE = 5

_BAND = re.compile(r"\b(\d{1,2}) to (\d{1,2}) years?[- ]old\b")
_YEARS_OLD = re.compile(
    r"""\b(\d{1,2}) \s* -? \s*
    (?: (?:years?|yrs?|y) \s* -? \s* olds? | yo | y/o )\b""",
    re.VERBOSE,
)
_SOMEONE_IS = re.compile(
    r"""\b(?: son|daughter|boy|girl|child|kid|lad|ds|dd|dc|he|she|they|hes|shes|theyre|im|i|grandson|granddaughter
            |nephew|niece|brother|sister|was|when|is|aged?|turn(?:s|ed|ing)? )
    \s+ (?: (?:is|am|are|only|just|now|nearly|almost|aged?|turn(?:s|ed|ing)) \s+ )*
    (\d{1,2})\b
    (?! \s* (?: % | : | / | \.\d | -\d | days?\b | weeks?\b | wks?\b | months?\b | hours?\b | hrs?\b | times\b
              | miles?\b | points?\b | out\sof\b | or\smore\b | st\b | nd\b | rd\b | th\b | [ap]m\b ))""",
    re.VERBOSE,
)
_SCHOOL_YEAR = re.compile(r"\b(?:year|yr|y) ?(\d{1,2})\b(?! ?olds?)")


@dataclass(frozen=True, slots=True)
class Hints:
    """Age in years and stage id, each None where the message does not say, and the rare topics that it asks for."""

    age: int | None = None
    stage: str | None = None
    topics: frozenset[str] = frozenset()

    def or_else(self, age: int | None, stage: str | None) -> Hints:
        """The same, with what is known from before where the message does not say."""
        return Hints(self.age if self.age is not None else age, self.stage or stage, self.topics)


class HintReader:
    """Reads hints from a message's clean text."""

    def __init__(self, words: Words) -> None:
        self._stages: Sequence[tuple[str, re.Pattern[str]]] = [(one.id, _cues(one.cues)) for one in words.stages]
        self._asked_for: Sequence[tuple[tuple[str, ...], re.Pattern[str]]] = [
            (one.topics, _cues(one.cues)) for one in words.asked_for
        ]
        self._school: Mapping[str, tuple[int, int]] = words.school_years
        self._school_words = re.compile(rf"\b(?:{'|'.join(map(re.escape, words.school_years))})\b")

    def read(self, text: str) -> Hints:
        """The first age, the longest stage cue and all rare topics in `text`."""
        text = text[:LOOKED_AT].replace("'", "")
        found = [(len(hit.group()), stage) for stage, cues in self._stages if (hit := cues.search(text))]
        topics = frozenset(topic for topics, cues in self._asked_for if cues.search(text) for topic in topics)
        return Hints(self._age(text), max(found)[1] if found else None, topics)

    def _age(self, text: str) -> int | None:
        if band := _BAND.search(text):
            return (int(band[1]) + int(band[2])) // 2
        for pattern in (_YEARS_OLD, _SOMEONE_IS):
            if (hit := pattern.search(text)) and 0 < int(hit[1]) <= OLDEST:
                return int(hit[1])
        if (year := _SCHOOL_YEAR.search(text)) and 1 <= int(year[1]) <= 13:
            return int(year[1]) + RECEPTION_AGE
        if word := self._school_words.search(text):
            return sum(self._school[word.group()]) // 2
        return None


def _cues(cues: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, cues))})\b")
