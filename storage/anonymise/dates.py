"""Dates of birth."""

from __future__ import annotations

import re
from collections.abc import Iterator

from storage.anonymise.draft import PLACEHOLDERS, Draft
from storage.anonymise.spans import Detail

_MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    "nov(?:ember)?|dec(?:ember)?)"
)
_WORD_DAY = (
    "(?:(?:twenty|thirty)[ -])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|"
    "thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth)"
)
_DAY = rf"(?:\d{{1,2}}(?:\s?(?:st|nd|rd|th))?|{_WORD_DAY})"
_LONG_YEAR = r"(?:19|20)\d\d"
_WORD_YEAR = r"(?:two thousand(?: and)?(?: (?!and\b)[a-z]+)?|twenty (?:ten|eleven|twelve|[a-z]+teen|twenty))"
_YEAR = rf"(?:{_LONG_YEAR}|{_WORD_YEAR}|'?\d\d)"
_NTH = r"\d{1,2}\s?(?:st|nd|rd|th)"
_DATE = (
    rf"(?:\d{{1,2}}\s?[/.\-]\s?\d{{1,2}}\s?[/.\-]\s?{_YEAR}"
    rf"|{_LONG_YEAR}[ /.\-]\d{{1,2}}[ /.\-]\d{{1,2}}"
    rf"|{_NTH} (?:of )?(?:the )?{_NTH},? (?:of )?{_YEAR}"
    rf"|\d{{1,2}} \d{{1,2}} {_YEAR}"
    rf"|{_DAY}[\s,\-/]{{0,2}}(?:of )?{_MONTH}\.?(?:[\s,\-/]{{1,2}}(?:of )?{_YEAR})?"
    rf"|{_MONTH}\.?[\s\-]?(?:the )?{_DAY}(?!\d)(?:[\s,]{{1,2}}{_YEAR})?)(?!\w)"
)
_PART_DATE = rf"(?:{_MONTH}[\s,'\-]{{1,2}}{_YEAR}|{_LONG_YEAR}|\d{{1,2}}[/.\-]{_YEAR}|\d{{6}}|\d{{8}})(?![\w/])"
_BIRTH = (
    r"(?:born|b\b\.?(?=\s?\d{1,2}[/.\-]\d)|d\.?\s?o\.?\s?b\b\.?|dates? of birth|birth\s?dates?|birthdays?|b'?days?|"
    r"birth)"
)
_WHOSE = r"(?:(?:his|her|my|their|our|the)\s)?(?:\w+\s){0,2}"
# A service's own dates are of these last years, so an older one is a person's.
_OLD_YEAR = r"(?:19[3-9]\d|200\d|201[0-8])"
_NOT_SINCE = "".join(rf"(?<!{word} )" for word in ("on", "since", "from", "by", "until", "before", "after", "dated"))
_BORN = re.compile(rf"\b(?:{_BIRTH}|bab(?:y|ies)\b)", re.I)
_NEAR_BIRTH = re.compile(
    rf"\b{_BIRTH}[^\d.!?\n]{{0,24}}?(?<![\w£])(?P<after>{_DATE}|{_PART_DATE})"
    rf"|(?<![\w£])(?P<year>{_LONG_YEAR})(?= bab(?:y|ies)\b)"
    rf"|(?<![\w£])(?P<before>{_DATE})(?=\W{{0,3}}(?:is|was|as|for)?\s?{_WHOSE}{_BIRTH})",
    re.I,
)
_OLD = re.compile(
    rf"{_NOT_SINCE}(?<![\w£])(?:\d{{1,2}}[/.\-]\d{{1,2}}[/.\-](?:{_OLD_YEAR}|0\d|1[0-8])"
    rf"|\d{{1,2}}(?:\s?(?:st|nd|rd|th))? (?:of )?{_MONTH},? {_OLD_YEAR})(?!\w)",
    re.I,
)
_REACH = 70
"""How far a date can stand from the word that makes it one of birth, in characters."""


def birth_dates(draft: Draft) -> Iterator[Detail]:
    """Dates that a word says are of birth, and full dates with a year too old to be about a service."""
    for start, end in _stretches(draft.text):
        for found in _NEAR_BIRTH.finditer(draft.text, start, end):
            yield Detail(*found.span(found.lastgroup or 0), "DOB", PLACEHOLDERS["DOB"])
    for found in _OLD.finditer(draft.text):
        yield Detail(*found.span(), "DOB", PLACEHOLDERS["DOB"])


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """The parts of the text that are near a word of birth, those that overlap made one."""
    start = end = 0
    for born in _BORN.finditer(text):
        if born.start() - _REACH > end:
            yield start, end
            start = born.start() - _REACH
        end = born.end() + _REACH
    yield start, end
