"""Exact ages of people, which become the age bands of the area's SEND strategy."""

from __future__ import annotations

import re
from collections.abc import Iterator

from storage.anonymise.draft import ADULT, BANDS, DETAIL_MARK, PERSON_MARK, Draft
from storage.anonymise.spans import Detail

_SMALL = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70}
_WORDS = "|".join(sorted(_SMALL[1:], key=len, reverse=True))
_NUMBER = rf"(?:\d{{1,2}}(?!\d)|(?:{'|'.join(_TENS)})(?:[ -](?:{'|'.join(_SMALL[1:10])}))?|{_WORDS})"
_HALF = r"(?:\s?[½¼¾]|\.5|\s(?:and )?a half)?"
_KIN = (
    "(?:son|daughter|child|boy|girl|lad|brother|sister|twins?|grandson|granddaughter|nephew|niece|kid|baby|toddler|"
    "teenager|eldest|oldest|youngest|stepson|stepdaughter|little one|mum|dad|husband|wife|partner|cousin|friend|lo|ds|"
    "dd)"
)
_MY = r"\b(?:my|our|his|her|their)\s"
_WHO = rf"(?:\b(?:he|she|they|i|who|one|the other|{_KIN})|{PERSON_MARK}{{1,60}})"
_BE = (
    r"(?:'(?:s|re|m)|\s(?:is|are|am|was|were|will be|is going to be|has(?: just)? turned|turned|turns|is turning|"
    r"turning))"
)
_NOW = (
    r"(?:\s(?:just|only|now|nearly|almost|about|already|still|currently|only just|coming up(?: to)?|going on|turned|"
    r"turning|not yet))*"
)
AGE = re.compile(rf"(?<![\w£$€.,/:+-]){_NUMBER}{_HALF}(?![^\W_]{{4}})", re.I)
# What stands right before an age, by how it says that the number is one.
_BEFORE = re.compile(
    rf"(?P<is>(?:{_WHO}{_BE}|\b(?:im|i'm|hes|shes|theyre|whos)|\b(?:just|has|have|recently|already)\s?turned){_NOW}\s)$"
    rf"|(?P<at>\b(?:diagnosed|was|is|started|stopped|left|excluded|adopted)\s(?:\w+\s){{0,4}}?at\s(?:the\s)?age(?:\sof)?\s)$"
    rf"|(?P<aged>(?:\baged|(?:^|[,(.;:\n]\s?|\b(?:my|his|her|their|our|and|{_KIN})\s|{PERSON_MARK}\s)ages?)"
    r"(?:\sof|\sis|\sare)?[\s:]{1,2})$"
    rf"|(?P<beside>{_WHO}\s?[,(]\s?(?:now\s|who\sis\s|is\s)?)$"
    rf"|(?P<plain>{_MY}(?:\w+\s)?{_KIN}\s|{PERSON_MARK}\s)$"
    rf"|(?P<pair>{_MY}|{DETAIL_MARK}\sand\s)$",
    re.I,
)
_YEARS_OLD = r"[\s-]{0,2}(?:years?|yrs?|y(?:ea)?r|y)\.?[\s-]{0,2}(?:old|of age|o\b|/o\b)"
_OLD = re.compile(rf"{_YEARS_OLD}(?!s)|(?P<months>[\s-]?(?:months?|mths?|weeks?|wks?|days?)[\s-]?old\b)", re.I)
_PAIR = re.compile(rf"(?:\s?(?:and|&|,)\s?{_NUMBER}{_HALF})?{_YEARS_OLD}s?\b", re.I)
# What makes a number a measure, a mark or a range and not an age: "he is 5 minutes late", "she is 2 of 3".
_UNIT = re.compile(
    r"\s?(?:%|percent|per\b|st\b|nd\b|rd\b|th\b|am\b|pm\b|:\d|/\d|\.\d|,\d|x\b|(?:-|to|or|of|out of|in \d|"
    r"and \d+ (?:weeks|months))\s?\d|of\b|out\b|stone|foot|feet|ft|inch|cm|kg|mins?\b|minutes?|hours?|hrs?\b|days?|"
    r"weeks?|wks?\b|months?|mths?\b|terms?|points?|marks?|miles?|times|steps|more|less|other|people|children|kids|"
    r"pounds|quid|sessions?|lessons?|pages?|questions?|school|gcse|years? (?!old|of age|and|but|so|now|who)|"
    r"yrs? (?!old)|years? (?:behind|ago|late|below|above|into|younger|older|ahead))|\w",
    re.I,
)
_RANGE = re.compile(r"\w|\s?(?:-|to\b|or\b|\+|and (?:over|under|above|up)|plus|upwards)", re.I)
_THEN = re.compile(r"\s(?:and|has|is|who|with|was|but|needs|cant|can|wont|will|got)\b|[,.]|$", re.I)
_CLOSED = re.compile(r"\s?[,)]")
# What makes an age anyone's and not this person's.
_ANY = re.compile(r"(?:\ba|\ban|\bfor|\bany|\bevery|\bthe average)\s$", re.I)
_OWN = re.compile(
    r"\b(?:my|our|have|has|had|got|mum|mom|dad|parents?|am|im|i'm|is|was|he|she|his|her|we|i)\b[^.!?\n]*$", re.I
)
_LIMIT = re.compile(r"(?:\d\s(?:to|or|-)|\b(?:under|over|below|above|year|section))\s$", re.I)
_IF = re.compile(
    r"\b(?:when|once|if|until|till|til|before|after|time|unless|whether)\s(?:(?:my|your|our|a|the)\s)?(?:\w+\s)?$", re.I
)
_AT = re.compile(r"\b(?:at|from|by|until|after|the|before|over|under|to|of)\s$", re.I)
_REACH = 50
"""How far before a number, in characters, the words that make it an age are looked for."""


def ages(draft: Draft) -> Iterator[Detail]:
    """Exact ages of a person. "When he is 16" and "16 year olds" are about a rule, and stay."""
    for number in AGE.finditer(draft.text):
        before = draft.text[max(0, number.start() - _REACH) : number.start()]
        if not _is_age(draft.text, number.end(), before):
            continue
        months = _OLD.match(draft.text, number.end())
        start, end = number.span()
        if months and months["months"]:
            yield Detail(start, months.end(), "AGE_EXACT", BANDS[0][1])
        else:
            glued = draft.text[end : end + 1].isalnum()
            yield Detail(start, end, "AGE_EXACT", _band(number[0]) + (" " if glued else ""))


def _is_age(text: str, end: int, before: str) -> bool:
    """Whether the number that ends at `end` is the exact age of someone in particular."""
    if before[-2:-1].isdigit() or _LIMIT.search(before):
        return False
    if _OLD.match(text, end):
        return not _ANY.search(before) or bool(_OWN.search(before))
    found = _BEFORE.search(before)
    how = found.lastgroup if found else None
    if found is None or how is None:
        return False
    earlier = before[: found.start()]
    if how == "is":
        return not _UNIT.match(text, end) and not _IF.search(earlier)
    if how == "aged":
        return not _RANGE.match(text, end) and not _AT.search(earlier)
    if how == "beside":
        return bool(_CLOSED.match(text, end))
    if how == "plain":
        return not _UNIT.match(text, end) and bool(_THEN.match(text, end))
    return how == "at" or bool(_PAIR.match(text, end))


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
