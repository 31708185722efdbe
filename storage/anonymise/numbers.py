"""Numbers that stand for one person: NHS, National Insurance, pupil and case numbers, number plates, postcodes.

Each pattern is wide on purpose: a slip of one digit makes a number invalid, and no less personal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from storage.anonymise.draft import PLACEHOLDERS, Draft
from storage.anonymise.lexicon import lexicon
from storage.anonymise.spans import Detail, Kind

_CUED_NUMBER = r"(?:\s*(?:number|no\.?|num|id|\#))?(?:\s+(?:is|was)|\s*[:=\-])?\s*"
UPN = re.compile(
    r"(?<!\w)[a-z][ -]?\d(?:[ -]?\d){10}[ -]?[\da-z](?!\w)"
    rf"|\b(?:upn|ulp|uln|pupil){_CUED_NUMBER}(?P<cued>(?=\D*\d)[a-z0-9][a-z0-9 -]{{6,16}}[a-z0-9](?!\w))",
    re.I,
)
NINO = re.compile(
    r"(?<!\w)[a-z]{2}[\s.\-]?\d{2}[\s.\-]?\d{2}[\s.\-]?\d{2}[\s.\-]?[a-z](?!\w)|(?<!\w)[a-z]{2}\d{6}(?!\w)"
    r"|\b(?:nino|ni|national insurance)(?:\s*(?:number|no\.?|num|\#))?(?:\s+is|\s*[:=\-])?\s*"
    r"(?P<cued>[a-z]{2}(?:[\s.\-]?\d){5,7}(?:[\s.\-]?[a-d](?!\w))?)",
    re.I,
)
NHS_NUMBER = re.compile(
    r"(?<![\w£])\d{3}[\s.\-_/]{1,3}\d{3}[\s.\-_/]{1,3}\d{4}(?!\w)|(?<![\w£.,])[1-9]\d{9}(?!\w)"
    r"|(?<!\w)\d(?:[ .\-]\d){9,11}(?!\w)"
    r"|\bnhs\s*(?:number|no\.?|num|id|\#)?(?:\s*(?:is|was|:|=|-))?\s*(?P<cued>\d(?:[\s.\-/]{0,2}\d){6,11})",
    re.I,
)
POSTCODE = re.compile(
    r"(?<![\w£])(?P<area>[a-z]{1,2}\d[a-z\do]?|[a-z]{1,2}o\d)[\s.\-]{0,2}(?P<rest>\d[a-z]{2}(?:[\s.\-]{0,2}\d[a-z]{2})*|[oil][a-z]{2})(?!\w)"
    r"|(?<!\w)(?P<lettered>[a-z](?: [a-z])? \d(?: \d)?) \d [a-z] [a-z](?!\w)"
    r"|(?<!\w)(?P<spaced>(?:nr|ip|pe|cb|co|cm) \d{1,2}) \d ?[a-z]{2}(?!\w)",
    re.I,
)
_ORDINAL = re.compile(r"\d(?:st|nd|rd|th|am|pm|hr|yr|yo|to|in|is|of|or|on|my|he|we|if|it|no|so|as|at)", re.I)
# Before two digits: the county's and its neighbours' postcode areas, a school year, a page.
_NO_PLATE = frozenset(
    {"nr", "ip", "pe", "cb", "co", "cm", "yr", "ks", "pg", "pp", "no", "sw", "se", "nw", "dd", "ds", "gp"}
)
_KEY_STAGE = re.compile(r"(?:ks|yr|p|s|q|v|h|m|a|b)\d\d?", re.I)
VEHICLE = re.compile(
    r"(?<!\w)(?:(?P<new>[a-z]{2})(?P<half>[0-7]\d)[\s\-]?(?P<tail>[a-z]{3})|[a-z]\s?\d{1,3}\s?(?P<old>[a-z]{3})"
    r"|(?P<older>[a-z]{3})\s?\d{1,3}\s?[a-z])(?!\w)"
    r"|\b(?:reg(?:istration)?|number plate|plate|licence plate)\b(?:\s*(?:number|no\.?|is|was|:))*\s*"
    r"(?P<cued>(?=[a-z0-9 ]*\d)(?=[a-z0-9 ]*[a-z])[a-z0-9]{2,4}\s?[a-z0-9]{3,4})(?![\w(])",
    re.I,
)
CASE_REF = re.compile(
    r"\b(?:ref(?:erence)?|case|claim|application|order|ticket|complaint|file|patient|hospital|account|membership|roll|student|pupil|"
    r"tribunal|passport|invoice|policy|staff|payroll|driver|badge|ehcp|ehc|plan|officer|crime|incident|log|id)"
    r"(?P<sure>(?:[\s.]*(?:ref(?:erence)?|number|no\.?|num|nr|id|code|\#))*)(?:\s+(?:is|was)|\s*[:#=\-])?\s*"
    r"(?P<cued>\#?(?=[\w/\-]*\d)[\w]{1,12}(?:[/\-][\w]{1,12}){0,5}|[a-z]{2,5}(?:[ /\-]\d{2,}){1,4})(?!\w)"
    r"|(?<![\w/])(?P<coded>[a-z]{2,6}(?:[/\-#]|-\s?)\d{3,}(?:[/\-]\w{1,10}){0,4}|[a-z]{2,6}\d{2,6}/\d{2,}(?:/\w{1,8}){0,3}|[a-z]{1,5}\d{5,12}[a-z]?|"
    r"\d{3,}/[a-z]{2,6}(?:/\w+)?)(?!\w)"
    r"|(?<![\w£$€.,])\d{7,}(?![\w%])|(?<!\w)\d{2,8}(?:[/\-]\d{3,8}){2,4}(?!\w)",
    re.I,
)
_YEAR = re.compile(r"(?:19|20)\d\d(?:[/\-]\d{2,4})?")


def pupil_numbers(draft: Draft) -> Iterator[Detail]:
    """UPN: a letter and twelve digits, or whatever is said to be one."""
    return _plain(UPN, "UPN", draft)


def insurance_numbers(draft: Draft) -> Iterator[Detail]:
    """National Insurance numbers, those with letters that are never given out too."""
    return _plain(NINO, "NINO", draft)


def nhs_numbers(draft: Draft) -> Iterator[Detail]:
    """Any ten digits grouped 3-3-4, or together; the check digit is not asked."""
    return _plain(NHS_NUMBER, "NHS_NUMBER", draft)


def postcodes(draft: Draft) -> Iterator[Detail]:
    """Full postcodes, which keep their first half: a district is no one's home."""
    for found in draft.near_digits(POSTCODE):
        if found["rest"] and (_ORDINAL.fullmatch(found["rest"]) or _is_loose(found)):
            continue
        first_half = (found["area"] or found["spaced"] or found["lettered"]).replace(" ", "").upper()
        yield Detail(found.start(), found.end(), "POSTCODE", first_half)


