"""Dates of birth, and exact ages, which become the bands of the area's SEND strategy."""

from __future__ import annotations

import re
from collections.abc import Iterator

from storage.anonymise.draft import ADULT, BANDS, DETAIL_MARK, PERSON_MARK, PLACEHOLDERS, Draft
from storage.anonymise.spans import Detail

_MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
_WORD_DAY = (
    r"(?:(?:twenty|thirty)[ -])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|"
    r"fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth)"
)
_DAY = rf"(?:\d{{1,2}}(?:\s?(?:st|nd|rd|th))?|{_WORD_DAY})"
_YEAR = r"(?:(?:19|20)\d\d|'?\d\d)"
_LONG_YEAR = r"(?:19|20)\d\d"
_NUMERIC = rf"\d{{1,2}}\s?[/.\-]\s?\d{{1,2}}\s?[/.\-]\s?{_YEAR}|{_LONG_YEAR}[/.\-]\d{{1,2}}[/.\-]\d{{1,2}}|\d{{1,2}} \d{{1,2}} {_YEAR}"
_WORDED = rf"{_DAY}[\s,\-/]{{0,2}}(?:of )?{_MONTH}\.?(?:[\s,\-/]{{1,2}}(?:of )?{_YEAR})?|{_MONTH}\.?[\s\-]?(?:the )?{_DAY}(?!\d)(?:[\s,]{{1,2}}{_YEAR})?"
_DATE = rf"(?:{_NUMERIC}|{_WORDED})(?!\w)"
_PART_DATE = rf"(?:{_MONTH}[\s,'\-]{{1,2}}{_YEAR}|{_LONG_YEAR}|\d{{1,2}}[/.\-]{_YEAR}|\d{{6}}|\d{{8}})(?![\w/])"
_BIRTH = r"(?:born|d\.?\s?o\.?\s?b\b\.?|dates? of birth|birth\s?dates?|birthdays?|b'?days?|birth)"
DOB = re.compile(
    rf"\b{_BIRTH}[^\d.!?\n]{{0,24}}?(?<![\w£])(?P<after>{_DATE}|{_PART_DATE})"
    rf"|(?<![\w£])(?P<before>{_DATE})(?=\W{{0,3}}(?:is|was|as|for)?\s?(?:(?:his|her|my|their|our|the)\s)?(?:\w+\s){{0,2}}{_BIRTH})"
    rf"|(?<!on )(?<!since )(?<!from )(?<!by )(?<!until )(?<!before )(?<!after )(?<!dated )(?<![\w£])"
    rf"(?P<old>\d{{1,2}}[/.\-]\d{{1,2}}[/.\-](?:19[3-9]\d|200\d|201[0-8])|{_DAY} (?:of )?{_MONTH},? (?:19[3-9]\d|200\d|201[0-8]))(?!\w)",
    re.I,
)

