"""Faults of the privacy notice: no law behind it, nobody to write to, hard words, a blank that nobody fills in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from string import Formatter
from typing import get_args

from knowledge.base import Knowledge
from knowledge.checks.easy import exempt_from_grade
from knowledge.checks.honesty import dishonest
from knowledge.checks.reading import Exempt, plain_faults
from knowledge.dates import say_date
from knowledge.faults import Fault
from knowledge.freshness import LONGEST_REVIEW
from knowledge.models import Content
from knowledge.privacy import BLANKS, TEXTS, Basis, Contact, Contacts, Kept, Period, Privacy, Reach
from knowledge.yaml_files import Path_, Places

MOST_LINES = 5
"""The longest that may be said before a person writes (T-11)."""
LONGEST_MESSAGE = 4096
"""How many letters one message of Telegram takes."""
IN_EVERY_TEXT = frozenset(get_args(Period)) | {
    *("run_by", "version", "changed_on", "changes", "acknowledge_days", "purposes", "law"),
    *("honest", "cannot_trace", "telegram", "contact", "regulator", "keep"),
}
"""What `Privacy.blanks` fills in."""
_FILLED_INTO_OTHERS = frozenset({"honest", "cannot_trace", "telegram"})
_OWN_BLANKS = {
    "contact": frozenset({"name", "ways"}),
    "regulator": frozenset({"name", "ways"}),
    "ways": frozenset({"way"}),
    "keep": frozenset(get_args(Period)),
}
"""The blanks of the words that are put into texts."""
_BEFORE_WRITING = tuple(name for name in TEXTS if name.startswith("before_writing"))
_Found = tuple[str, Path_, str, str]
"""A fault: the file's name, where in it, what is wrong, what would be right."""


def check_privacy(folder: Path, knowledge: Knowledge, today: date | None = None) -> Iterator[Fault]:
    """The faults of the notice in `folder`/privacy, and of all other files that promise what it does not.

    Without `today`, being past a review is none of them.
    """
    privacy, places = knowledge.privacy, cache(Places)
    for name, at, wrong, right in (
        *_lawless(privacy.basis),
        *_unreachable(privacy.contacts),
        *_stale(privacy, [keeper.id for keeper in knowledge.area.keepers], today),
        *_unsaid(privacy),
        *_wrong_blanks(privacy),
        *_too_long(privacy),
        *_hard_words(privacy, exempt_from_grade(knowledge)),
        *(("words.yaml", (text,), *fault) for text in TEXTS for fault in _not_easy(text, knowledge)),
    ):
        path = folder / "privacy" / name
        yield Fault(path, places(path).line(at), wrong, right)
    yield from _easy_faults(knowledge)
    yield from dishonest(folder, privacy)


def _lawless(basis: Basis) -> Iterator[_Found]:
    named = (("lawful_basis", basis.lawful_basis), ("condition", basis.condition), ("complaints", basis.complaints))
    for part, law in (*named, *((f"laws.{number}", law) for number, law in enumerate(basis.laws))):
        at: Path_ = [int(step) if step.isdigit() else step for step in part.split(".")]
        if not law.name or not law.text:
            yield "basis.yaml", at, "the law has no name or no words", "give both: families are told which law it is"
    if not basis.laws:
        yield "basis.yaml", ("laws",), "no law is named", "name the law that gives the council this work"
    if basis.complaints.acknowledge_days < 1:
        yield "basis.yaml", ("complaints", "acknowledge_days"), "it gives no days", "give the days that the law gives"


def _unreachable(contacts: Contacts) -> Iterator[_Found]:
    for part, contact in (("data_protection", contacts.data_protection), ("regulator", contacts.regulator)):
        if contact is not None:
            for at, wrong, right in contact_faults(contact):
                yield "contacts.yaml", (part, *at), wrong, right


def contact_faults(contact: Contact) -> Iterator[tuple[Path_, str, str]]:
    """What is wrong with the ways to reach someone: where, what is wrong, what would be right."""
    if not list(contact.ways()):
        wrong = "there is no way to reach them that is sure enough to show"
        yield (), wrong, "give one that a page names, or null for a team that none does"
    if contact.website and not contact.website.value.startswith("https://"):
        yield ("website", "value"), "the address is not secure", "give one that starts with https://"
    if contact.email and "@" not in contact.email.value:
        yield ("email", "value"), "this is no email address", "write it as name@place"


def _stale(privacy: Privacy, keepers: list[str], today: date | None) -> Iterator[_Found]:
    for name, part in (("basis.yaml", privacy.basis), ("contacts.yaml", privacy.contacts)):
        if part.keeper not in keepers:
            yield name, ("keeper",), f"the keeper '{part.keeper}' is not known", f"use one of: {', '.join(keepers)}"
        if not part.checked_on <= part.review_by <= part.checked_on + LONGEST_REVIEW:
            wrong = "review_by is before checked_on, or over a year after it"
            yield name, ("review_by",), wrong, "put it within a year"
        if today is not None and part.review_by < today:
            wrong = f"the review was due by {say_date(part.review_by)}"
            yield name, ("review_by",), wrong, "check it again and give both days anew"
    if today is not None and privacy.changed_on > today:
        wrong = f"the notice changes in the future ({say_date(privacy.changed_on)})"
        yield "notice.yaml", ("changed_on",), wrong, "give the day on which it is put live"


