"""The form in which an officer says what became of a promise or an action."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Form

from handlers.answering import hard_to_read, telling
from handlers.desk import Desk
from handlers.promises import ActionNow, PromiseNow
from storage.deciding import DecidingError
from storage.progress import LONGEST_SOURCE, LONGEST_WORDS, NewNote
from web import asked
from web.console.days import read_day

OLDEST = date(2000, 1, 1)
FURTHEST = timedelta(days=3660)
"""How far away a day may be by which something is to be done."""
WITHOUT_WORDS = frozenset({"not-told", "not-given"})
"""The states that say that nobody said anything."""
Field = Annotated[str, Form()]


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed, as it was. `sure` is whether doubtful words may stay."""

    state: str = ""
    words: str = ""
    source: str = ""
    since: str = ""
    due: str = ""
    sure: str = ""

    @classmethod
    def of(cls, now: PromiseNow | ActionNow) -> Typed:
        """The form before anybody typed: as it stands now, but for the words, which are new each time."""
        due = now.due_on.isoformat() if isinstance(now, ActionNow) and now.due_on else ""
        return cls(now.state, due=due)

    @classmethod
    def of_draft(cls, draft: Mapping[str, list[str]]) -> Typed | None:
        """The form as it was when a session ended; None where there is no draft."""
        return cls(**{name: draft.get(name, [""])[0] for name in cls.__slots__}) if draft else None


class DoubtfulWordsError(DecidingError):
    """Words that can be saved, if the officer is sure of them."""


def read_note(item: str, typed: Typed, states: Collection[str], desk: Desk, today: date) -> NewNote:
    """The note that was typed. Raises DecidingError for what is wrong with it, DoubtfulWordsError for what may be."""
    if typed.state not in states:
        raise DecidingError("Choose what became of it.")
    words = asked.line(typed.words, LONGEST_WORDS + 1)
    if not words and typed.state not in WITHOUT_WORDS:
        raise DecidingError("Say in a sentence or two what became of it.")
    if len(words) > LONGEST_WORDS:
        raise DecidingError(f"The words are too long. Use {LONGEST_WORDS:,} letters at most.")
    since = read_day(typed.since, today) or today
    if not OLDEST <= since <= today:
        raise DecidingError("“Since when” is a day that has come, from the year 2000 on.")
    due = read_day(typed.due, today)
    if due and not OLDEST <= due <= today + FURTHEST:
        raise DecidingError("“By when” is a day from the year 2000 on, and at most ten years away.")
    source = _address(typed.source)
    if not typed.sure:
        _check_words(words, desk)
    return NewNote(item, typed.state, words, since, source, due)  # type: ignore[arg-type]  # checked above


def _address(typed: str) -> str | None:
    """An address that may stand behind a link on a public page; None where none was given. Raises DecidingError."""
    address = typed.strip()
    if not address:
        return None
    try:
        parts = urlsplit(address)
        is_good = parts.scheme == "https" and "." in (parts.hostname or "") and parts.username is None
    except ValueError:
        is_good = False
    if not is_good or not address.isprintable() or any(letter in address for letter in ' <>"\\'):
        raise DecidingError("The page that says so needs an address that begins with https://")
    if len(address) > LONGEST_SOURCE:
        raise DecidingError(f"The address is too long. Use {LONGEST_SOURCE} letters at most.")
    return address


def _check_words(words: str, desk: Desk) -> None:
    found = telling([words], desk)
    doubts = [f"This may tell who somebody is: {', '.join(found)}."] if found else []
    doubts.extend(hard_to_read([words], desk))
    if doubts:
        raise DoubtfulWordsError(" ".join(doubts))
