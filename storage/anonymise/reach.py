"""Ways to reach a person: e-mail, web address, user name, telephone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from storage.anonymise.draft import PLACEHOLDERS, Draft
from storage.anonymise.lexicon import lexicon
from storage.anonymise.spans import Detail, Kind

_ENDS = r"(?:com|org|net|co|uk|gov|nhs|edu|info|io|eu|me|tv|app|ly|be|pl|lt|ro|pt|ie|school|sch|ac)"
_AT = r"(?:\s*@\s*|\s*[\[({<]\s*at\s*[\])}>]\s*|\s+at\s+)"
_DOT = r"(?:\.|\s*[\[({<]\s*dot\s*[\])}>]\s*|\s+dot\s+|\s+\.\s*)"
EMAIL = re.compile(
    rf"""(?<![\w.+-])(?:
        [\w.+'-]{{1,64}}@[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{0,5}}
      | \w[\w.+-]{{0,63}}(?:(?:{_DOT}|\s(?:underscore|dash|hyphen)\s)[\w+-]{{1,40}}){{0,3}}{_AT}(?!www\b)
        [\w-]{{1,40}}(?:{_DOT}[\w-]{{1,40}}){{0,2}}{_DOT}{_ENDS}(?:{_DOT}{_ENDS})?(?!\.?\w|/)
    )""",
    re.I | re.X,
)
_MAY_BE_EMAIL = re.compile(r"@|\bat\b[^@]{1,90}?(?:\.|\bdot\b)", re.I)
_TOP = "(?:com|org|net|uk|gov|info|io|eu|co|tv|app|ly|me|be|blog|site|online|shop|gg|xyz|page|link)"
URL = re.compile(
    rf"""(?<![\w@.])(?:
        (?:(?:https?|ftp)://|www\.)[^\s<>"'\ue000\ue001]{{1,2000}}
      | (?:[a-z0-9-]{{1,63}}\.){{1,4}}{_TOP}
        (?:/[^\s<>"'\ue000\ue001]{{0,2000}}|(?![\w@-]))
      | [a-z0-9-]{{1,63}}\.[a-z]{{2,6}}/[\w.~%?=&/-]{{1,2000}}
      | www\sdot(?:\s[\w-]{{1,40}}\sdot){{1,3}}\s[a-z]{{2,6}}(?!\w)
    )""",
    re.I | re.X,
)
_SITES = (
    r"(?:insta(?:gram)?|ig|snap(?:chat)?|tik\s?tok|twitter|discord|facebook|fb|messenger|telegram|whatsapp|roblox|xbox|psn|"
    r"playstation|fortnite|minecraft|steam|twitch|youtube|skype|kik)"
)
HANDLE = re.compile(
    rf"""(?<![\w.@])@[a-z_][\w.]{{1,40}}
      | \b(?:{_SITES}|user\s?name|gamer\s?tag|handle)(?:'s)?(?:\s(?:name|handle|id|user\s?name|account|tag))?
        (?:\s*[:=]\s*|\s-\s|\s+(?:is|are|as|called|name)\s+@?|\s+@)(?P<name>[a-z][\w.\-#]{{1,40}}|\w*[\d_][\w.\-#]{{1,40}})
      | \b(?:{_SITES}|user\s?name|gamer\s?tag)(?:'?s)?\s(?P<coded>(?=[\w.\-]*(?:[\d_]|\.\w))[a-z][\w.\-#]{{2,40}})""",
    re.I | re.X,
)
_UNDERSCORED = re.compile(r"(?<![\w/-])[a-z][a-z0-9.]{1,30}_[a-z0-9_.]{1,30}(?![\w@])", re.I)
_DIGIT_WORDS = (
    r"(?:zero|nought|oh|o|one|two|three|four|five|six|seven|eight|nine|double|triple|treble|hundred|thousand|\d{1,6})"
)
_DIGITS_IN = {"and": 0, "then": 0, "hundred": 2, "thousand": 3}
_GAP = r"(?:[\s.\-()/_·]{0,3}|,)"
_CALL = r"(?:call|ring|rang|phone|tel|telephone|text|mobile|mob|cell|number|num|landline|whatsapp|fax|ph|contact)"
_EXTENSION = r"(?:,?\s?(?:ext(?:ension)?|x)\.?\s?\d{1,5}(?!\w)|\s?/\s?\d{2,6}(?![\w/]))?"
PHONE = re.compile(
    rf"""(?<![\w£$€.,/])(?:
        (?:\+|00){_GAP}\d{{1,3}}(?:{_GAP}\d){{6,13}}(?!\d)
      | \(?[0o]\)?(?:{_GAP}[\do]){{8,12}}(?![\do])
      | 44(?:{_GAP}\d){{9,11}}(?!\d)
      | 7\d{{3}}[\s.\-]?\d{{3}}[\s.\-]?\d{{3}}(?!\d)
    ){_EXTENSION}""",
    re.I | re.X,
)
LOCAL = re.compile(
    rf"\b{_CALL}\b(?:\W{{0,3}}(?:me|us|is|on|at|her|him|them|my|number|no|mobile|home|work|or)\b){{0,4}}\W{{0,3}}"
    r"(?P<local>\d{2,6}(?:[\s.\-]?\d{2,6}){0,3})(?![\w%]|\s?(?:weeks|days|hours|years|times))",
    re.I,
)
SPOKEN = re.compile(
    rf"(?<!\w)(?P<spoken>(?:zero|oh|o|nought|0\d{{1,5}}|\+44)(?:[\s,.\-]{{1,3}}(?:and\s|then\s){{0,2}}{_DIGIT_WORDS}){{2,15}})(?!\w)",
    re.I,
)
_PUBLIC = re.compile(r"116\d{3}|(?:19|20)\d\d(?:19|20)\d\d")


def emails(draft: Draft) -> Iterator[Detail]:
    """E-mail addresses, written as they are or as "jo at gmail dot com"."""
    if not _MAY_BE_EMAIL.search(draft.text):
        return
    for found in EMAIL.finditer(draft.text):
        if not draft.knows(found[0]):
            yield _detail(found.start(), found.end(), "EMAIL")


def web_links(draft: Draft) -> Iterator[Detail]:
    """Web addresses, with `https://` or without."""
    for found in URL.finditer(draft.text):
        words = found[0].rstrip(".,;:!?)]'\"")
        if not draft.knows(words):
            yield _detail(found.start(), found.start() + len(words), "URL")


def handles(draft: Draft) -> Iterator[Detail]:
    """User names: "@jo99", "my insta is jo99", "jo_99"."""
    for found in HANDLE.finditer(draft.text):
        group = found.lastgroup or 0
        if found["name"] and not _looks_chosen(found):
            continue
        end = found.start(group) + len(found[group].rstrip(".-"))
        yield _detail(found.start(group), end, "HANDLE")
    if "_" in draft.text:
        for found in _UNDERSCORED.finditer(draft.text):
            yield _detail(found.start(), found.end(), "HANDLE")


def phones(draft: Draft) -> Iterator[Detail]:
    """Telephone numbers in any grouping, in words too; short public numbers (999, 111, 116 123) are left."""
    for pattern in (PHONE, LOCAL, SPOKEN):
        for found in pattern.finditer(draft.text) if pattern is SPOKEN else draft.near_digits(pattern):
            group = found.lastgroup or 0
            digits = re.sub(r"\D", "", found[group])
            public = draft.knows(digits) or _PUBLIC.fullmatch(digits)
            if not public and _is_number(pattern, found[group]):
                yield _detail(found.start(group), found.end(group), "PHONE")


def _is_number(pattern: re.Pattern[str], found: str) -> bool:
    """Whether there are enough digits, those that are said ("double oh nine hundred") among them."""
    if pattern is LOCAL:
        return sum(letter.isdigit() for letter in found) >= 6
    said: list[str] = re.findall(r"[a-z]+|\d", found.lower())
    if pattern is PHONE:
        return sum(word.isdigit() for word in said) >= 6
    digits = sum(_DIGITS_IN.get(word, 1) for word in said)
    return digits >= 9 and any(word.isalpha() for word in said)


def _looks_chosen(found: re.Match[str]) -> bool:
    """Whether the word after "my insta is" is a user name and not just a word."""
    name, low = found["name"], found["name"].lower()
    if not name.isalpha():
        return True
    if any(mark in found[0] for mark in ":=@"):
        return low not in lexicon().cues["never"]
    return low not in lexicon().words or not (name.islower() or name.isupper() or name.istitle())


def _detail(start: int, end: int, kind: Kind) -> Detail:
    return Detail(start, end, kind, PLACEHOLDERS[kind])