def _unsaid(privacy: Privacy) -> Iterator[_Found]:
    words = privacy.words
    if privacy.version < 1:
        yield "notice.yaml", ("version",), "versions are counted from 1", "give 1 or more"
    for at, kinds, said in (("keep", Kept, words.keep), ("ways", Reach, words.ways)):
        for kind in get_args(kinds):
            if kind not in said:
                yield "words.yaml", (at,), f"'{kind}' is missing in {at}", f"add a line '{kind}: ...'"
    for name, text in (("changes", privacy.changes), *((name, privacy.at(name)) for name in TEXTS)):
        if not text:
            yield _file_of(name), (name,), f"'{name}' says nothing", "write what families are told"
    for name in _BEFORE_WRITING:
        if "999" not in (privacy.at(name) or ""):
            yield "words.yaml", (name,), "it does not say what to do in danger", "say to call 999"


def _wrong_blanks(privacy: Privacy) -> Iterator[_Found]:
    for name, at, text in _texts(privacy):
        for wrong, right in blank_faults(text, _allowed(name, at), BLANKS.get(str(at[0]), frozenset())):
            yield name, at, wrong, right


def _allowed(file: str, at: Path_) -> frozenset[str]:
    first = str(at[0])
    if file != "words.yaml" or first in _FILLED_INTO_OTHERS:
        return frozenset()
    if first in TEXTS:
        return IN_EVERY_TEXT
    return _OWN_BLANKS.get(first, frozenset())


def blank_faults(text: str, allowed: frozenset[str], needed: frozenset[str]) -> Iterator[tuple[str, str]]:
    """What is wrong with the blanks of a text: (what is wrong, what would be right). `needed` are allowed besides."""
    try:
        found = {name for _text, name, _spec, _form in Formatter().parse(text) if name is not None}
    except ValueError:
        yield "a brace is not closed", "write a blank as {name}"
        return
    for name in sorted(found - allowed - needed):
        known = ", ".join(f"{{{one}}}" for one in sorted(allowed | needed))
        yield f"nobody fills in '{{{name}}}' here", f"use one of: {known}" if known else "take it out"
    for name in sorted(needed - found):
        yield f"'{{{name}}}' is lost", "write it where it belongs"


def _too_long(privacy: Privacy) -> Iterator[_Found]:
    for name in _BEFORE_WRITING:
        lines = [line for line in (privacy.at(name) or "").splitlines() if line.strip()]
        if len(lines) > MOST_LINES:
            yield "words.yaml", (name,), f"it has {len(lines)} lines", f"use {MOST_LINES} at most, so that it is read"
    for name in TEXTS:
        if name != "full" and len(privacy.at(name) or "") > LONGEST_MESSAGE:
            yield "words.yaml", (name,), "it is too long for one message", f"use {LONGEST_MESSAGE} letters at most"


def _hard_words(privacy: Privacy, exempt: Exempt) -> Iterator[_Found]:
    for name, at, text in _texts(privacy):
        for wrong, right in plain_faults(_without_blanks(text), exempt):
            yield name, at, wrong, right


def _without_blanks(text: str) -> str:
    """The text with a short word for each blank. What cannot be read as one has a fault of its own."""
    try:
        return "".join(f"{words}{'it' if name else ''}" for words, name, _spec, _form in Formatter().parse(text))
    except ValueError:
        return text


def _texts(privacy: Privacy) -> Iterator[tuple[str, Path_, str]]:
    """Every text that families read: the file's name, where in it, and the words."""
    yield "notice.yaml", ("changes",), privacy.changes
    yield from (("words.yaml", at, text) for at, text in _words_in(privacy.words))
    basis = privacy.basis
    for part, law in (("lawful_basis", basis.lawful_basis), ("condition", basis.condition)):
        yield "basis.yaml", (part, "text"), law.text
    for number, law in enumerate(basis.laws):
        yield "basis.yaml", ("laws", number, "text"), law.text


def _words_in(part: object, at: tuple[str | int, ...] = ()) -> Iterator[tuple[Path_, str]]:
    if isinstance(part, str):
        yield at, part
    elif isinstance(part, Content):
        for name, value in part:
            yield from _words_in(value, (*at, name))
    elif isinstance(part, dict):
        for name, value in part.items():
            yield from _words_in(value, (*at, name))
    elif isinstance(part, Iterable):
        for number, value in enumerate(part):
            yield from _words_in(value, (*at, number))


def _not_easy(name: str, knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    if f"privacy.{name}" not in knowledge.easy.of:
        yield f"'{name}' has no easier words", f"write 'privacy.{name}' in a file of easy/"


def _easy_faults(knowledge: Knowledge) -> Iterator[Fault]:
    for name in TEXTS:
        easy = knowledge.easy.of.get(f"privacy.{name}")
        if easy is None:
            continue
        path = knowledge.easy.files[f"privacy.{name}"]
        line = Places(path).line(("entries", f"privacy.{name}"))
        said = knowledge.easy.drawn(easy)
        for wrong, right in blank_faults(said, IN_EVERY_TEXT, BLANKS.get(name, frozenset())):
            yield Fault(path, line, wrong, right)
        if name in _BEFORE_WRITING and len(easy.lines) > MOST_LINES:
            yield Fault(path, line, f"it has {len(easy.lines)} lines", f"use {MOST_LINES} at most, so that it is read")


def _file_of(name: str) -> str:
    return "notice.yaml" if name == "changes" else "words.yaml"
