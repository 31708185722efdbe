"""What became of promises and actions: every note is kept, and the newest counts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from storage.deciding import DecidingError
from storage.progress import NewNote, Notes

BEGUN = NewNote("a-promise", "begun", "It has begun.", date(2026, 9, 1), "https://example.org/a")
DONE = replace(BEGUN, state="done", words="It is done.", source=None)
MORNING = datetime(2026, 11, 25, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


@contextmanager
def notes(engine: Engine) -> Iterator[Notes]:
    with Session(engine) as session, session.begin():
        yield Notes(session)


def newest_id(engine: Engine) -> str:
    with notes(engine) as kept:
        return kept.newest(["a-promise"])["a-promise"].id


def test_of_what_nobody_said_there_is_nothing(engine: Engine) -> None:
    with notes(engine) as kept:
        assert kept.newest(["a-promise"]) == kept.every() == {}
        assert kept.history("a-promise") == []


def test_the_newest_note_counts_and_the_older_ones_stay(engine: Engine) -> None:
    with notes(engine) as kept:
        kept.add(BEGUN, "Ann", MORNING, after="")
    first = newest_id(engine)
    with notes(engine) as kept:
        kept.add(DONE, "Bob", MORNING + HOUR, after=first)
        kept.add(replace(BEGUN, item="3.1.1", state="green", due_on=date(2027, 1, 1)), "Bob", MORNING, after="")
    with notes(engine) as kept:
        assert {item: (note.state, note.who) for item, note in kept.every().items()} == {
            "a-promise": ("done", "Bob"), "3.1.1": ("green", "Bob"),
        }  # fmt: skip
        assert kept.newest(["3.1.1"])["3.1.1"].due_on == date(2027, 1, 1)
        history = kept.history("a-promise")
    assert [(note.words, note.source, note.noted_on) for note in history] == [
        ("It is done.", None, BEGUN.noted_on), ("It has begun.", "https://example.org/a", BEGUN.noted_on),
    ]  # fmt: skip


@pytest.mark.parametrize("after", ["", "some-older-note"])
def test_a_note_that_did_not_see_the_newest_one_is_refused(engine: Engine, after: str) -> None:
    with notes(engine) as kept:
        kept.add(BEGUN, "Ann", MORNING, after="")
    with notes(engine) as kept, pytest.raises(DecidingError, match="Somebody else"):
        kept.add(DONE, "Bob", MORNING + HOUR, after=after)
    with notes(engine) as kept:
        assert len(kept.history("a-promise")) == 1
