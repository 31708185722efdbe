"""Our own texts with their personal details marked, and whether a clean text covers a detail."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import yaml

from storage.anonymise import CleanText

PARTS = ("tuning", "fresh", "last", "kinds")
_MARK = re.compile(r"\{(?P<type>[A-Z_]+) (?P<words>[^{}]+)\}")
_FILE = Path(__file__).with_name("corpus.yaml")


@dataclass(frozen=True, slots=True)
class Marked:
    """One personal detail: where it stands in the text and what it is."""

    start: int
    end: int
    type: str


@dataclass(frozen=True, slots=True)
class Sample:
    """A text and the details in it; none in a clean one."""

    text: str
    details: tuple[Marked, ...]


def samples(part: str, kind: str) -> list[Sample]:
    """The texts of one part of the corpus (see `PARTS`) and kind ("details", "clean")."""
    corpus = yaml.safe_load(_FILE.read_text("utf-8"))
    return [_read(line) for line in corpus[part][kind]]


def every(kind: str) -> list[Sample]:
    """The texts of all parts of one kind."""
    return [sample for part in PARTS for sample in samples(part, kind)]


def covered(sample: Sample, detail: Marked, clean: CleanText) -> bool:
    """Whether every letter and digit of the detail lies in a span."""
    hidden = {place for span in clean.spans for place in range(span.start, span.end)}
    return all(place in hidden for place in range(detail.start, detail.end) if sample.text[place].isalnum())


def in_case(sample: Sample, case: str) -> Sample:
    """The same text in "lower" or "upper" case, letter for letter, so that its details stay in place."""
    changed = (getattr(letter, case)() for letter in sample.text)
    return Sample(
        "".join(new if len(new) == 1 else old for new, old in zip(changed, sample.text, strict=True)), sample.details
    )


def _read(line: str) -> Sample:
    text, end = "", 0
    details: list[Marked] = []
    for mark in _MARK.finditer(line):
        text += line[end : mark.start()]
        details.append(Marked(len(text), len(text) + len(mark["words"]), mark["type"]))
        text += mark["words"]
        end = mark.end()
    return Sample(text + line[end:], tuple(details))
