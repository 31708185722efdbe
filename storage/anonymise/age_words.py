"""Ages as they are written, and the age bands of the area's SEND strategy that they become."""

from __future__ import annotations

import re

from storage.anonymise.draft import ADULT, BANDS
from storage.anonymise.lexicon import fold

_SMALL = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70}
_WORDS = "|".join(sorted(_SMALL[1:], key=len, reverse=True))
NUMBER = rf"(?:\d{{1,2}}(?!\d)|(?:{'|'.join(_TENS)})(?:[ -](?:{'|'.join(_SMALL[1:10])}))?|{_WORDS})"
HALF = (
    r"(?:\s?[½¼¾]|\.5|\s(?:and )?(?:a half|a quarter|three quarters|1/2)"
    r"|\s?(?:years?|yrs?|y)\s?(?:and\s)?\d{1,2}\s?(?:months?|mths?|m)\b)?"
)


def band(words: str) -> str:
    """The age band of "9", "eight and a half" or "twenty-two"; beyond the oldest band, "over 25"."""
    years = _years(words)
    return next((name for oldest, name in BANDS if years <= oldest), ADULT)


def _years(words: str) -> int:
    digits = re.match(r"\d+", words)
    if digits:
        return int(digits[0])
    first, *rest = re.findall(r"[a-z]+", fold(words))
    if first in _TENS:
        return _TENS[first] + (_SMALL.index(rest[0]) if rest and rest[0] in _SMALL else 0)
    return _SMALL.index(first)
