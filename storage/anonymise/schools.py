"""The school that a child is tied to. One that is being reviewed, or that is kept, stays."""

from __future__ import annotations

import re
from collections.abc import Iterator

from storage.anonymise.draft import PLACEHOLDERS, Draft
from storage.anonymise.lexicon import fold, lexicon, places
from storage.anonymise.slips import is_slip
from storage.anonymise.spans import Detail

_WORD = re.compile(r"[^\W\d_][^\W_]*(?:['\-][^\W_]+)*")
_ENDS = (
    "primary|infants?|juniors?|high|secondary|nursery|pre-?school|academy|college|school|grammar|playgroup|kindergarten|"
    "prep|federation|middle|pru"
)
_END = re.compile(
    rf"\b(?:{_ENDS}|sixth form|pre school|middle school|first school)\b"
    r"(?!\s(?:street|st\b|road|court|needs|priority|level|functioning))(?<!\bmiddle(?=\s(?:of|child|name|class|one|son)))",
    re.I,
)
_MORE = re.compile(rf"(?: (?:and |& )?(?:{_ENDS})\b){{1,4}}", re.I)
# What ties a child to the school that comes next.
_TIED = re.compile(
    r"\b(?:(?:goes|go|going|went|gone)(?: to)?|attend(?:s|ed|ing)?"
    r"|(?:pupil|student|place|son|daughter|child|boy|girl|he|she|i|he's|she's|hes|shes|i'm|im) (?:is |are |was |am )?at"
    r"|(?:started|starts|starting|start|is|was|been|currently|now|still) at)$",
    re.I,
)
_LEADS = re.compile(
    r"\b(?:at|from|to|in|into|left|leaves|joined|joins|started|starts|named|by|with|near|for|about|and|of|"
    r"excluded from|after|told|asked|because|but|that|if|when|think|since|while|got|get|chose|choose|want|wants|wanted|"
    r"refused|visited|tried|liked|loved|hated|round|around|toured|saw|see|school|nursery|than)$",
    re.I,
)
_SAINT = re.compile(
    r"\b(?:to|attends|attended|at|from|of|left|leaves|joined|joins|school,)\s"
    r"(?P<name>(?:st\.?|saint)\s[^\W\d_]+(?:'s)?(?:\s(?:and\s)?st\.?\s[^\W\d_]+)?)(?!\w)",
    re.I,
)
# "moved from kingsmead to highview", "his school, whitegates, is shut".
_ONE_WORD = re.compile(
    r"\b(?:goes to|attends?|attended|pupil at|(?:starts?|started|starting|is|was) at|"
    r"(?:moved|transferred|excluded|expelled|removed|switched)(?: (?:her|him|them))?(?: from| to)|"
    r"(?:school|nursery|academy|college),)"
    r"\s(?P<name>[^\W\d_]{6,})(?:\sto\s(?P<next>[^\W\d_]{6,}))?(?![\w'-])(?!\s(?:school|primary|high|academy|road|street)\b)",
    re.I,
)
_NAMED = re.compile(
    r"\b(?:[Gg]oes to|[Ww]ent to|[Aa]ttends|[Aa]ttended|[Pp]upil at)\s"
    r"(?P<name>(?:[Tt]he\s)?[A-Z][a-z']+(?:\s[A-Z][a-z']+){1,3})"
    r"(?<!Hospital)(?<!Centre)(?<!Clinic)(?<!Surgery)(?<!Library)(?<!Church)(?<!Club)(?<!Park)(?<!Theatre)(?<!Museum)(?!\s[A-Z])"
)
# In small letters these alone end a name that is made of everyday words ("saxon gate academy").
_FIRM = frozenset({"primary", "infant", "infants", "junior", "juniors", "high", "academy", "college"})
_NOT_FIRST = frozenset({"school", "nursery"})
_JOINS = frozenset({"of", "the", "on", "st", "saint", "and", "cum", "le", "by"})


def schools(draft: Draft) -> Iterator[Detail]:
    """Schools by name, in what is left of the text."""
    for end in _END.finditer(draft.text):
        start = _start(draft, end)
        if start is not None:
            more = _MORE.match(draft.text, end.end())
            yield from _unless_known(draft, start, more.end() if more else end.end())
    for found in _SAINT.finditer(draft.text):
        if not _goes_on(draft.text, found.end()):
            yield from _unless_known(draft, *found.span("name"))
    for found in _NAMED.finditer(draft.text):
        yield from _unless_known(draft, *found.span("name"))
    for found in _ONE_WORD.finditer(draft.text):
        for name in ("name", "next"):
            if found[name] and _is_new(found[name].lower()) and not _keeps(draft, *found.span(name)):
                yield _detail(*found.span(name))


