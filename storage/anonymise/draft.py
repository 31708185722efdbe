"""The text while it is being cleaned: what is found is blanked out, so that no two finders claim the same letters."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

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
_OWN_WORDS = (
    *map(re.escape, PLACEHOLDERS.values()),
    *(rf"\b{band}\b" for band in (*(words for _, words in BANDS), ADULT)),
)
_PLACEHOLDER = re.compile("|".join(_OWN_WORDS), re.I)
# One character for one, so that places in the text stay the same.
_PLAIN = {
    **dict.fromkeys(
        map(ord, "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000\t"), " "
    ),
    **dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"), " "),
    **dict.fromkeys(map(ord, "‐‑‒–—−"), "-"),
    **dict.fromkeys(map(ord, "‘’ʼ´`"), "'"),
    **dict.fromkeys(map(ord, "“”«»"), '"'),
    **{0xFF10 + digit: str(digit) for digit in range(10)},
    0xFF20: "@",
    0xE000: " ",
    0xE001: " ",
}
Finder = Callable[["Draft"], Iterable[Detail]]


class Draft:
    """`text` has the same length as the text that came in; what is found turns into marks that no pattern matches.

    `kept` and `reviewed` say where phrases stand that are known, and that the text is a review of.
    """

    def __init__(self, text: str, keep: Keep, about: Keep) -> None:
        self.details: list[Detail] = []
        self.text = _PLACEHOLDER.sub(_marks, _plain(text))
        self.reviewed = about.ranges(self.text)
        self.kept = _joined([*keep.ranges(self.text), *self.reviewed])
        self._keep = keep
        self._about = about

    def knows(self, words: str) -> bool:
        """Whether exactly these words, or a number's digits, must stay."""
        return words in self._keep or words in self._about

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


def _plain(text: str) -> str:
    """The text with plain spaces, dashes and quotes, letter for letter."""
    return text.replace("\t", " ").replace("`", "'") if text.isascii() else text.translate(_PLAIN)


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
