"""The text while it is being cleaned: what is found is blanked out, so that no two finders claim the same letters."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from storage.anonymise.keep import Keep
from storage.anonymise.spans import Detail, Kind

PERSON_MARK = "\ue001"
DETAIL_MARK = "\ue000"
PLACEHOLDERS: dict[Kind, str] = {
    "PERSON": "[name]",
    "PHONE": "[phone number]",
    "EMAIL": "[email]",
    "ADDRESS": "[address]",
    "NHS_NUMBER": "[NHS number]",
    "NINO": "[National Insurance number]",
    "DOB": "[date of birth]",
    "SCHOOL": "[school]",
    "UPN": "[pupil number]",
    "URL": "[web link]",
    "HANDLE": "[username]",
    "CASE_REF": "[reference]",
    "VEHICLE": "[number plate]",
}
# The strategy's age bands: the oldest age in each, in years, and its words.
BANDS = ((4, "under 5"), (10, "5 to 10"), (15, "11 to 15"), (19, "16 to 19"), (25, "20 to 25"))
ADULT = "over 25"
_OWN_WORDS = "|".join(re.escape(words[1:-1]) for words in PLACEHOLDERS.values())
_PLACEHOLDER = re.compile(
    rf"\[(?:{_OWN_WORDS})\]|\b(?=[uo\d])(?:{'|'.join([ADULT, *(words for _, words in BANDS)])})\b", re.I
)
_DIGITS = re.compile(r"\d+")
_REACH = 80
"""How far from its digits the words of a detail can stand, in characters."""
Finder = Callable[["Draft"], Iterable[Detail]]


class Draft:
    """`text` has the same length as the plain text that came in; what is found turns into marks.

    `kept` and `reviewed` say where phrases stand that are known, and that the text is a review of.
    """

    def __init__(self, text: str, keep: Keep, about: Keep) -> None:
        self.details: list[Detail] = []
        self.text = _PLACEHOLDER.sub(_marks, text)
        self.reviewed = about.ranges(self.text)
        self.kept = _joined([*keep.ranges(self.text), *self.reviewed])
        self._keep = keep
        self._about = about
        self._digits = list(_stretches_with_digits(self.text))

    def knows(self, words: str) -> bool:
        """Whether exactly these words, or a number's digits, must stay."""
        return words in self._keep or words in self._about

    def near_digits(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """What `pattern` finds near digits. Most of a text has none, and a pattern that needs them takes long there."""
        for start, end in self._digits:
            yield from pattern.finditer(self.text, start, end)

    def take(self, finder: Finder) -> None:
        """Let `finder` claim details in what is left of the text. Where two overlap, the first stands."""
        end = 0
        pieces: list[str] = []
        for detail in sorted(finder(self), key=lambda found: (found.start, -found.end)):
            if detail.start < end or detail.end <= detail.start:
                continue
            mark = PERSON_MARK if detail.type == "PERSON" else DETAIL_MARK
            pieces += (self.text[end : detail.start], mark * (detail.end - detail.start))
            end = detail.end
            self.details.append(detail)
        if pieces:
            self.text = "".join(pieces) + self.text[end:]


def _stretches_with_digits(text: str) -> Iterator[tuple[int, int]]:
    """The parts of the text that have digits in them, those that lie near each other made one."""
    start = end = 0
    for run in _DIGITS.finditer(text):
        if run.start() - _REACH > end:
            if end:
                yield start, end
            start = run.start() - _REACH
        end = text.find(" ", run.end() + _REACH)
        if end < 0:
            end = len(text)
            break
    if end:
        yield start, end


def _marks(found: re.Match[str]) -> str:
    mark = PERSON_MARK if found[0].lower() == PLACEHOLDERS["PERSON"] else DETAIL_MARK
    return mark * len(found[0])


def _joined(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The ranges from left to right, those that overlap made one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
