"""Faults of the clock's words: what is missing, what refers to nothing, what is hard to read."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from datetime import date
from pathlib import Path
from string import Formatter
from typing import get_args

from knowledge.base import Knowledge
from knowledge.checks.easy import exempt_from_grade
from knowledge.checks.reading import Exempt, plain_faults
from knowledge.clock import ClockWords
from knowledge.clock.given import DAYS, Exception_, FaultName
from knowledge.clock.step import Note, Wording
from knowledge.dates import say_date
from knowledge.faults import Fault
from knowledge.freshness import LONGEST_REVIEW
from knowledge.models import Content
from knowledge.yaml_files import Path_, Places

_BLANKS = {
    "faults": frozenset({"This", "that", "requested"}),
    "notes": frozenset({"because", "counted"}),
    "today": frozenset({"day"}),
    "by": frozenset({"day"}),
    "law": frozenset({"law"}),
    "if_late": frozenset({"late"}),
    "if_passed": frozenset({"late"}),
    "picture": frozenset({"day"}),
    "calendar": frozenset({"title"}),
}
"""Which blanks the parts of the clock's words may have; a part that is not named here has none."""


def check_clock(folder: Path, knowledge: Knowledge, today: date | None = None) -> Iterator[Fault]:
    """The faults of `clock.yaml`, where the area has one. Without `today`, being past its review is none of them."""
    words = knowledge.clock
    if words is None:
        return
    path = folder / "clock.yaml"
    places = Places(path)
    for at, wrong, right in (
        *_missing(words, knowledge.easy.of),
        *_references(words, knowledge),
        *_stale(words, today),
        *_blanks(words),
        *_hard_words(words, exempt_from_grade(knowledge)),
    ):
        yield Fault(path, places.line(at), wrong, right)


_Found = tuple[Path_, str, str]


def _missing(words: ClockWords, easy: Container[str]) -> Iterator[_Found]:
    for part, wanted, has in (
        ("steps", get_args(Wording), words.steps),
        ("notes", get_args(Note), words.notes),
        ("dates", (*DAYS, "transfer"), words.dates),
        ("faults", get_args(FaultName), words.faults),
        ("exceptions", get_args(Exception_), words.exceptions),
    ):
        for name in sorted(set(wanted) - set(has)):
            yield (part,), f"'{name}' is missing in {part}", f"add it under {part}"
    for name in words.steps:
        if f"clock.{name}" not in easy:
            yield ("steps", name), "it has no easier words", f"write 'clock.{name}' in a file of easy/"


def _references(words: ClockWords, knowledge: Knowledge) -> Iterator[_Found]:
    for name, step in words.steps.items():
        for answer in step.answers:
            if answer not in knowledge.answers:
                yield ("steps", name, "answers"), f"there is no answer '{answer}'", "use the id of an answer"
        if step.letter is not None and step.letter not in knowledge.letters.of:
            yield ("steps", name, "letter"), f"there is no letter '{step.letter}'", "use the id of a letter"
    if words.keeper not in (keeper.id for keeper in knowledge.area.keepers):
        yield ("keeper",), f"the keeper '{words.keeper}' is not known", "use one of the area's keepers"


def _stale(words: ClockWords, today: date | None) -> Iterator[_Found]:
    if not words.checked_on <= words.review_by <= words.checked_on + LONGEST_REVIEW:
        yield ("review_by",), "review_by is before checked_on, or over a year after it", "put it within a year"
    if today is not None and words.review_by < today:
        wrong = f"the review was due by {say_date(words.review_by)}"
        yield ("review_by",), wrong, "check the words and the law again, and give both days anew"


def _blanks(words: ClockWords) -> Iterator[_Found]:
    for at, text in _texts(words):
        used = {name for _text, name, _spec, _form in Formatter().parse(text) if name is not None}
        for name in sorted(used - _BLANKS.get(str(at[0]), frozenset())):
            yield at, f"nobody fills in '{{{name}}}' here", "take it out"


def _hard_words(words: ClockWords, exempt: Exempt) -> Iterator[_Found]:
    for name, step in words.steps.items():
        for wrong, right in plain_faults("\n".join((step.title, step.late, *step.do)), exempt):
            yield ("steps", name), wrong, right
    for note, text in words.notes.items():
        for wrong, right in plain_faults(text, exempt):
            yield ("notes", note), wrong, right


def _texts(part: object, at: tuple[str | int, ...] = ()) -> Iterator[tuple[Path_, str]]:
    if isinstance(part, str):
        yield at, part
    elif isinstance(part, date):
        return
    elif isinstance(part, Content):
        for name, value in part:
            yield from _texts(value, (*at, name))
    elif isinstance(part, dict):
        for name, value in part.items():
            yield from _texts(value, (*at, name))
    elif isinstance(part, Iterable):
        for number, value in enumerate(part):
            yield from _texts(value, (*at, number))
