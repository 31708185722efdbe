"""Faults of the accessibility statement: dates, nobody to write to, hard words, a blank that nobody fills in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from knowledge.accessibility import Accessibility
from knowledge.base import Knowledge
from knowledge.checks.easy import exempt_from_grade
from knowledge.checks.privacy import blank_faults, contact_faults
from knowledge.checks.reading import Exempt, plain_faults
from knowledge.dates import say_date
from knowledge.faults import Fault
from knowledge.freshness import LONGEST_REVIEW
from knowledge.yaml_files import Path_, Places

BLANKS = frozenset({"run_by", "contact", "checked_on", "prepared_on", "tested_on", "site", "area"})
"""What `Accessibility.blanks` fills in."""
_Found = tuple[Path_, str, str]


def check_accessibility(folder: Path, knowledge: Knowledge, today: date | None) -> Iterator[Fault]:
    """The faults of the statement, where there is one. Without `today`, being past a review is none of them."""
    statement = knowledge.accessibility
    if statement is None:
        return
    path = folder / "accessibility.yaml"
    keepers = [keeper.id for keeper in knowledge.area.keepers]
    found = (*_stale(statement, keepers, today), *_wrong_words(statement, exempt_from_grade(knowledge)))
    for at, wrong, right in found:
        yield Fault(path, Places(path).line(at), wrong, right)


def _stale(statement: Accessibility, keepers: list[str], today: date | None) -> Iterator[_Found]:
    if statement.keeper not in keepers:
        yield ("keeper",), f"the keeper '{statement.keeper}' is not known", f"use one of: {', '.join(keepers)}"
    if not statement.checked_on <= statement.review_by <= statement.checked_on + LONGEST_REVIEW:
        yield ("review_by",), "review_by is before checked_on, or over a year after it", "put it within a year"
    if today is not None and statement.review_by < today:
        wrong = f"the review was due by {say_date(statement.review_by)}"
        yield ("review_by",), wrong, "check it again and give both days anew"
    for name in ("prepared_on", "tested_on"):
        if getattr(statement, name) > statement.checked_on:
            yield (name,), f"{name} is after checked_on", "check the statement again after a new test"
    if statement.contact is not None:
        for at, wrong, right in contact_faults(statement.contact):
            yield ("contact", *at), wrong, right


def _wrong_words(statement: Accessibility, exempt: Exempt) -> Iterator[_Found]:
    worded = {
        "contact_words": (statement.contact_words, frozenset({"name", "ways"})),
        "no_contact": (statement.no_contact, frozenset[str]()),
    }
    for name, (text, needed) in worded.items():
        for wrong, right in blank_faults(text, frozenset(), needed):
            yield (name,), wrong, right
    for number, part in enumerate(statement.parts):
        at: Path_ = ("parts", number, "text")
        yield from ((at, *fault) for fault in blank_faults(part.text, BLANKS, frozenset()))
        if not part.legal:
            yield from ((at, *fault) for fault in plain_faults(part.text, exempt))
