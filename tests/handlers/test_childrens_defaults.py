"""What children are given at each age where nobody chooses anything: the defaults of docs/dpia.md (T-08)."""

import pytest
from person import Person
from sqlalchemy import Engine
from stored import WHAT, rows

from handlers.assistant import Assistant
from handlers.desk import Desk


@pytest.fixture
def young(assistant: Assistant) -> Person:
    person = Person(assistant)
    person.start("youth")
    return person


def to_the_first_free_words(young: Person, age: str) -> None:
    young.tap(age)
    young.tap("Say what I think")
    young.tap("Being healthy")
    while not any(label.startswith("Skip what is good") for label in young.labels):
        young.tap(next(label for label in young.labels if label.startswith("Skip")))


def test_under_eleven_a_grown_up_is_asked_for_and_nothing_is_kept(young: Person, sqlite_engine: Engine) -> None:
    young.tap("Under 11")
    assert "Do this part with a grown-up" in young.screen
    assert "Childline" in young.screen
    found = rows(sqlite_engine)
    assert [table for table in WHAT if found[table]] == []


@pytest.mark.parametrize(
    ("age", "notice"),
    [
        ("11 to 15", "before_writing_child"),
        ("Skip my age", "before_writing_child"),
        ("16 to 18", "before_writing_young"),
        ("19 to 25", "before_writing_young"),
    ],
)
def test_each_age_is_told_in_its_own_words_before_it_writes(young: Person, desk: Desk, age: str, notice: str) -> None:
    to_the_first_free_words(young, age)
    told = desk.notice(notice, easy=False).splitlines()
    assert [line for line in told if line.removeprefix("- ") not in young.screen] == []


def test_on_telegram_a_child_under_sixteen_is_sent_to_the_web_chat_and_forgotten(
    assistant: Assistant, sqlite_engine: Engine
) -> None:
    child = Person(assistant, channel="telegram", address="77")
    child.start("youth")
    child.tap("11 to 15")
    assert "Telegram is for people of 16 and over" in child.screen
    found = rows(sqlite_engine)
    assert found["conversation"] == []
    assert [table for table in WHAT if found[table]] == []


def test_words_are_shown_to_nobody_where_a_child_does_not_say_yes(young: Person, sqlite_engine: Engine) -> None:
    to_the_first_free_words(young, "11 to 15")
    young.say("swimming on Fridays")
    while "Yes, send this" not in young.labels:
        young.tap(next(label for label in young.labels if label.startswith("Skip")))
    young.tap("Yes, send this")
    (kept,) = rows(sqlite_engine)["submission"]
    assert not kept["may_show"]
    assert kept["age_band"] == "11-15"
    assert kept["district"] is None
