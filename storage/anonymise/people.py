"""Names of people, and the role that a member of staff is known by instead."""

from __future__ import annotations

import re
from collections.abc import Iterator

from storage.anonymise.draft import PLACEHOLDERS, Draft
from storage.anonymise.lexicon import lexicon
from storage.anonymise.names import NameReader
from storage.anonymise.spans import Detail
from storage.anonymise.tokens import Word, words_of

_JOIN_GAPS = frozenset({" ", ". ", ".", "-", "  "})
_LEADING_PARTICLES = frozenset({"de", "da", "dos", "von", "del", "della", "bin", "al"})
_TO_ROLE = re.compile(r"'?,? (?=(?:the|our|his|her|my|their) (?P<role>[\w-]+(?: [\w-]+)?))", re.I)


def people(draft: Draft) -> Iterator[Detail]:
    """Names of people. Where a role stands beside the name ("Mrs X, the SENCO"), the role alone is left."""
    words = words_of(draft)
    reader = NameReader(words)
    at = 0
    while at < len(words):
        if not reader.is_name(at):
            at += 1
            continue
        last = _last(reader, at)
        yield _detail(draft.text, words, _first(words, at), last)
        at = last + 1


def _first(words: list[Word], at: int) -> int:
    """The first word of the name that was found at word `at`: "de" of "de Souza"."""
    leads = at > 0 and words[at].gap == " " and words[at - 1].low in _LEADING_PARTICLES
    return at - 1 if leads else at


def _last(reader: NameReader, at: int) -> int:
    """The last word of the name that starts at word `at`."""
    words = reader.words
    while at + 1 < len(words) and words[at + 1].gap in _JOIN_GAPS and not words[at].owner:
        if reader.can_follow(at + 1):
            at += 1
        elif _is_particle(words, at + 1) and reader.can_follow(at + 2):
            at += 2
        else:
            break
    return at


def _is_particle(words: list[Word], at: int) -> bool:
    return at + 1 < len(words) and words[at].low in lexicon().cues["particles"] and words[at + 1].gap in (" ", ". ")


def _detail(text: str, words: list[Word], first: int, last: int) -> Detail:
    start, end = words[first].start, words[last].end
    after = _role_after(text, end)
    if after:
        titled = first > 0 and words[first - 1].low in lexicon().cues["titles"] and words[first].gap.strip(".") == " "
        return Detail(words[first - 1].start if titled else start, after, "PERSON", "")
    before = _role_before(words, first)
    if before is not None:
        between_commas = text[before] == "," and text[end : end + 1] == ","
        return Detail(before, end + between_commas, "PERSON", "")
    return Detail(start, end, "PERSON", PLACEHOLDERS["PERSON"])


def _role_after(text: str, end: int) -> int:
    """Where "the SENCO" starts in "X, the SENCO"; 0 where no role comes next."""
    found = _TO_ROLE.match(text, end)
    if found is None or not _is_role(found["role"]):
        return 0
    return found.end()


def _role_before(words: list[Word], first: int) -> int | None:
    """Where the role's last word ends in "our family worker X" or "the SENCO, Mrs X"."""
    titled = first > 0 and words[first - 1].low in lexicon().cues["titles"]
    place = first - 1 if titled else first
    if place < 1 or words[place].opens or words[place].gap not in (" ", ", "):
        return None
    role = words[place - 1]
    pair = f"{words[place - 2].low} {role.low}" if place > 1 else ""
    roles = lexicon().cues["roles"]
    if role.owner or (role.low not in roles and pair not in roles):
        return None
    return role.end


def _is_role(words: str) -> bool:
    roles = lexicon().cues["roles"]
    pair = words.lower()
    return pair in roles or pair.split()[0] in roles
