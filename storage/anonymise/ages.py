"""Exact ages of people, which become age bands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from storage.anonymise.age_words import HALF, NUMBER, band
from storage.anonymise.draft import BANDS, DETAIL_MARK, PERSON_MARK, Draft
from storage.anonymise.spans import Detail

_KIN = (
    "(?:son|daughter|child|boy|girl|lad|brother|sister|twins?|grandson|granddaughter|nephew|niece|kid|baby|toddler|"
    "teenager|eldest|oldest|youngest|stepson|stepdaughter|little one|mum|dad|husband|wife|partner|cousin|friend|lo|ds|"
    "dd|young person|pupil|student|learner|foster child)"
)
_MY = r"\b(?:my|our|his|her|their)\s"
_WHO = rf"(?:\b(?:he|she|they|i|who|whose|one|the other|{_KIN})|{PERSON_MARK}{{1,60}})"
_BE = (
    r"(?:'(?:s|re|m)|\s(?:is|are|am|was|were|will be|is going to be|has(?: just)? (?:turned|gone)|turned|turns|"
    r"is turning|turning)|'?ll be)"
)
_NOW = (
    r"(?:\s(?:just|only|now|nearly|almost|about|already|still|currently|only just|coming up(?: to)?|going on|turned|"
    r"turning|not yet|gone|just gone))*"
)
AGE = re.compile(rf"(?<![\w£$€./:+-])(?<!\d,){NUMBER}{HALF}(?![^\W_]{{4}})", re.I)
# What stands right before an age, by how it says that the number is one.
_BEFORE = re.compile(
    rf"(?P<is>(?:{_WHO}{_BE}|\b(?:im|i'm|hes|shes|theyre|whos|whose)|\b(?:just|has|have|recently|already)\s?turned){_NOW}\s)$"
    rf"|(?P<at>\b(?:diagnosed|was|is|started|stopped|left|excluded|adopted)\s(?:\w+\s){{0,4}}?at\s(?:the\s)?age(?:\sof)?\s)$"
    rf"|(?P<aged>(?:\baged|(?:^|[,(.;:\n]\s?|\b(?:my|his|her|their|our|and|{_KIN})\s|{PERSON_MARK}\s)ages?)"
    r"(?:\sof|\sis|\sare)?[\s:\-]{1,3})$"
    rf"|(?P<beside>{_WHO}\s?[,(]\s?(?:now\s|who\sis\s|is\s)?)$"
    rf"|(?P<plain>(?:{_MY}(?:\w+\s)?{_KIN}|{PERSON_MARK}){_NOW}\s)$"
    r"|(?P<did>(?:^|[.,;\n]\s?|\b(?:and|but|so)\s)(?:at)\s)$"
    rf"|(?P<bare>(?:^|[,.;:\n]\s?|\d\s){_KIN}\s)$"
    rf"|(?P<pair>{_MY}(?:{NUMBER}{HALF}\s?(?:and|&|,)\s?)?|{DETAIL_MARK}\sand\s)$",
    re.I,
)
_YEARS_OLD = r"[\s-]{0,2}(?:years?|yrs?|y(?:ea)?r|y)\.?[\s-]{0,2}(?:old|of age|o\b|/o\b)"
_OLD = re.compile(rf"{_YEARS_OLD}(?!s)|(?P<months>[\s-]?(?:months?|mths?|weeks?|wks?|days?)[\s-]?old\b)", re.I)
_PAIR = re.compile(rf"(?:\s?(?:and|&|,)\s?{NUMBER}{HALF})?{_YEARS_OLD}s?\b", re.I)
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
_THEN = re.compile(
    rf"\s(?:(?:and|has|is|who|with|was|but|needs|cant|can|wont|will|got|both|are|need|goes|go|loves|likes|attends|autis\w*|adhd|asd|non|now)\b|{PERSON_MARK}|{_KIN}\b)|[,.)]|$",
    re.I,
)
_CLOSED = re.compile(r"\s?(?:years?|yrs?|y/?o)?\.?\s?[,)]", re.I)
_MONTHS_OLD = re.compile(r"\s?(?:months?|mths?|weeks?|wks?)(?=[,.)]|\s?$|\s(?:and|when)\b)", re.I)
# "At 19 he lost it" is about him; "at 19 you can" and "at 19 he will" are about a rule.
_HE_DID = re.compile(rf",?\s(?:he|she|i|they|{PERSON_MARK}+)\s(?!can|will|could|should|may|must|might|would)", re.I)
# "One" is an age only where the sentence leaves nothing else for it to count.
_AFTER_ONE = re.compile(r"\s?(?:[,.)]|$)|\s(?:and|but|now|next|today|tomorrow|soon|year)\b", re.I)
_PAST = re.compile(r"\b(?:was|were)\b", re.I)
# As parents write on forums: "DS12", "F14 autistic".
_GLUED = re.compile(
    r"\b(?:dd|ds|dsd|dss|dgd|dgs)(?P<of_kin>\d{1,2})(?!\w)"
    r"|(?<!\w)[fm](?P<of_sex>\d{1,2})(?=,?\s(?:autis|adhd|asd|asc|pda|with\b|who\b|non))",
    re.I,
)
# What makes an age anyone's and not this person's.
_ANY = re.compile(r"(?:\ba|\ban|\bfor|\bany|\bevery|\bthe average)\s$", re.I)
_OWN = re.compile(
    r"\b(?:my|our|have|has|had|got|mum|mom|dad|parents?|am|im|i'm|is|was|he|she|his|her|we|i)\b[^.!?\n]*$", re.I
)
_LIMIT = re.compile(r"(?:\d\s(?:to|or|-)|\b(?:under|over|below|above|year|section))\s$", re.I)
_IF = re.compile(
    r"\b(?:when|once|if|until|till|til|before|after|time|unless|whether)\s(?:(?:my|your|our|a|the)\s)?(?:\w+\s)?$", re.I
)
_AT_AGE = re.compile(r"\b(?:at|from|by|until|after|the|before|over|under|to|of)\s$", re.I)
_REACH = 50
"""How far before a number, in characters, the words that make it an age are looked for."""


def ages(draft: Draft) -> Iterator[Detail]:
    """Exact ages of a person. "When he is 16" and "16 year olds" are about a rule, and stay."""
    for glued in _GLUED.finditer(draft.text):
        group = glued.lastgroup or 0
        yield Detail(*glued.span(group), "AGE_EXACT", f" {band(glued[group])}")
    for number in AGE.finditer(draft.text):
        if _is_age(draft.text, number):
            yield _detail(draft.text, number)


def _detail(text: str, number: re.Match[str]) -> Detail:
    start, end = number.span()
    old = _OLD.match(text, end)
    months = old if old and old["months"] else _MONTHS_OLD.match(text, end)
    if months:
        return Detail(start, months.end(), "AGE_EXACT", BANDS[0][1])
    return Detail(start, end, "AGE_EXACT", band(number[0]) + (" " if text[end : end + 1].isalnum() else ""))


def _is_age(text: str, number: re.Match[str]) -> bool:
    """Whether the number is the exact age of someone in particular."""
    before = text[max(0, number.start() - _REACH) : number.start()]
    if before[-2:-1].isdigit() or _LIMIT.search(before):
        return False
    if _OLD.match(text, number.end()):
        return not _ANY.search(before) or bool(_OWN.search(before))
    said = _BEFORE.search(before)
    return said is not None and _FITS[said.lastgroup or ""](text, number, said)


def _is_stated(text: str, number: re.Match[str], said: re.Match[str]) -> bool:
    """ "She is 9", but not "she is 9 minutes late", "she is one of" and "when she is 9"."""
    if _MONTHS_OLD.match(text, number.end()):
        return True
    if number[0].lower() == "one" and not _AFTER_ONE.match(text, number.end()):
        return False
    ruled = _IF.search(said.string[: said.start()]) and not _PAST.search(said[0])
    return not (ruled or _UNIT.match(text, number.end()))


def _is_beside(text: str, number: re.Match[str], said: re.Match[str]) -> bool:
    """ "Kyle (9)", "my son, 9 years,"."""
    return bool(_MONTHS_OLD.match(text, number.end()) or _CLOSED.match(text, number.end()))


def _is_after(text: str, number: re.Match[str], said: re.Match[str]) -> bool:
    """ "My son 9 and", "Kyle nearly 9"."""
    if _MONTHS_OLD.match(text, number.end()):
        return True
    return not _UNIT.match(text, number.end()) and bool(_THEN.match(text, number.end()))


def _is_aged(text: str, number: re.Match[str], said: re.Match[str]) -> bool:
    """ "Aged 9", but not "aged 9 to 12" and "from age 9"."""
    return not _RANGE.match(text, number.end()) and not _AT_AGE.search(said.string[: said.start()])


def _is_of_a_pair(text: str, number: re.Match[str], said: re.Match[str]) -> bool:
    """ "My 5 and 8 year olds"."""
    return bool(_PAIR.match(text, number.end()))


_FITS: dict[str, Callable[[str, re.Match[str], re.Match[str]], bool]] = {
    "is": _is_stated,
    "beside": _is_beside,
    "plain": _is_after,
    "bare": _is_after,
    "aged": _is_aged,
    "pair": _is_of_a_pair,
    "at": lambda text, number, said: True,
    "did": lambda text, number, said: bool(_HE_DID.match(text, number.end())),
}