_SMALL = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
)
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70}
_NUMBER = rf"(?:\d{{1,2}}|(?:{'|'.join(_TENS)})(?:[ -](?:{'|'.join(_SMALL[1:10])}))?|{'|'.join(sorted(_SMALL[1:], key=len, reverse=True))})"
_HALF = r"(?:\s?[½¼¾]|\.5|\s(?:and )?a half)?"
_YEARS_OLD = r"(?:[\s-]{0,2}(?:years?|yrs?|y(?:ea)?r|y)\.?[\s-]{0,2}(?:old|of age|o\b|/o\b))"
_KIN = (
    r"(?:son|daughter|child|boy|girl|lad|brother|sister|twins?|grandson|granddaughter|nephew|niece|kid|baby|toddler|teenager|eldest|oldest|"
    r"youngest|stepson|stepdaughter|little one|mum|dad|husband|wife|partner|cousin|friend|lo|ds|dd)"
)
_WHO = rf"(?:\b(?:he|she|they|i|who|one|the other|{_KIN})|{PERSON_MARK}{{1,80}})"
_BE = r"(?:'(?:s|re|m)|\s(?:is|are|am|was|were|will be|is going to be|has(?: just)? turned|turned|turns|is turning|turning))"
_NOW = r"(?:\s(?:just|only|now|nearly|almost|about|already|still|currently|only just|coming up(?: to)?|going on|turned|turning|not yet))*"
_UNIT = (
    r"(?!\s?(?:%|percent|per\b|st\b|nd\b|rd\b|th\b|am\b|pm\b|:\d|/\d|\.\d|,\d|x\b|(?:-|to|or|of|out of|in \d|and \d+ (?:weeks|months))\s?\d|"
    r"of\b|out\b|stone|foot|feet|ft|inch|cm|kg|mins?\b|minutes?|hours?|hrs?\b|days?|weeks?|wks?\b|months?|mths?\b|terms?|points?|marks?|miles?|"
    r"times|steps|more|less|other|people|children|kids|pounds|quid|sessions?|lessons?|pages?|questions?|school|gcse|"
    r"years? (?!old|of age|and|but|so|now|who)|yrs? (?!old)|year(?:s)? (?:behind|ago|late|below|above|into|younger|older|ahead)))(?!\w)"
)
_IF = "".join(
    rf"(?<!{word} )(?<!{word} my )(?<!{word} your )(?<!{word} our )(?<!{word} a )(?<!{word} the )"
    for word in ("when", "once", "if", "until", "till", "til", "before", "after", "time", "unless", "whether")
)
_FREE = r"(?<![\w£$€.,/:+-])(?<!\d to )(?<!\d or )(?<!\d - )(?<!under )(?<!over )(?<!below )(?<!above )(?<!year )(?<!section )"
_POSSESSIVE = r"\b(?:my|our|his|her|their)\s"
_THEN = r"(?=\s(?:and|has|is|who|with|was|but|needs|cant|can|wont|will|got)\b|[,.]|$)"
_RULE = "".join(
    rf"(?<!{word} )" for word in ("at", "from", "by", "until", "after", "the", "before", "over", "under", "to", "of")
)
_ANY = re.compile(r"(?:\ba|\ban|\bfor|\bany|\bevery|\bthe average)\s$", re.I)
_OWN = re.compile(
    r"\b(?:my|our|have|has|had|got|mum|mom|dad|parent|parents|am|im|i'm|is|was|he|she|his|her|we|i)\b[^.!?\n]*$", re.I
)
_AGES = (
    rf"{_FREE}(?P<months>\d{{1,2}}[\s-]?(?:months?|mths?|weeks?|wks?|days?)[\s-]?old)(?!s)\b",
    rf"{_POSSESSIVE}(?P<pair>{_NUMBER})(?=\s?(?:and|&|,)\s?{_NUMBER}{_HALF}{_YEARS_OLD}s?)",
    rf"(?<={DETAIL_MARK} and )(?P<second>{_NUMBER})(?={_HALF}{_YEARS_OLD}s?)",
    rf"{_FREE}(?P<old>{_NUMBER}{_HALF})(?={_YEARS_OLD}(?!s))",
    rf"{_RULE}(?:\baged|(?:^|[,(.;:\n]\s?|\b(?:my|his|her|their|our|and|{_KIN})\s|{PERSON_MARK}\s)ages?)(?:\sof|\sis|\sare)?[\s:]{{1,2}}(?P<aged>{_NUMBER}{_HALF})(?!\w)(?!\s?(?:-|to|or|\+|and (?:over|under|above|up)|plus|upwards)\s?)",
    rf"\b(?:diagnosed|was|is|started|stopped|left|excluded|adopted)\s(?:\w+\s){{0,4}}?at\s(?:the\s)?age(?:\sof)?\s(?P<at>{_NUMBER}{_HALF})(?!\w)",
    rf"{_IF}{_WHO}{_BE}{_NOW}\s(?P<is>{_NUMBER}{_HALF}){_UNIT}",
    rf"{_IF}\b(?:im|i'm|hes|shes|theyre|whos){_NOW}\s(?P<im>{_NUMBER}{_HALF}){_UNIT}",
    rf"{_IF}(?<!he )(?<!she )(?<!they )(?<!it )(?<!child )(?<!to )\b(?:just|has|have|recently|already)\s?turned\s(?P<turned>{_NUMBER}){_UNIT}",
    rf"{_WHO}\s?[,(]\s?(?:aged?\s|now\s|who\sis\s|is\s)?(?P<beside>{_NUMBER}{_HALF})(?=\s?[,)])",
    rf"{_POSSESSIVE}(?:\w+\s)?{_KIN}\s(?P<plain>{_NUMBER}){_UNIT}{_THEN}",
    rf"(?<={PERSON_MARK})\s(?P<named>\d{{1,2}}){_UNIT}{_THEN}",
)
AGE = re.compile("|".join(_AGES), re.I)


def birth_dates(draft: Draft) -> Iterator[Detail]:
    """Dates that a word says are of birth, and full dates with a year too old to be about a service."""
    for found in DOB.finditer(draft.text):
        group = found.lastgroup or 0
        yield Detail(found.start(group), found.end(group), "DOB", PLACEHOLDERS["DOB"])


def ages(draft: Draft) -> Iterator[Detail]:
    """Exact ages of a person. "When he is 16" and "16 year olds" are about a rule, and stay."""
    for found in AGE.finditer(draft.text):
        group = found.lastgroup or 0
        words = found[group]
        if group == "old" and _is_general(draft.text[max(0, found.start() - 60) : found.start()]):
            continue
        band = BANDS[0][1] if group == "months" else _band(words)
        if band is None:
            continue
        glued = draft.text[found.end(group) : found.end(group) + 1].isalnum()
        yield Detail(found.start(group), found.end(group), "AGE_EXACT", f"{band} " if glued else band)


def _is_general(before: str) -> bool:
    """Whether "a 16 year old" is any 16 year old: nothing before it says whose child it is."""
    return bool(_ANY.search(before)) and not _OWN.search(before)


def _band(words: str) -> str | None:
    years = _years(words)
    if years is None:
        return None
    return next((band for oldest, band in BANDS if years <= oldest), ADULT)


def _years(words: str) -> int | None:
    digits = re.match(r"\d+", words)
    if digits:
        return int(digits[0])
    parts = re.findall(r"[a-z]+", words.lower())
    if parts[0] in _TENS:
        return _TENS[parts[0]] + (_SMALL.index(parts[1]) if len(parts) > 1 and parts[1] in _SMALL else 0)
    return _SMALL.index(parts[0]) if parts[0] in _SMALL else None
