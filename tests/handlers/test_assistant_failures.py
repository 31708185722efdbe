"""What a family sees, and what is kept, when a part of us breaks."""

import logging
from dataclasses import replace
from typing import Any

import pytest
from opinions import SEND, to_preview
from person import Person
from sqlalchemy import Engine
from stored import counts, rows

from handlers.assistant import Assistant
from handlers.desk import Desk
from storage.anonymise import AnonymiseError
from storage.sealing import Sealer

WORDS = "where can Zebedee Quillfeather learn zorbing"


class Broken:
    """A part of the desk that fails when it is put to work, and is otherwise like `real`."""

    def __init__(self, real: Any, error: Exception) -> None:
        self.real = real
        self.error = error

    def __getattr__(self, name: str) -> Any:
        return getattr(self.real, name)

    def ask(self, *args: Any, **kwargs: Any) -> None:
        raise self.error

    clean = ask


@pytest.fixture
def fragile(sqlite_engine: Engine, sealer: Sealer, desk: Desk) -> "Fragile":
    return Fragile(sqlite_engine, sealer, desk)


class Fragile:
    """An assistant whose desk can be broken and mended."""

    def __init__(self, engine: Engine, sealer: Sealer, desk: Desk) -> None:
        self.whole = self.desk = desk
        self.person = Person(Assistant(engine, sealer, lambda: self.desk))

    def break_(self, **parts: Any) -> None:
        self.desk = replace(self.whole, **parts)

    def mend(self) -> None:
        self.desk = self.whole


def test_a_handler_that_fails_leaves_nothing_saved(fragile: Fragile, sqlite_engine: Engine) -> None:
    fragile.person.start("ehcp")
    before = rows(sqlite_engine)
    fragile.break_(matcher=Broken(fragile.desk.matcher, ZeroDivisionError()))
    with pytest.raises(ZeroDivisionError):
        fragile.person.say(WORDS)
    assert rows(sqlite_engine) == before


def test_a_turn_that_failed_is_answered_when_it_comes_again(fragile: Fragile) -> None:
    fragile.break_(matcher=Broken(fragile.desk.matcher, ZeroDivisionError()))
    with pytest.raises(ZeroDivisionError):
        fragile.person.say("how long does an ehcp take")
    fragile.mend()
    fragile.person.repeat()
    assert "20 weeks" in fragile.person.screen


def test_where_words_cannot_be_cleaned_nothing_of_them_is_kept_and_the_person_is_told(
    fragile: Fragile, sqlite_engine: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    fragile.person.start("ehcp")
    fragile.break_(anonymiser=Broken(fragile.desk.anonymiser, AnonymiseError("the text could not be cleaned")))
    fragile.person.say(WORDS)
    assert "Something went wrong on our side" in fragile.person.screen
    assert counts(sqlite_engine)["unanswered"] == 0
    assert "could not be cleaned" in caplog.text
    assert "zorbing" not in caplog.text
    fragile.mend()
    fragile.person.say("no plan")
    assert "Which of these is most like you?" in fragile.person.screen, "the flow goes on where it was"


def test_where_words_cannot_be_cleaned_when_they_are_sent_nothing_is_kept_and_they_are_still_there(
    fragile: Fragile, sqlite_engine: Engine
) -> None:
    to_preview(fragile.person, "they listened to us")
    fragile.break_(anonymiser=Broken(fragile.desk.anonymiser, AnonymiseError("the text could not be cleaned")))
    fragile.person.tap(SEND)
    assert "Something went wrong on our side" in fragile.person.screen
    assert "they listened to us" in fragile.person.screen
    assert counts(sqlite_engine)["submission"] == 0
    fragile.mend()
    fragile.person.tap(SEND)
    assert counts(sqlite_engine)["submission"] == 1


def test_where_words_cannot_be_cleaned_a_call_for_help_is_still_heard(fragile: Fragile) -> None:
    fragile.break_(anonymiser=Broken(fragile.desk.anonymiser, AnonymiseError("the text could not be cleaned")))
    fragile.person.say("I want to kill myself")
    assert fragile.person.reply.messages[0].kind == "help"
