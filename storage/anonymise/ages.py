"""Exact ages of people, which become the age bands of the area's SEND strategy."""

from __future__ import annotations

import re
from collections.abc import Iterator

from storage.anonymise.draft import ADULT, BANDS, DETAIL_MARK, PERSON_MARK, Draft
from storage.anonymise.spans import Detail

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70}
_WORDS = "|".join(sorted(_SMALL[1:], key=len, reverse=True))
_NUMBER = rf"(?:\d{{1,2}}|(?:{'|'.join(_TENS)})(?:[ -](?:{'|'.join(_SMALL[1:10])}))?|{_WORDS})"
_HALF = r"(?:\s?[½¼¾]|\.5|\s(?:and )?a half)?"
_AGE = rf"{_NUMBER}{_HALF}"
_YEARS_OLD = r"(?:[\s-]{0,2}(?:years?|yrs?|y(?:ea)?r|y)\.?[\s-]{0,2}(?:old|of age|o\b|/o\b))"
_KIN = (
    "(?:son|daughter|child|boy|girl|lad|brother|sister|twins?|grandson|granddaughter|nephew|niece|kid|baby|toddler|"
    "teenager|eldest|oldest|youngest|stepson|stepdaughter|little one|mum|dad|husband|wife|partner|cousin|friend|lo|ds|"
    "dd)"
)
_MY = r"\b(?:my|our|his|her|their)\s"
_WHO = rf"(?:\b(?:he|she|they|i|who|one|the other|{_KIN})|{PERSON_MARK}{{1,80}})"
_BE = (
    r"(?:'(?:s|re|m)|\s(?:is|are|am|was|were|will be|is going to be|has(?: just)? turned|turned|turns|is turning|"
    r"turning))"
)
_NOW = (
    r"(?:\s(?:just|only|now|nearly|almost|about|already|still|currently|only just|coming up(?: to)?|going on|turned|"
    r"turning|not yet))*"
)
# What makes a number a measure, a mark or a range and not an age: "he is 5 minutes late", "she is 2 of 3".
_NOT_UNIT = (
    r"(?!\s?(?:%|percent|per\b|st\b|nd\b|rd\b|th\b|am\b|pm\b|:\d|/\d|\.\d|,\d|x\b|(?:-|to|or|of|out of|in \d|"
    r"and \d+ (?:weeks|months))\s?\d|of\b|out\b|stone|foot|feet|ft|inch|cm|kg|mins?\b|minutes?|hours?|hrs?\b|days?|"
    r"weeks?|wks?\b|months?|mths?\b|terms?|points?|marks?|miles?|times|steps|more|less|other|people|children|kids|"
    r"pounds|quid|sessions?|lessons?|pages?|questions?|school|gcse|years? (?!old|of age|and|but|so|now|who)|"
    r"yrs? (?!old)|years? (?:behind|ago|late|below|above|into|younger|older|ahead)))(?!\w)"
)


