"""The privacy promises that the database has to keep, after whole conversations."""

import logging
from datetime import date, datetime, timedelta
from itertools import product
from pathlib import Path

import pytest
from opinions import FINISH, SEND, send, to_own_words, to_preview
from person import Person
from sqlalchemy import Engine
from sqlmodel import Session
from stored import WHAT, WHO, Rows, counts, rows, unsealed

from handlers.assistant import Assistant
from handlers.reminding import Subject
from handlers.subjects import pack
from storage.rounds import Rounds
from storage.sealing import Sealer

CHAT = "7345551239"
GOOD = "Zebedee Quillfeather from flat 9 says the swimming trolley was marvellous, ring 07700 900123"
BETTER = "the corridor smells of paint"
QUESTION = "where can Zebedee Quillfeather learn zorbing"
CORRECTION = "the hatch moved to the blue gate"
NAMES = ("Zebedee", "Quillfeather", "07700", "900123")


def give_feedback(person: Person) -> str:
    """Say what was good and bad, send it, and give the receipt code."""
    return send(person, GOOD, BETTER)


def say_everything(assistant: Assistant, engine: Engine, sealer: Sealer) -> Person:
    """Put something in every table; then start again, as people do."""
    with Session(engine) as session, session.begin():
        options = {"bus": "By bus", "car": "By car"}
        poll = Rounds(session, sealer).open_round("poll", "How do you get about?", date.min, date.max, options)
    person = Person(assistant, channel="telegram", address=CHAT)
    person.say(QUESTION)
    person.press("rated:norfolk-sendiass.1111")
    person.press(f"vote:{poll}.bus")
    give_feedback(person)
    person.press("wrong:norfolk-sendiass")
    person.tap("It has closed")
    person.say(CORRECTION)
    person.tap("Yes, send this")
    person.press(f"remind:{pack([Subject('clock.final-plan', person.now.date() + timedelta(days=30))])}")
    person.tap("Yes, remind me")
    person.start()
    return person


def telling(found: Rows, tables: tuple[str, ...]) -> set[object]:
    """The values that could tie one row to another: not the small numbers and flags that every row shares."""
    values = (value for table in tables for row in found[table] for value in row.values())
    return {value for value in values if isinstance(value, (str, bytes, date, datetime)) and len(str(value)) > 8}


def test_what_was_said_shares_no_column_and_no_value_with_who_said_it(
    assistant_on_each: Assistant, engine: Engine, sealer: Sealer
) -> None:
    say_everything(assistant_on_each, engine, sealer)
    found = rows(engine)
    assert all(found[table] for table in (*WHO, *WHAT)), "each table must hold something"
    for who, what in product(WHO, WHAT):
        # How often a row was changed is counted in many tables, and ties none to another.
        assert found[who][0].keys() & found[what][0].keys() <= {"version"}
    assert telling(found, WHAT)
    assert telling(found, WHO) & telling(found, WHAT) == set()


def test_no_table_points_from_what_was_said_to_who_said_it(engine: Engine) -> None:
    with engine.connect() as connection:
        for name in (*WHO, *WHAT):
            assert engine.dialect.get_foreign_keys(connection, name) == []


def test_even_with_the_key_nothing_about_who_holds_the_words_that_were_sent(
    assistant: Assistant, sqlite_engine: Engine, sealer: Sealer
) -> None:
    person = Person(assistant)
    give_feedback(person)
    person.start()
    found = rows(sqlite_engine)
    about_who = unsealed({table: found[table] for table in WHO}, sealer)
    assert "paint" in unsealed(found, sealer)
    assert "paint" not in about_who


def test_the_code_is_nowhere_once_the_person_has_gone_on(
    assistant_on_each: Assistant, engine: Engine, sealer: Sealer
) -> None:
    person = Person(assistant_on_each)
    code = give_feedback(person)
    person.tap("Main menu")
    assert code not in unsealed(rows(engine), sealer)
    assert person.say(f"/receipt {code}")
    assert "It has arrived" in person.screen


def test_the_database_files_without_the_key_show_no_words_and_no_chat(
    assistant: Assistant, sqlite_engine: Engine, sqlite_path: Path, sealer: Sealer
) -> None:
    say_everything(assistant, sqlite_engine, sealer)
    files = sorted(sqlite_path.parent.glob("signpost.db*"))
    assert [file.name for file in files][:2] == ["signpost.db", "signpost.db-shm"], "the log of writes is there too"
    held = b"".join(file.read_bytes() for file in files)
    assert b"norfolk-sendiass" in held, "what an entry is called is no secret: this test can see plain text"
    words = {word for said in (GOOD, BETTER, QUESTION, CORRECTION) for word in said.split() if len(word) > 5}
    assert [word for word in (CHAT, "adult-life", *words) if word.encode() in held] == []


def test_names_are_in_no_table_at_any_time_even_with_the_key(
    assistant_on_each: Assistant, engine: Engine, sealer: Sealer
) -> None:
    person = Person(assistant_on_each, channel="telegram", address=CHAT)

    def assert_no_names() -> None:
        held = unsealed(rows(engine), sealer)
        assert [name for name in NAMES if name.lower() in held.lower()] == []

    person.say(QUESTION)
    assert_no_names()
    to_own_words(person)
    for words in (GOOD, BETTER):
        person.say(words)
        assert_no_names()
    person.tap(FINISH)
    person.tap(SEND)
    assert_no_names()
    kept = unsealed({"submission": rows(engine)["submission"]}, sealer)
    assert "the swimming trolley was marvellous" in kept
    assert BETTER in kept


def test_feedback_is_kept_by_the_tap_and_not_before(assistant_on_each: Assistant, engine: Engine) -> None:
    person = Person(assistant_on_each)
    to_preview(person, GOOD, BETTER)
    assert "This is what will be kept" in person.screen
    assert counts(engine)["submission"] == 0
    person.tap(SEND)
    assert counts(engine)["submission"] == 1


def test_feedback_that_is_not_sent_is_not_kept(assistant_on_each: Assistant, engine: Engine, sealer: Sealer) -> None:
    person = Person(assistant_on_each)
    to_preview(person, GOOD, BETTER)
    person.tap("No, do not send it")
    assert "Nothing was sent and nothing was kept" in person.screen
    found = rows(engine)
    assert found["submission"] == []
    assert "paint" not in unsealed({"conversation": found["conversation"]}, sealer)


def test_nothing_that_was_typed_is_logged(
    assistant: Assistant, sqlite_engine: Engine, sealer: Sealer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    person = say_everything(assistant, sqlite_engine, sealer)
    person.say("I want to end my life, signed Zebedee")
    words = {word for said in (GOOD, BETTER, QUESTION, CORRECTION) for word in said.split() if len(word) > 5}
    assert [word for word in (*words, *NAMES, CHAT) if word in caplog.text] == []
