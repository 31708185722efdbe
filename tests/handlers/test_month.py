"""The question of the month: officers set it, and what young people answer is kept under its id."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from person import Person
from sqlalchemy import Engine
from sqlmodel import Session
from stored import counts, rows, unsealed

from handlers.assistant import Assistant
from storage.rounds import Rounds
from storage.sealing import Sealer
from storage.tables import Round

ASK = "What would make your school better?"


@pytest.fixture
def round_id(sqlite_engine: Engine, sealer: Sealer) -> str:
    today = datetime.now(UTC).date()
    with Session(sqlite_engine) as session, session.begin():
        return Rounds(session, sealer).open_round("question", ASK, today, today + timedelta(days=9))


def asked(person: Person, age: str = "16 to 18") -> Person:
    """Someone at the question, who has said how old they are."""
    person.start("youth")
    person.tap(age)
    person.tap("This month's question")
    return person


def test_with_no_question_that_is_said_kindly_and_the_rest_is_offered(person: Person) -> None:
    asked(person)
    assert "There is no question this month." in person.screen
    person.tap("More for young people")
    assert "Say what I think" in person.labels, "the age is known already"


def test_the_question_is_asked_in_the_officers_words_with_what_is_kept_before_it(person: Person, round_id: str) -> None:
    asked(person)
    assert ASK in person.screen
    assert "I keep your words only if" in person.screen
    person.send_kind("photo")
    assert ASK in person.screen


def test_in_easier_words_the_question_is_asked_too(person: Person, round_id: str) -> None:
    person.say("/easy")
    asked(person)
    assert ASK in person.screen


def test_an_answer_is_kept_as_a_view_on_that_question(
    person: Person, round_id: str, sqlite_engine: Engine, sealer: Sealer
) -> None:
    asked(person)
    person.say("more breaks, said Mrs Brackenbury")
    person.tap("Yes, you can show them")
    assert "Age: 16 to 18" in person.screen
    assert round_id not in person.screen
    person.tap("Yes, send this")
    (view,) = rows(sqlite_engine)["submission"]
    assert (view["kind"], view["about"], view["age_band"]) == ("view", f"round.{round_id}", "16-18")
    assert "Brackenbury" not in unsealed({"submission": [view]}, sealer)


def test_a_skipped_answer_sends_nothing(person: Person, round_id: str, sqlite_engine: Engine) -> None:
    asked(person)
    person.tap("Skip my answer")
    assert "Yes, send this" not in person.labels
    assert counts(sqlite_engine)["submission"] == 0


def test_a_made_up_button_names_no_question_of_its_own(person: Person) -> None:
    person.press("flow:month")
    person.press("p:month.1:round:my-own-round")
    assert "There is no question this month." in person.screen


def test_without_the_door_the_age_is_asked_after_the_question_is_found(person: Person, round_id: str) -> None:
    person.press("flow:month")
    assert "How old are you?" in person.screen
    assert "Go back" not in person.labels
    person.tap("Skip my age")
    assert ASK in person.screen


def test_a_question_that_ended_while_someone_wrote_is_still_the_one_they_answered(
    assistant: Assistant, round_id: str, sqlite_engine: Engine
) -> None:
    person = asked(Person(assistant))
    with Session(sqlite_engine) as session, session.begin():
        row = session.get(Round, round_id)
        assert row
        row.closed = True
    person.say("quiet rooms")
    person.tap("No, do not show them")
    person.tap("Yes, send this")
    assert rows(sqlite_engine)["submission"][0]["about"] == f"round.{round_id}"