_FREE = r"(?<![\w£$€.,/:+-])(?<!\d to )(?<!\d or )(?<!\d - )(?<!under )(?<!over )(?<!below )(?<!above )(?<!year )(?<!section )"
_NO_RANGE = r"(?!\w)(?!\s?(?:-|to|or|\+|and (?:over|under|above|up)|plus|upwards)\s?)"
_THEN = r"(?=\s(?:and|has|is|who|with|was|but|needs|cant|can|wont|will|got)\b|[,.]|$)"
_SHAPES = (
    rf"{_FREE}(?P<months>\d{{1,2}}[\s-]?(?:months?|mths?|weeks?|wks?|days?)[\s-]?old)(?!s)\b",
    rf"{_MY}(?P<pair>{_NUMBER})(?=\s?(?:and|&|,)\s?{_AGE}{_YEARS_OLD}s?)",
    rf"(?<={DETAIL_MARK} and )(?P<second>{_NUMBER})(?={_HALF}{_YEARS_OLD}s?)",
    rf"{_FREE}(?P<old>{_AGE})(?={_YEARS_OLD}(?!s))",
    rf"(?:\baged|(?:^|[,(.;:\n]\s?|\b(?:my|his|her|their|our|and|{_KIN})\s|{PERSON_MARK}\s)ages?)"
    rf"(?:\sof|\sis|\sare)?[\s:]{{1,2}}(?P<aged>{_AGE}){_NO_RANGE}",
    rf"\b(?:diagnosed|was|is|started|stopped|left|excluded|adopted)\s(?:\w+\s){{0,4}}?at\s(?:the\s)?age(?:\sof)?\s"
    rf"(?P<at>{_AGE})(?!\w)",
    rf"{_WHO}{_BE}{_NOW}\s(?P<is>{_AGE}){_NOT_UNIT}",
    rf"\b(?:im|i'm|hes|shes|theyre|whos){_NOW}\s(?P<im>{_AGE}){_NOT_UNIT}",
    rf"\b(?:just|has|have|recently|already)\s?turned\s"
    rf"(?P<turned>{_NUMBER}){_NOT_UNIT}",
    rf"{_WHO}\s?[,(]\s?(?:aged?\s|now\s|who\sis\s|is\s)?(?P<beside>{_AGE})(?=\s?[,)])",
    rf"{_MY}(?:\w+\s)?{_KIN}\s(?P<plain>{_NUMBER}){_NOT_UNIT}{_THEN}",
    rf"(?<={PERSON_MARK})\s(?P<named>\d{{1,2}}){_NOT_UNIT}{_THEN}",
)
AGE = re.compile("|".join(_SHAPES), re.I)
_ANY_NUMBER = re.compile(rf"\d|\b(?:{'|'.join(_TENS)}|{_WORDS})\b", re.I)
# What stands before an age that is not about this person, by the group of the pattern that found it.
_ANY = re.compile(r"(?:\ba|\ban|\bfor|\bany|\bevery|\bthe average)\s$", re.I)
_OWN = re.compile(
    r"\b(?:my|our|have|has|had|got|mum|mom|dad|parents?|am|im|i'm|is|was|he|she|his|her|we|i)\b[^.!?\n]*$", re.I
)
_IF = re.compile(
    r"\b(?:when|once|if|until|till|til|before|after|time|unless|whether)\s(?:(?:my|your|our|a|the)\s)?(?:\w+\s)?$", re.I
)
_AT = re.compile(r"\b(?:at|from|by|until|after|the|before|over|under|to|of)\s$", re.I)
_REACH = 120
"""How far, in characters, the words that make a number an age can stand from it."""


def ages(draft: Draft) -> Iterator[Detail]:
    """Exact ages of a person. "When he is 16" and "16 year olds" are about a rule, and stay."""
    for start, end in _windows(draft.text):
        for found in AGE.finditer(draft.text, start, end):
            group = found.lastgroup or ""
            if _is_rule(group, draft.text[max(0, found.start() - 60) : found.start()]):
                continue
            band = BANDS[0][1] if group == "months" else _band(found[group])
            glued = draft.text[found.end(group) : found.end(group) + 1].isalnum()
            yield Detail(*found.span(group), "AGE_EXACT", f"{band} " if glued else band)


def _windows(text: str) -> Iterator[tuple[int, int]]:
    """The stretches that have a number in them: the long pattern is slow on text that has none."""
    start = end = -1
    for number in _ANY_NUMBER.finditer(text):
        low, high = number.start() - _REACH, number.end() + _REACH
        if end >= low:
            end = high
            continue
        if end >= 0:
            yield start, end
        start, end = max(0, low), high
    if end >= 0:
        yield start, end


def _is_rule(group: str, before: str) -> bool:
    """Whether the age is anyone's, not this person's: "a 16 year old", "when he is 16", "from age 14"."""
    if group == "old":
        return bool(_ANY.search(before)) and not _OWN.search(before)
    if group in ("is", "im", "turned"):
        return bool(_IF.search(before))
    return group == "aged" and bool(_AT.search(before))


def _band(words: str) -> str:
    years = _years(words)
    return next((band for oldest, band in BANDS if years <= oldest), ADULT)


def _years(words: str) -> int:
    digits = re.match(r"\d+", words)
    if digits:
        return int(digits[0])
    first, *rest = re.findall(r"[a-z]+", words.lower())
    if first in _TENS:
        return _TENS[first] + (_SMALL.index(rest[0]) if rest and rest[0] in _SMALL else 0)
    return _SMALL.index(first)
