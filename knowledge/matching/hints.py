"""What a message says by the way: how old the child is, and at which step the family stands."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knowledge.matching.words import Stage, Words

OLDEST = 25

_YEARS = r"(\d{1,2})\s*(?:-|\s)?(?:years?\s*-?\s*olds?|yrs?\s*-?\s*olds?|yr\s*olds?|y\s*/?\s*olds?|yo|y/o|yr?s?\s+old)\b"
_WHO = (
    r"(?:son|daughter|boy|girl|child|kid|lad|ds|dd|dc|he|she|they|hes|shes|theyre|im|i|aged?|turn(?:s|ed|ing)?|is|"
    r"grandson|granddaughter|nephew|niece|brother|sister|was|when)"
)
_AGES = (
    re.compile(_YEARS),
    re.compile(rf"\b{_WHO}\s+(?:is\s+|am\s+|are\s+|only\s+|just\s+|now\s+|nearly\s+|almost\s+|aged?\s+|turn(?:s|ed|ing)\s+)*(\d{{1,2}})\b(?!\s*(?:%|:|/|\.\d|days?|weeks?|months?|hours?|hrs?|times|or more|points?|st|nd|rd|th|[ap]m|miles?))"),
)
_SCHOOL_YEAR = re.compile(r"\b(?:year|yr|y)\s*(\d{1,2})\b(?!\s*olds?)")
_RECEPTION_AGE = 5


@dataclass(frozen=True, slots=True)
class Hints:
    """Age in years and stage id, each None where the message does not say."""

    age: int | None = None
    stage: str | None = None

    def or_else(self, age: int | None, stage: str | None) -> Hints:
        """The same, with what is known from before where the message does not say."""
        return Hints(self.age if self.age is not None else age, self.stage or stage)


class HintReader:
    """Reads hints from a message's clean text."""

    def __init__(self, words: Words) -> None:
        self._stages: Sequence[tuple[str, re.Pattern[str]]] = [(one.id, _cues(one)) for one in words.stages]
        self._school: Mapping[str, tuple[int, int]] = words.school_years

    def read(self, text: str) -> Hints:
        """The first age and the longest stage cue in `text`."""
        found = [(len(hit.group()), stage) for stage, cues in self._stages if (hit := cues.search(text))]
        return Hints(self._age(text), max(found)[1] if found else None)

    def _age(self, text: str) -> int | None:
        text = text.replace("'", "")
        for pattern in _AGES:
            hit = pattern.search(text)
            if hit and 0 < int(hit.group(1)) <= OLDEST:
                return int(hit.group(1))
        year = _SCHOOL_YEAR.search(text)
        if year and 1 <= int(year.group(1)) <= 13:
            return int(year.group(1)) + _RECEPTION_AGE
        ages = [ages for word, ages in self._school.items() if re.search(rf"\b{word}\b", text)]
        return sum(ages[0]) // 2 if ages else None


def _cues(stage: Stage) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, stage.cues))})\b")
