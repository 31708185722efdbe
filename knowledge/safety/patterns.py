"""The small language of the rules, and finding what is written in it in a message.

A pattern is words in order: "want die" finds "want" and then "die" with at most `gap` words between them. A word
stands for all its forms, "=word" for that form alone, "{concept}" for any entry of a concept, ".." for up to
SOME words in between, "..." for up to FAR (sentence ends too), "+" for none, "|" for the start or end of a sentence.
"one & other" finds the two in either order, up to FAR words apart.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from knowledge.safety.characters import STOP

FAR = 7
"""How many words "..." can stand for."""
SOME = 4
"""How many words ".." can stand for."""
_PART = re.compile(
    r"\{(?P<concept>\w+)\}|(?P<far>\.\.\.)|(?P<some>\.\.)|(?P<next>\+)|(?P<edge>\|)|=(?P<form>\w+)"
    r"|(?P<words>[^\s{}+=.|]+(?: +[^\s{}+=.|]+)*)"
)
_GAPS = {"...": (FAR, True), "..": (SOME, False), "+": (0, False)}

Read = Callable[[str], list[str]]
Found = list[tuple[list[int], dict[int, tuple[int, ...]]]]


@dataclass(frozen=True, slots=True)
class Element:
    """One place in a pattern: any one of `words` (base forms, or "=form"), or any of `runs` of several base forms.

    `runs` are by their first word; `firsts` are those.
    """

    words: frozenset[str]
    runs: Mapping[str, tuple[tuple[str, ...], ...]]
    firsts: frozenset[str]
    longest: int

    @property
    def starts(self) -> frozenset[str]:
        """Every word that it can start with."""
        return self.words | self.firsts


class Stream:
    """A message as words: `base` forms and, side by side, the `forms` that were typed. Remembers where things are."""

    def __init__(self, base: list[str], forms: list[str]) -> None:
        self._base = tuple(base)
        at: dict[str, list[int]] = defaultdict(list)
        for index, (word, form) in enumerate(zip(base, forms, strict=True)):
            at[word].append(index)
            at["=" + form].append(index)
        self.at: Mapping[str, list[int]] = at
        self._present = frozenset(at)
        self._found: dict[int, tuple[list[int], dict[int, tuple[int, ...]]]] = {}
        self._spans: dict[int, list[tuple[int, int]]] = {}
        self._stops = at.get(STOP, [])

    def found(self, element: Element) -> tuple[list[int], dict[int, tuple[int, ...]]]:
        """Where `element` starts, in order, and for each start where it can end (one past its last word)."""
        known = self._found.get(id(element))
        if known is None:
            ends = self._ends(element)
            known = self._found[id(element)] = (sorted(ends), ends)
        return known

    def touched(self, near: tuple[int, int], patterns: Iterable[Pattern]) -> bool:
        """Whether any of `patterns` is found on a word of `near` (first word, one past the last)."""
        return any(self._touches(near, pattern) for pattern in patterns)

    def _touches(self, near: tuple[int, int], pattern: Pattern) -> bool:
        spans = self._spans.get(id(pattern))
        if spans is None:
            spans = self._spans[id(pattern)] = list(pattern.spans(self))
        first = bisect_left(spans, (near[0] - pattern.longest, 0))
        return any(near[0] < end for _, end in spans[first : bisect_left(spans, (near[1], 0))])

    def stop_between(self, start: int, end: int) -> bool:
        """Whether a sentence ends at any of the words from `start` up to, not including, `end`."""
        place = bisect_left(self._stops, start)
        return place < len(self._stops) and self._stops[place] < end

    def _ends(self, element: Element) -> dict[int, tuple[int, ...]]:
        alone = element.words & self._present
        ends: dict[int, tuple[int, ...]] = {start: (start + 1,) for word in alone for start in self.at[word]}
        for first in element.firsts & self._present:
            for start in self.at[first]:
                runs = tuple(
                    start + len(run) for run in element.runs[first] if self._base[start : start + len(run)] == run
                )
                if runs:
                    ends[start] = (*ends.get(start, ()), *runs)
        return ends


@dataclass(frozen=True, slots=True)
class Pattern:
    """Elements in order; `gaps[n]` is how many words may stand before element n, and whether a sentence end may.

    `needs` are the ids of the elements, to see quickly whether a message can hold them all. `longest`: the most words
    that it can stand on.
    """

    elements: tuple[Element, ...]
    gaps: tuple[tuple[int, bool], ...]
    needs: frozenset[int]
    longest: int

    @property
    def anchor(self) -> frozenset[str]:
        """The words of the element that has the fewest: one of them must be in the message."""
        return min((element.starts for element in self.elements), key=len)

    def spans(self, stream: Stream) -> Iterator[tuple[int, int]]:
        """Where it is found: first word, one past the last word. At most one for each first word."""
        found: Found = []
        for element in self.elements:
            found.append(stream.found(element))
            if not found[-1][0]:
                return
        rarest = min(range(len(found)), key=lambda number: len(found[number][0]))
        for start in _within_reach(found[0][0], found[rarest][0], self._reach(rarest)):
            for after in found[0][1][start]:
                end = self._end(stream, found, 1, after)
                if end is not None:
                    yield start, end
                    break

    def _reach(self, number: int) -> int:
        """How many words before element `number` the pattern can start."""
        before = zip(self.elements[:number], self.gaps[1 : number + 1], strict=True)
        return sum(element.longest + most for element, (most, _) in before)

    def _end(self, stream: Stream, found: Found, number: int, at: int) -> int | None:
        """Where the rest of the pattern, from element `number` on, ends when it may start at `at`."""
        if number == len(found):
            return at
        most, over_stop = self.gaps[number]
        starts, ends = found[number]
        for start in starts[bisect_left(starts, at) : bisect_right(starts, at + most)]:
            if not over_stop and stream.stop_between(at, start):
                return None
            for after in ends[start]:
                end = self._end(stream, found, number + 1, after)
                if end is not None:
                    return end
        return None


def _within_reach(starts: list[int], rare: list[int], reach: int) -> list[int]:
    """The starts that have one of the `rare` places no more than `reach` words after them."""
    if starts is rare:
        return starts
    near = {
        start for place in rare for start in starts[bisect_left(starts, place - reach) : bisect_right(starts, place)]
    }
    return sorted(near)


def orders(text: str) -> tuple[str, ...]:
    """The two patterns that "one & other" stands for, or the text itself where it has no "&"."""
    one, both, other = text.partition(" & ")
    return (f"{one} ... {other}", f"{other} ... {one}") if both else (text,)


class Compiler:
    """Turns pattern texts into patterns. `read` turns plain words into the tokens that a message would give."""

    def __init__(self, read: Read, concepts: Mapping[str, tuple[str, ...]]) -> None:
        self._read = read
        self._concepts = concepts
        self._elements: dict[str, Element] = {}
        self._words: dict[str, Element] = {}

    def pattern(self, text: str, gap: int = 1) -> Pattern:
        """The pattern for `text`. KeyError names a concept that is not there."""
        elements: list[Element] = []
        gaps: list[tuple[int, bool]] = []
        before = (gap, False)
        for part in _PART.finditer(text):
            if part["far"] or part["some"] or part["next"]:
                before = _GAPS[part[0]]
                continue
            for element in self._part(part):
                elements.append(element)
                gaps.append(_GAPS["+"] if part["edge"] else before)
                before = _GAPS["+"] if part["edge"] else (gap, False)
        if not elements:
            raise ValueError(f"the pattern {text!r} holds no words that count")
        longest = sum(element.longest for element in elements) + sum(most for most, _ in gaps)
        return Pattern(tuple(elements), tuple(gaps), frozenset(map(id, elements)), longest)

    def _part(self, part: re.Match[str]) -> list[Element]:
        if part["concept"]:
            return [self.concept(part["concept"])]
        if part["edge"]:
            return [self._word(STOP)]
        words = ["=" + part["form"]] if part["form"] else self._read(part["words"])
        return [self._word(word) for word in words]

    def _word(self, word: str) -> Element:
        """The element for one word; the same one each time, so that a stream looks for it once."""
        if word not in self._words:
            self._words[word] = _element([(word,)])
        return self._words[word]

    def concept(self, name: str) -> Element:
        """The element for a concept, with the concepts that it names inside."""
        if name not in self._elements:
            self._elements[name] = _element(list(self._entries(name)))
        return self._elements[name]

    def _entries(self, name: str) -> Iterator[tuple[str, ...]]:
        for entry in self._concepts[name]:
            if entry.startswith("{"):
                yield from self._entries(entry.strip("{}"))
            elif entry.startswith("="):
                yield (entry,)
            elif run := tuple(self._read(entry)):
                yield run


def _element(entries: list[tuple[str, ...]]) -> Element:
    runs: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for entry in entries:
        if len(entry) > 1:
            runs[entry[0]].append(entry)
    words = frozenset(entry[0] for entry in entries if len(entry) == 1)
    longest = max((len(entry) for entry in entries), default=1)
    return Element(words, {first: tuple(found) for first, found in runs.items()}, frozenset(runs), longest)
