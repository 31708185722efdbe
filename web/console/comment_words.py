"""What a comment's page shows, put together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import get_args

from sqlmodel import Session

from handlers.comments import Titles, mark_words, may_be_seen, part_questions, whom_to_ring
from handlers.desk import Desk
from handlers.topics import SORTS
from storage.all_responses import Written, one_written
from storage.anonymise import Kind
from storage.deciding import why_never_shown
from storage.inbox import Inbox, Item, Noted
from storage.tags import tags_of
from web.console.inbox_rows import Row, rows_of
from web.console.known import Known
from web.console.words import DEEDS, REASONS

MOST_ALIKE = 20
_GROUPS = {"theme": "Themes", "priority": "Priorities of the strategy", "outcome": "Outcomes for adult life"}
_VERSIONED = frozenset({"start", "edit", "waiting", "approved", "held", "rejected", "answer"})
"""The deeds of which each makes a new version of a comment."""


@dataclass(frozen=True, slots=True)
class Part:
    """What was said to one question; `first` is what it was before an officer edited it."""

    name: str
    question: str
    words: str
    first: str | None


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that was done, in words."""

    at: datetime
    who: str
    what: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A comment with all that stands beside it. `never_shown` is why it cannot be approved, None where it can."""

    item: Item
    row: Row
    parts: Sequence[Part]
    taps: Sequence[tuple[str, str]]
    seen: str
    never_shown: str | None
    ring: Sequence[str]
    answer: Written | None
    alike: Sequence[Row]
    tags: frozenset[str]
    belongs: frozenset[str]
    suggested: Sequence[str]
    history: Sequence[Noted]
    deeds: Sequence[Deed]
    readers: Sequence[str]


@dataclass(frozen=True, slots=True)
class Tick:
    """A tag that can be ticked. `note` is why it stands where it does."""

    tag: str
    label: str
    is_on: bool
    note: str = ""


def shown(session: Session, inbox: Inbox, item: Item, desk: Desk, known: Known) -> Shown:
    """All of it, read in `session`."""
    titles, history = Titles(desk, session), inbox.history(item.id)
    return Shown(
        item=item,
        row=rows_of([item], desk, titles)[0],
        parts=_parts(item, desk),
        taps=[mark_words(measure, value, desk) for measure, value in item.marks.items()],
        seen=may_be_seen(item),
        never_shown=why_never_shown(item),
        ring=tuple(whom_to_ring(desk)) if item.worry else (),
        answer=one_written(session, item.response_id) if item.response_id else None,
        alike=rows_of(inbox.alike(item, MOST_ALIKE), desk, titles) if item.like > 1 else [],
        tags=tags_of(session, [item.id]).get(item.id, frozenset()),
        belongs=known.topics.belonging(item.about),
        suggested=known.topics.suggested(item.words.values(), item.about, desk),
        history=history,
        deeds=deeds_in(history),
        readers=list(dict.fromkeys(one.who for one in history if one.what == "read")),
    )


def deeds_in(history: Iterable[Noted]) -> list[Deed]:
    """What officers did besides reading, the oldest first. Times are those of this machine's place."""
    return [
        Deed((one.at if one.at.tzinfo else one.at.replace(tzinfo=UTC)).astimezone(), one.who, _in_words(one))
        for one in history
        if one.what != "read"
    ]


def whose_changes(history: Sequence[Noted], count: int) -> str:
    """What is told to an officer who decided about an older version: the last `count` changes, and what to do."""
    changes = [one for one in history if one.what in _VERSIONED][-max(1, count) :]
    told = "; ".join(f"{deed.who} {deed.what} ({deed.at:%H:%M})" for deed in deeds_in(changes))
    return (
        f"This changed while you were at it: {told}. What you typed is still here. "
        "Look at it again, then press the button again."
    )


def taken_out(said: str, desk: Desk) -> str:
    """The kinds of personal details that were taken out, in words."""
    kinds = desk.knowledge.texts.heard.taken_out_kinds
    found = [kinds.get(kind, "an age") for kind in said.split(".")[:8] if kind in get_args(Kind)]
    return ", ".join(dict.fromkeys(found))


def tags_offered(known: Known, found: Shown, on: Iterable[str]) -> list[tuple[str, Sequence[Tick]]]:
    """The tags in groups: those that are suggested first, then all of each sort."""
    ticked, of = {*on}, known.topics.of
    first = [Tick(tag, of[tag].label, tag in ticked, "suggested") for tag in found.suggested]
    groups: list[tuple[str, Sequence[Tick]]] = [("Suggested by the words", first)] if first else []
    for sort in SORTS:
        rest = [one for one in known.topics.sorted_by(sort) if one.tag not in found.suggested]
        ticks = [
            Tick(one.tag, one.label, one.tag in ticked, "always, by its subject" if one.tag in found.belongs else "")
            for one in rest
        ]
        groups.append((_GROUPS[sort], ticks))
    return groups


def _parts(item: Item, desk: Desk) -> list[Part]:
    questions = part_questions(item.kind, desk)
    firsts = {name: text for name, text in item.first_words.items() if text != item.words.get(name)}
    return [Part(name, questions.get(name, name), words, firsts.get(name)) for name, words in item.words.items()]


def _in_words(noted: Noted) -> str:
    why = REASONS.get(noted.why, noted.why) if noted.why else None  # type: ignore[call-overload]  # old notes have others
    deed = DEEDS.get(noted.what, noted.what)
    return f"{deed}: {why[0].lower()}{why[1:]}" if why else deed