def _unless_known(draft: Draft, start: int, end: int) -> Iterator[Detail]:
    """The school, but for one that is under review, and for a known one that no child is tied to."""
    if any(low < end and start < high for low, high in draft.reviewed):
        return
    if not _keeps(draft, start, end) or _TIED.search(_before(draft.text, start)[0]):
        yield _detail(start - len(_before(draft.text, start)[1]), end)


def _keeps(draft: Draft, start: int, end: int) -> bool:
    return any(low <= start and end <= high for low, high in draft.kept)


def _goes_on(text: str, end: int) -> bool:
    """Whether a saint's name belongs to a street, a hospital or the like."""
    after = _WORD.match(text, end + 1)
    if after is None:
        return False
    return fold(after[0]) in lexicon().cues["bodies"] or fold(after[0]) in places()["streets"] | {"ambulance"}


def _is_new(low: str) -> bool:
    """Whether no list knows the word, so that it can be a school's name."""
    words = lexicon().words
    return low not in words and not is_slip(low, words)


def _before(text: str, start: int) -> tuple[str, str]:
    """What stands before the school's name, and "the " if that comes between."""
    before = text[max(0, start - 28) : start]
    the = before[-4:] if before.lower().endswith(" the ") or before.lower() == "the " else ""
    return before.removesuffix(the).rstrip(), the


def _detail(start: int, end: int) -> Detail:
    return Detail(start, end, "SCHOOL", PLACEHOLDERS["SCHOOL"])


def _start(draft: Draft, end: re.Match[str]) -> int | None:
    """Where the school's name starts; None where what stands before is no name ("a special school")."""
    names = _names_before(draft.text, end.start())
    while names and fold(names[-1][0]) in _JOINS - {"st", "saint"} | _NOT_FIRST:
        names.pop()
    own = [word for word in names if _is_own(word[0])]
    return _checked(draft, names, own, end[0]) if own else None


def _names_before(text: str, place: int) -> list[re.Match[str]]:
    """The words before `place` that a name can have, the nearest first, with small letters or with capitals."""
    names: list[re.Match[str]] = []
    first: str | None = None
    for word in reversed(list(_WORD.finditer(text, max(0, place - 60), place))):
        gap = text[word.end() : place]
        if not (gap == " " or (gap == ". " and fold(word[0]) == "st")) or not _can_name(word[0]):
            break
        if _is_own(word[0]):
            first = first or word[0]
            if word[0][0].isupper() != first[0].isupper():
                break
        names.append(word)
        place = word.start()
    return names


def _checked(draft: Draft, names: list[re.Match[str]], own: list[re.Match[str]], kind: str) -> int | None:
    """The start of the words that may be a school's name, where they are one. Both lists run backwards."""
    text = draft.text
    titled = [word for word in names if word[0][0].isupper()]
    if titled and not text.isupper():
        first = titled[-1]
        if len(titled) > 1 or not (_is_everyday(first[0]) and _opens_sentence(text, first.start())):
            return first.start()
        if len(own) == 1:
            return None
    start, end = names[-1].start(), names[0].end()
    before, the = _before(text, start)
    if not the and (_TIED.search(before) or before.lower().endswith(" at")):
        return start
    leads = bool(_LEADS.search(before) or _TIED.search(before))
    if (len(own) > 1 or the) and kind.lower() in _FIRM and (leads or _acts(text, end + len(kind) + 2)):
        return start
    telling = any(not _is_everyday(word[0]) or fold(word[0]) in {"st", "saint"} for word in own)
    built = len(own) > 1 and fold(own[0][0]) in places()["streets"]
    opens = before.endswith(",") or _opens_sentence(text, start - len(the))
    acts = built and opens and _acts(text, end + len(kind) + 2)
    return start if acts or ((telling or built) and leads) or (telling and opens) else None


def _is_everyday(word: str) -> bool:
    return all(half in lexicon().words for half in fold(word).split("-"))


def _acts(text: str, place: int) -> bool:
    """Whether the word at `place` says what someone does, so that what stands before it is a sentence's subject."""
    after = _WORD.match(text, place)
    return after is not None and (fold(after[0]) == "have" or fold(after[0]) in lexicon().cues["deeds"])


def _can_name(word: str) -> bool:
    name = fold(word)
    if name in _JOINS:
        return True
    listed = places()
    if _is_type(word):
        return True
    cues = lexicon().cues
    if name in cues["never"] or name in cues["deeds"] or name in cues["roles"]:
        return False
    with_a_capital = word[0].isupper() and not word.isupper()
    return with_a_capital or name not in listed["generic"]


def _is_own(word: str) -> bool:
    """Whether it is what tells one school from others: no "primary", no "village"."""
    return not _is_type(word) and fold(word) not in places()["generic"]


def _is_type(word: str) -> bool:
    return fold(word) in places()["types"] or fold(word) in _JOINS


def _opens_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip(" \"'(")
    return not before or before[-1] in ".!?:;\n•-"
