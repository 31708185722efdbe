"""The small language of the rules, and finding what is written in it in a message.

A pattern is words in order: "want die" finds "want" and then "die" with at most `gap` words between them. A word
stands for all its forms, "=word" for that form alone, "{concept}" for any entry of a concept, ".." for up to
SOME words in between, "..." for up to FAR (sentence ends too), "+" for none, "|" for the start or end of a sentence.
"one & other" finds the two in either order, up to FAR words apart.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

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


@dataclass(slots=True)
class Stream:
    """A message as words: `base` forms and, side by side, the `forms` that were typed."""

    base: list[str]
    forms: list[str]
    at: dict[str, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        at: dict[str, list[int]] = defaultdict(list)
        for index, (base, form) in enumerate(zip(self.base, self.forms, strict=True)):
            at[base].append(index)
            at["=" + form].append(index)
        self.at = dict(at)


@dataclass(frozen=True, slots=True)
class Element:
    """One place in a pattern: any one of `words` (base forms, or "=form"), or any of `runs` of several words."""

    words: frozenset[str]
    runs: Mapping[str, tuple[tuple[str, ...], ...]]

    @property
    def starts(self) -> frozenset[str]:
        """Every word that it can start with."""
        return self.words | self.runs.keys()

    def ends(self, stream: Stream, start: int) -> Iterator[int]:
        """Where it can end (one past its last word) when it starts at `start`."""
        base, form = stream.base[start], "=" + stream.forms[start]
        if base in self.words or form in self.words:
            yield start + 1
        for run in (*self.runs.get(base, ()), *self.runs.get(form, ())):
            end = start + len(run)
            if end <= len(stream.base) and all(_is(stream, start + at, word) for at, word in enumerate(run)):
                yield end


def _is(stream: Stream, at: int, word: str) -> bool:
    return word == stream.base[at] or word == "=" + stream.forms[at]


@dataclass(frozen=True, slots=True)
class Pattern:
    """Elements in order; `gaps[n]` is how many words may stand before element n, and whether a sentence end may."""

    elements: tuple[Element, ...]
    gaps: tuple[tuple[int, bool], ...]

    @property
    def anchor(self) -> frozenset[str]:
        """The words of the element that is rarest by its number of words: one of them must be in the message."""
        return min((element.starts for element in self.elements), key=len)

    def spans(self, stream: Stream) -> Iterator[tuple[int, int]]:
        """Where it is found: first word, one past the last word. At most one for each first word."""
        present = stream.at.keys()
        if any(element.starts.isdisjoint(present) for element in self.elements):
            return
        starts = {index for word in self.elements[0].starts if word in present for index in stream.at[word]}
        for start in sorted(starts):
            for after in self.elements[0].ends(stream, start):
                end = self._end(stream, 1, after)
                if end is not None:
                    yield start, end
                    break

    def _end(self, stream: Stream, number: int, at: int) -> int | None:
        """Where the rest of the pattern, from element `number` on, ends when it may start at `at`."""
        if number == len(self.elements):
            return at
        most, over_stop = self.gaps[number]
        for start in range(at, min(at + most + 1, len(stream.base))):
            for after in self.elements[number].ends(stream, start):
                end = self._end(stream, number + 1, after)
                if end is not None:
                    return end
            if stream.base[start] == STOP and not over_stop:
                return None
        return None


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
                gaps.append(before)
                before = (gap, False)
        if not elements:
            raise ValueError(f"the pattern {text!r} holds no words that count")
        return Pattern(tuple(elements), tuple(gaps))

    def _part(self, part: re.Match[str]) -> list[Element]:
        if part["concept"]:
            return [self.concept(part["concept"])]
        if part["edge"]:
            return [_element([(STOP,)])]
        words = ["=" + part["form"]] if part["form"] else self._read(part["words"])
        return [_element([(word,)]) for word in words]

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
    return Element(words, {first: tuple(found) for first, found in runs.items()})
