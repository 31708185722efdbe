"""The school that a child is tied to. One that is being reviewed, or that is kept, stays."""

from __future__ import annotations

import re
from collections.abc import Iterator

from storage.anonymise.draft import PLACEHOLDERS, Draft
from storage.anonymise.lexicon import fold, lexicon, places
from storage.anonymise.spans import Detail

_WORD = re.compile(r"[^\W\d_][^\W_]*(?:['\-][^\W_]+)*")
_ENDS = (
    "primary|infants?|juniors?|high|secondary|nursery|pre-?school|academy|college|school|grammar|playgroup|kindergarten|"
    "prep|federation"
)
_END = re.compile(
    rf"\b(?:{_ENDS}|sixth form|pre school|middle school|first school)\b"
    r"(?!\s(?:street|st\b|road|court|needs|priority|level|functioning))",
    re.I,
)
_MORE = re.compile(rf"(?: (?:and |& )?(?:{_ENDS})\b){{1,4}}", re.I)
# What ties a child to the school that comes next.
_TIED = re.compile(
    r"\b(?:(?:goes|go|going|went|gone) to|attend(?:s|ed|ing)?"
    r"|(?:pupil|student|place|son|daughter|child|boy|girl|he|she|i|he's|she's|hes|shes|i'm|im) (?:is |are |was |am )?at"
    r"|(?:started|starts|starting|start|is|was|been|currently|now|still) at)$",
    re.I,
)
_LEADS = re.compile(
    r"\b(?:at|from|to|in|into|left|leaves|joined|joins|started|starts|named|by|with|near|for|about|and|of|"
    r"excluded from|after|told|asked|because|but|that|if|when|think|since|while)$",
    re.I,
)
_SAINT = re.compile(
    r"\b(?:goes to|go to|went to|attends|attended|pupil at|at)\s"
    r"(?P<name>st\.?\s[^\W\d_]+(?:'s)?(?:\s(?:and\s)?st\.?\s[^\W\d_]+)?)(?!\w)",
    re.I,
)
_NAMED = re.compile(
    r"\b(?:[Gg]oes to|[Ww]ent to|[Aa]ttends|[Aa]ttended|[Pp]upil at)\s"
    r"(?P<name>(?:[Tt]he\s)?[A-Z][a-z']+(?:\s[A-Z][a-z']+){1,3})"
    r"(?<!Hospital)(?<!Centre)(?<!Clinic)(?<!Surgery)(?<!Library)(?<!Church)(?<!Club)(?<!Park)(?<!Theatre)(?<!Museum)(?!\s[A-Z])"
)
# In small letters these alone end a name that is made of everyday words ("saxon gate academy").
_FIRM = frozenset({"primary", "infant", "infants", "junior", "juniors", "high", "academy", "college"})
_JOINS = frozenset({"of", "the", "on", "st", "saint", "and", "cum", "le", "by"})


def schools(draft: Draft) -> Iterator[Detail]:
    """Schools by name, in what is left of the text."""
    for end in _END.finditer(draft.text):
        start = _start(draft, end)
        if start is not None:
            more = _MORE.match(draft.text, end.end())
            yield from _unless_known(draft, start, more.end() if more else end.end())
    for pattern in (_SAINT, _NAMED):
        for found in pattern.finditer(draft.text):
            yield from _unless_known(draft, *found.span("name"))


def _unless_known(draft: Draft, start: int, end: int) -> Iterator[Detail]:
    """The school, but for one that is under review, and for a known one that no child is tied to."""
    if any(low < end and start < high for low, high in draft.reviewed):
        return
    known = any(low <= start and end <= high for low, high in draft.kept)
    if not known or _TIED.search(draft.text[max(0, start - 24) : start].rstrip()):
        yield Detail(start, end, "SCHOOL", PLACEHOLDERS["SCHOOL"])


def _start(draft: Draft, end: re.Match[str]) -> int | None:
    """Where the school's name starts; None where what stands before is no name ("a special school")."""
    before = list(_WORD.finditer(draft.text, max(0, end.start() - 60), end.start()))
    names: list[re.Match[str]] = []
    nearer = end.start()
    for word in reversed(before):
        if draft.text[word.end() : nearer] not in (" ", ". ") or not _can_name(word[0]):
            break
        names.append(word)
        nearer = word.start()
    while names and fold(names[-1][0]) in _JOINS - {"st", "saint"}:
        names.pop()
    own = [word for word in names if not _is_type(word[0])]
    return _checked(draft, names, own, end[0]) if own else None


def _checked(draft: Draft, names: list[re.Match[str]], own: list[re.Match[str]], kind: str) -> int | None:
    """The start of the words that may be a school's name, where they are one. Both lists run backwards."""
    text, words = draft.text, lexicon().words
    titled = [word for word in names if word[0][0].isupper()]
    if titled and not text.isupper():
        first = titled[-1]
        alone = len(own) == 1 and first is own[0] and _opens_sentence(text, first.start())
        return None if alone and fold(first[0]) in words else first.start()
    start, end = names[-1].start(), names[0].end()
    before = text[max(0, start - 24) : start].rstrip()
    if _TIED.search(before) or before.lower().endswith(" at"):
        return start
    telling = any(fold(word[0]) not in words or fold(word[0]) in {"st", "saint"} for word in own)
    many = len(own) > 1 or before.lower().endswith("the")
    if many and kind.lower() in _FIRM and (_LEADS.search(before) or _acts(text, end + len(kind) + 2)):
        return start
    return start if telling and (_opens_sentence(text, start) or _LEADS.search(before)) else None


def _acts(text: str, place: int) -> bool:
    """Whether the word at `place` says what someone does, so that what stands before it is a sentence's subject."""
    after = _WORD.match(text, place)
    return bool(after) and fold(after[0] if after else "") in lexicon().cues["deeds"] | {"have"}


def _can_name(word: str) -> bool:
    name = fold(word)
    if name in _JOINS:
        return True
    listed = places()
    if _is_type(word):
        return True
    return name not in listed["generic"] and name not in lexicon().cues["never"] and name not in lexicon().cues["deeds"]


def _is_type(word: str) -> bool:
    return fold(word) in places()["types"] or fold(word) in _JOINS


def _opens_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip(" \"'(")
    return not before or before[-1] in ".!?:;\n•-"
