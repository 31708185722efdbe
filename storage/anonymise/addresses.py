"""Home addresses: a street with a number, a flat, a named house, and the lines that go on from one of these."""

from __future__ import annotations

import re
from collections.abc import Iterator

from storage.anonymise.address_lines import end_with_lines, line_before, lines_before, start_with_line
from storage.anonymise.draft import PLACEHOLDERS, Draft
from storage.anonymise.lexicon import fold, lexicon, places
from storage.anonymise.spans import Detail
from storage.anonymise.street_names import WORD, is_everyday, name_end

_FLAT = r"(?:flat|apartment|apt|plot|caravan|bungalow)\s(?:no\.?\s|number\s)?(?:\d{1,4}[a-z]?|[a-z])(?!\w)"
_NUMBERED = re.compile(
    rf"(?<![\w£$€.,/:\-])(?:{_FLAT},?\s)?(?P<number>\d{{1,4}}\s?[a-d]?(?:\s?[-/]\s?\d{{1,4}}[a-d]?)?),?\s"
    rf"(?P<street>{WORD}(?:\s{WORD}){{0,4}})",
    re.I,
)
_FLATS = re.compile(rf"\b(?P<flat>{_FLAT})(?:,?\s(?P<block>{WORD}\s{WORD}(?:\s{WORD}){{0,2}}))?", re.I)
_LIVE = (
    r"\b(?:live|lives|lived|living|moved|moving|address|home|house|reside|resides|staying|stay)"
    r"(?:\s(?:is|are|was|still|just|now))*"
    r"(?:\s(?:at|in|on|to|near|into|off|opposite|down|up)|\s?:|(?<=address\sis))\s"
)
_LIVES = re.compile(rf"{_LIVE}(?P<street>{WORD}(?:\s{WORD}){{1,3}})", re.I)
_WE_ARE = re.compile(
    rf"\b(?:we|i)(?:'re|'m|re|m|\sare|\sam)\s(?:at|on|in|down)\s(?P<street>{WORD}(?:\s{WORD}){{1,3}})", re.I
)
_LIVES_AT = re.compile(rf"(?:{_LIVE}|\bat\s)$", re.I)
_HOUSE_AND_STREET = re.compile(
    rf"\b(?:{'|'.join(sorted(places()['houses']))}),\s(?P<street>{WORD}(?:\s{WORD}){{1,3}})", re.I
)
_BEFORE_NUMBER = re.compile(
    r"(?:\b(?:at|address|is|are|to|from|on|of|near|no|number|unit|block|live|lives|in|home)[\s:]+|[,(:;\n]\s*|^\s*)$",
    re.I,
)
_SCHOOL_NEXT = re.compile(rf"\s(?:{'|'.join(sorted(places()['types'] - {'of', 'and', 'c', 'e', 'day'}))}|pru)\b", re.I)
_SHORTEST_WORD = 5


def addresses(draft: Draft) -> Iterator[Detail]:
    """Home addresses, each with the house's name and the village that stand beside it."""
    for detail in draft.details:
        lines = lines_before(draft, detail.start) if detail.type == "POSTCODE" else None
        if lines:
            yield _address(*lines)
    for start, end in (*_numbered(draft), *_flats(draft), *_named(draft)):
        yield _address(start_with_line(draft.text, start), end_with_lines(draft, end))


def _numbered(draft: Draft) -> Iterator[tuple[int, int]]:
    """Streets with a number. One whose name may be a thing ("5 minute walk") needs a word that leads to it."""
    for found in draft.near_digits(_NUMBERED):
        start = found.start("street")
        before = draft.text[max(0, found.start() - 24) : found.start()]
        end = name_end(found["street"], start, numbered=True)
        if end and (not is_everyday(draft.text[start:end]) or _BEFORE_NUMBER.search(before)):
            yield found.start(), end
        elif not end and _LIVES_AT.search(before):
            word = found["street"].split()[0].rstrip(".")
            if len(word) >= _SHORTEST_WORD and fold(word) not in lexicon().words:
                yield found.start(), start + len(word)


def _flats(draft: Draft) -> Iterator[tuple[int, int]]:
    """Flats, with the house that they are in."""
    for found in _FLATS.finditer(draft.text):
        block = name_end(found["block"], found.start("block"), numbered=True) if found["block"] else 0
        yield found.start(), block or found.end("flat")


def _named(draft: Draft) -> Iterator[tuple[int, int]]:
    """Streets without a number where someone lives, and houses that have a name."""
    for pattern in (_LIVES, _WE_ARE, _HOUSE_AND_STREET):
        for found in pattern.finditer(draft.text):
            start = found.start("street")
            end = name_end(found["street"], start, numbered=False)
            street = draft.text[start:end]
            if not end or draft.knows(street) or (pattern is _WE_ARE and is_everyday(street)):
                continue
            if _SCHOOL_NEXT.match(draft.text, end):
                continue
            yield (_house_start(draft.text, found.start()) if pattern is _HOUSE_AND_STREET else start), end


def _house_start(text: str, last: int) -> int:
    """Where the name of the house starts whose last word starts at `last`."""
    line, gap = line_before(text, last)
    return last - len(gap) - len(line) if line else last


def _address(start: int, end: int) -> Detail:
    return Detail(start, end, "ADDRESS", PLACEHOLDERS["ADDRESS"])
