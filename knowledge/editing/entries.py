"""What an officer changes of an entry: the words in it, its lines, its days, its phrasings. Each gives the file's new
text, with all that is not changed left as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from knowledge.editing.errors import BrokenTextError, EditError
from knowledge.editing.places import Part, entry_in, lines_of
from knowledge.editing.yaml_text import At, put, read, take_out
from knowledge.freshness import LONGEST_CRISIS_REVIEW, LONGEST_REVIEW

LONGEST_LINES = 40_000
"""How many letters an entry's lines may have: some ten times the longest that there is."""
_LABELS: Mapping[At, str] = {
    ("title",): "Title",
    ("young_title",): "Title for the young person",
    ("name",): "Name",
    ("description",): "What it is",
    ("text",): "Text",
    ("caution",): "Caution",
    ("facts", 0, "text"): "Fact {0}",
    ("facts", 0, "source"): "Page that fact {0} was read on",
    ("steps", 0): "What to do, step {0}",
    ("deadline", "rule"): "Time limit",
    ("start_by",): "When to start",
    ("young", "title"): "Title for the young person",
    ("young", "facts", 0): "Fact {0} for the young person",
    ("young", "steps", 0): "Step {0} for the young person",
    ("eligibility", "text"): "Who it is for",
    ("phones", 0, "number"): "Telephone number {0}",
    ("phones", 0, "text"): "What telephone number {0} is for",
    ("emails", 0): "E-mail address {0}",
    ("url",): "Website",
    ("schedule",): "When it is open",
    ("referral",): "How to get it",
    ("sources", 0): "Page {0} that it was read on",
    ("sections", 0, "heading"): "Heading of part {0}",
    ("sections", 0, "lines", 0, "text"): "Part {0}, line {1}",
    ("sections", 0, "lines", 0, "young"): "Part {0}, line {1} for the young person",
}
"""The words of entries that a form offers, each with what an officer calls it; 0 stands for any place in a list."""


@dataclass(frozen=True, slots=True)
class Field:
    """A text of an entry that a form offers. `name` is its place in the entry: "facts.0.text"."""

    name: str
    label: str
    value: str
    at: At


def fields(text: str, entry_id: str, part: Part) -> list[Field]:
    """The words of an entry in the text of its file. Raises as `lines_of`."""
    entry = entry_in(text, entry_id, part)
    if part == "easy":
        return [
            Field(f"{number}.{symbol}", "Title" if symbol == "title" else f"Line {number + 1} ({symbol})", said, at)
            for number, line in enumerate(entry)
            for symbol, said in line.items()
            for at in [(number, symbol)]
        ]
    return list(_fields(entry, ()))


def with_fields(text: str, entry_id: str, part: Part, typed: Mapping[str, str]) -> str:
    """The text with what was typed in the place of the words of those names. A name that is not there is left out.

    Raises EditError for a field that was emptied, and as `lines_of`.
    """
    base = lines_of(text, entry_id, part).at
    for field in fields(text, entry_id, part):
        said = " ".join(typed.get(field.name, field.value).split())
        if not said:
            raise EditError(f"'{field.label}' is empty. To take it out, change the lines of the file instead.")
        if said != " ".join(field.value.split()):
            text = put(text, (*base, *field.at), said).text
    return text


def with_lines(text: str, entry_id: str, part: Part, typed: str) -> str:
    """The text with other lines for the entry. Lines that are no YAML are for the checker to tell.

    Raises EditError where the lines are not of this entry any more, and as `lines_of`.
    """
    if len(typed) > LONGEST_LINES:
        raise EditError(f"These lines have over {LONGEST_LINES} letters. Put fewer into one entry.")
    lines = lines_of(text, entry_id, part)
    ending = "\r\n" if "\r\n" in text else "\n"
    own = "\n".join(typed.replace("\r\n", "\n").rstrip().split("\n")).strip("\n")
    changed = text[: lines.start] + own.replace("\n", ending) + ending + text[lines.end :]
    with suppress(BrokenTextError):
        _must_have(changed, entry_id, part)
    return changed


def checked(text: str, entry_id: str, on: date, review_by: date, *, crisis: bool) -> str:
    """The text with the entry checked on a day, and to be checked again by another. Raises EditError."""
    longest = LONGEST_CRISIS_REVIEW if crisis else LONGEST_REVIEW
    if review_by <= on:
        raise EditError("The day of the next check must be later than today.")
    if review_by - on > longest:
        raise EditError(f"The next check must be within {longest.days} days.")
    base = lines_of(text, entry_id, "entry").at
    for name, day in (("checked_on", on), ("review_by", review_by)):
        text = put(text, (*base, name), day).text
    return text


def without_phrasing(text: str, at: At, phrasing: str) -> str:
    """The text without a phrasing of the list at `at`. Raises EditError."""
    found: Any = read(text)
    try:
        for step in at:
            found = found[step]
        place = list(found).index(phrasing)
    except (LookupError, TypeError, ValueError) as error:
        raise EditError("The entry does not have this phrasing any more.") from error
    return take_out(text, (*at, place)).text


def usual_review(on: date, *, crisis: bool) -> date:
    """The day that is offered for the next check."""
    return on + (LONGEST_CRISIS_REVIEW if crisis else timedelta(days=182))


def _must_have(text: str, entry_id: str, part: Part) -> None:
    try:
        lines_of(text, entry_id, part)
    except KeyError as error:
        raise EditError(
            f"Keep the id '{entry_id}' and its place as they are: buttons and feedback hang on it. Nothing was saved."
        ) from error


def _fields(value: Any, at: tuple[str | int, ...]) -> Iterator[Field]:
    if isinstance(value, Mapping):
        for key, part in value.items():
            yield from _fields(part, (*at, str(key)))
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from _fields(part, (*at, number))
    elif isinstance(value, str):
        label = _LABELS.get(tuple(0 if isinstance(step, int) else step for step in at))
        if label:
            numbers = [step + 1 for step in at if isinstance(step, int)]
            yield Field(".".join(map(str, at)), label.format(*numbers), value, at)
