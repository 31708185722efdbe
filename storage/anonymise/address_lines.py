"""The lines that stand beside an address: the house's name before it, the street and the village after it."""

from __future__ import annotations

import re

from storage.anonymise.draft import Draft
from storage.anonymise.lexicon import fold, lexicon, places
from storage.anonymise.street_names import IN_NAMES, JOINS, WORD, is_everyday, name_end

_NEXT = re.compile(rf"(?P<gap>,?\s+(?:in\s)?)(?P<line>{WORD}(?:\s{WORD}){{0,3}})")
_BEFORE = re.compile(
    rf"(?:^|[\s,(])(?P<line>['\"]?(?:\d{{1,4}}[a-z]?\s)?(?:{WORD}\s){{0,3}}{WORD}['\"]?)(?P<gap>,?\s+)$", re.I
)
_NUMBER_AFTER = re.compile(r",?\s(?:number|no\.?)\s\d{1,4}[a-z]?(?!\w)", re.I)
_UNIT = re.compile(r"\b(?:unit|block)\s$", re.I)
_CAPITALS = re.compile(r"[A-Z][a-z]+(?:\s(?:St\s)?[A-Z][a-z]+)?\b")
_VILLAGE = re.compile(r"[^\W\d_]+(?:\s[^\W\d_]+)?(?=$|[.])", re.I)
_MOST = 3
_REACH = 60
"""How far before an address the line that comes before it is looked for, in characters."""


def end_with_lines(draft: Draft, end: int) -> int:
    """Where an address ends with the lines after it: "12 High Street, Thetford", "Flat 2, Long House, Mill Lane"."""
    kept = dict(draft.kept)
    for _ in range(_MOST):
        found = _NEXT.match(draft.text, end)
        if found is None:
            break
        number = _NUMBER_AFTER.match(draft.text, end)
        more = number.end() if number else max(kept.get(found.start("line"), 0), _line_end(found))
        if not more:
            break
        end = more
    return end


def start_with_line(text: str, start: int) -> int:
    """Where an address starts with the line before it: "'Fairways', 11 Links Road", "Unit 4 Horizon House"."""
    unit = _UNIT.search(text, max(0, start - len("block ")), start)
    if unit:
        return unit.start()
    line, gap = line_before(text, start)
    if "," not in gap or not (line[:1] in ("'", '"') or _is_titled(line)):
        return start
    return start - len(gap) - len(line)


def line_before(text: str, place: int) -> tuple[str, str]:
    """The words of an address that stand right before `place`, and what parts them from it."""
    found = _BEFORE.search(text[max(0, place - _REACH) : place])
    return (_own_words(found["line"]), found["gap"]) if found else ("", "")


def lines_before(draft: Draft, place: int) -> tuple[int, int] | None:
    """Where the lines stand that lead to a postcode at `place`. A town that is kept is no address alone."""
    kept = {end: start for start, end in draft.kept}
    start, end, own = place, 0, False
    for _ in range(_MOST + 1):
        line, gap = line_before(draft.text, start)
        close = start - len(gap)
        if gap and close in kept:
            start = kept[close]
        elif line and _is_line(line, comma="," in gap):
            start, own = close - len(line), True
        else:
            break
        end = end or close
    return (start, end) if own else None


def _line_end(found: re.Match[str]) -> int:
    """Where a street or, after a comma, a village in capitals ends; 0 where the words are neither."""
    start, comma = found.start("line"), "," in found["gap"]
    street = name_end(found["line"], start, numbered=True)
    if street and (comma or not is_everyday(found.string[start:street].lower())):
        return street
    village = _CAPITALS.match(found["line"]) or _VILLAGE.match(found["line"])
    if not comma or village is None or fold(village[0]) in lexicon().cues["never"]:
        return 0
    known = all(fold(word) in lexicon().words for word in village[0].split())
    return 0 if known and village[0].islower() else start + village.end()


def _own_words(line: str) -> str:
    """The last words of the line that an address can have: "Church Road" of "we moved to Church Road"."""
    cues = lexicon().cues
    start = len(line)
    for word in reversed(list(re.finditer(r"\S+", line))):
        name = fold(word[0].strip("'\".,"))
        if name in cues["deeds"] or (name in cues["never"] and name not in IN_NAMES | JOINS):
            break
        start = word.start()
    words = line[start:]
    return "" if fold(words.split(" ")[0]) in JOINS else words


def _is_line(line: str, *, comma: bool) -> bool:
    """Whether the words before a postcode are a line of an address."""
    words = [fold(word.strip("'\".,")) for word in line.split()]
    if words[-1] in places()["streets"] | places()["houses"] or line[0].isdigit():
        return len(words) > 1
    return any(word not in lexicon().words for word in words) or (comma and _is_titled(line))


def _is_titled(line: str) -> bool:
    """Whether each word has a capital, and one alone is no everyday word that starts a sentence."""
    words = line.split()
    capitals = bool(words) and all(word[0].isupper() for word in words)
    return capitals and (len(words) > 1 or fold(words[0].strip(".,")) not in lexicon().words)
