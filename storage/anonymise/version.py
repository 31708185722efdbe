"""A text with some of its details replaced, which knows where each letter came from."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from storage.anonymise.spans import Detail

_SHORT = "…"
_SPARE = 64


class Version:
    """`text` is `original` with `details` (in order, none overlapping) replaced.

    It is never longer than twice the original and 64: past that, "…" stands in for a detail.
    """

    def __init__(self, original: str, details: list[Detail]) -> None:
        self._details = details
        self._starts: list[int] = []
        self._ends: list[int] = []
        pieces: list[str] = []
        room = len(original) + _SPARE
        end = length = 0
        for detail in details:
            growth = len(detail.instead) - (detail.end - detail.start)
            instead = detail.instead if growth <= room else _SHORT
            room -= len(instead) - (detail.end - detail.start)
            before = original[end : detail.start]
            self._starts.append(length + len(before))
            length += len(before) + len(instead)
            self._ends.append(length)
            pieces += (before, instead)
            end = detail.end
        self.text = "".join(pieces) + original[end:]

    def with_more(self, found: Iterable[Detail]) -> list[Detail]:
        """The details and those `found` in `text`, on the original's places. A new one takes in the old it touches."""
        new = [Detail(self._start(more.start), self._end(more.end), more.type, more.instead) for more in found]
        kept = [old for old in self._details if not _touches(new, old)]
        return sorted(kept + new, key=lambda detail: detail.start)

    def _start(self, place: int) -> int:
        at = bisect_right(self._starts, place) - 1
        if at < 0:
            return place
        detail = self._details[at]
        return detail.start if place < self._ends[at] else place - self._ends[at] + detail.end

    def _end(self, place: int) -> int:
        at = bisect_left(self._starts, place) - 1
        if at < 0:
            return place
        detail = self._details[at]
        return detail.end if place <= self._ends[at] else place - self._ends[at] + detail.end


def _touches(details: list[Detail], other: Detail) -> bool:
    """Whether any of `details` (in order) shares a character with `other`."""
    at = bisect_left(details, other.end, key=lambda detail: detail.start)
    return at > 0 and details[at - 1].end > other.start
