"""Home addresses, and the school that a child is tied to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from storage.anonymise.draft import PLACEHOLDERS, Draft
from storage.anonymise.lexicon import fold, lexicon, places
from storage.anonymise.spans import Detail

_WORD = r"[^\W\d_][^\W_]*(?:['\-.][^\W_]+)*\.?"
_FLAT = r"(?:flat|apartment|apt|plot|caravan|bungalow)\s(?:no\.?\s|number\s)?(?:\d{1,4}[a-z]?|[a-z])(?!\w)"
ADDRESS = re.compile(
    rf"(?<![\w£$€.,/:\-])(?:{_FLAT},?\s)?(?P<number>\d{{1,4}}\s?[a-d]?(?:\s?[-/]\s?\d{{1,4}}[a-d]?)?),?\s(?P<street>{_WORD}(?:\s{_WORD}){{1,4}})"
    rf"|\b(?P<flat>{_FLAT})(?:,?\s(?P<block>{_WORD}\s{_WORD}(?:\s{_WORD})?))?",
    re.I,
)
_LIVES = re.compile(
    rf"\b(?:live|lives|lived|living|moved|address|home|house|reside|resides|staying|stay)(?:\s(?:is|are|was|still|just|now))*"
    rf"(?:\s(?:at|in|on|to|near|into|off|opposite|down|up)|\s?:|(?<=address\sis))\s(?P<street>{_WORD}(?:\s{_WORD}){{1,3}})",
    re.I,
)
_BEFORE_NUMBER = re.compile(
    r"(?:\b(?:at|address|is|are|to|from|on|of|near|no|number|live|lives|in|home)[\s:]+|[,(:;\n]\s*|^\s*)$", re.I
)
_IN_STREETS = frozenset({"the", "old", "school", "back", "home", "day", "out", "up", "down"})
_NEXT_PLACE = re.compile(r",?\s+(?:in\s)?(?=\w)")
_CAPITAL = re.compile(r"[A-Z][a-z]+(?:\s(?:St\s)?[A-Z][a-z]+)?\b")


def addresses(draft: Draft) -> Iterator[Detail]:
    """Streets with a number, flats, and named streets and houses where someone lives."""
    kept = dict(draft.kept)
    for found in ADDRESS.finditer(draft.text):
        end = _numbered_end(draft.text, found)
        if end:
            yield _address(found.start(), _with_town(draft.text, end, kept))
    for found in _LIVES.finditer(draft.text):
        end = _name_end(found["street"], found.start("street"), numbered=False)
        if end and not draft.knows(draft.text[found.start("street") : end]):
            yield _address(found.start("street"), end)


def _numbered_end(text: str, found: re.Match[str]) -> int:
    group = "block" if found["flat"] else "street"
    end = _name_end(found[group], found.start(group), numbered=True) if found[group] else 0
    if found["flat"]:
        return end or found.end("flat")
    last = (text[found.start(group) : end].split() or [""])[-1]
    everyday = fold(last) in places()["everyday_streets"] and not last[:1].isupper()
    if everyday and not _BEFORE_NUMBER.search(text[max(0, found.start() - 16) : found.start()]):
        return 0
    return end


def _name_end(words: str, start: int, *, numbered: bool) -> int:
    """Where a street's name ends, counted in the whole text; 0 where the words are no street's name."""
    listed = places()
    never = lexicon().cues["never"] - _IN_STREETS
    found = list(re.finditer(r"\S+", words))
    for at, word in enumerate(found):
        name = fold(word[0].rstrip("."))
        if at and name in listed["streets"]:
            more = found[at + 1] if at + 1 < len(found) else word
            last = more if fold(more[0].rstrip(".")) in listed["streets"] else word
            return start + last.start() + len(last[0].rstrip(".,"))
        if at == 0 and numbered and name == "the" and len(found) > 1:
            second = found[1]
            return start + second.end() if fold(second[0].rstrip(".,")) in listed["plain_streets"] else 0
        if name in listed["measures"] or name in never or (name in listed["generic"] and not numbered):
            return 0
    return 0


def _with_town(text: str, end: int, kept: dict[int, int]) -> int:
    """Take in the town after a street: "12 High Street, Thetford"."""
    for _ in range(3):
        gap = _NEXT_PLACE.match(text, end)
        if gap is None:
            break
        capital = _CAPITAL.match(text, gap.end()) if "," in gap[0] else None
        if gap.end() in kept:
            end = kept[gap.end()]
        elif capital and fold(capital[0]) not in lexicon().cues["never"]:
            end = capital.end()
        else:
            break
    return end


def _address(start: int, end: int) -> Detail:
    return Detail(start, end, "ADDRESS", PLACEHOLDERS["ADDRESS"])