def number_plates(draft: Draft) -> Iterator[Detail]:
    """Number plates of each age, but for a district, a road or a number with a word after it."""
    for found in draft.near_digits(VEHICLE):
        if found["cued"] or not _is_word_after(found):
            group = "cued" if found["cued"] else 0
            yield _detail(found.start(group), found.end(group), "VEHICLE")


def references(draft: Draft) -> Iterator[Detail]:
    """Case numbers and the like: what a word says is one, what looks like one, and any long run of digits."""
    for found in draft.near_digits(CASE_REF):
        group = "cued" if found["cued"] else 0
        code = found[group]
        digits = sum(letter.isdigit() for letter in code)
        if draft.knows(re.sub(r"\D", "", code)) or (
            group and not found["sure"] and (_YEAR.fullmatch(code) or digits < 4)
        ):
            continue
        if group and not found["sure"] and " " in code and code.split()[0].lower() in lexicon().words:
            continue
        if group and (digits < 3 or code.lower().endswith(("th", "st", "nd", "rd"))):
            continue
        yield _detail(found.start(group), found.end(group), "CASE_REF")


def _is_loose(found: re.Match[str]) -> bool:
    """Whether the second half is a word ("p1 low") or the first is a class with a word after it ("y4 2do")."""
    rest = found["rest"].lower()
    return rest in lexicon().words or bool(_KEY_STAGE.fullmatch(found["area"]) and rest[1:] in lexicon().words)


def _is_word_after(plate: re.Match[str]) -> bool:
    """Whether letters of the plate may be a word: "nr30 the", "a47 and", "was 14 a"."""
    letters = (plate["tail"] or plate["old"] or plate["older"]).lower()
    if letters not in lexicon().words:
        return False
    area = (plate["new"] or "").lower()
    if area and area not in lexicon().words and area not in _NO_PLATE:
        return False
    return " " in plate[0] or not plate[0].isupper()


def _plain(pattern: re.Pattern[str], kind: Kind, draft: Draft) -> Iterator[Detail]:
    for found in draft.near_digits(pattern):
        group = "cued" if found["cued"] else 0
        yield _detail(found.start(group), found.end(group), kind)


def _detail(start: int, end: int, kind: Kind) -> Detail:
    return Detail(start, end, kind, PLACEHOLDERS[kind])
