from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from person import Person
from sqlalchemy import Engine
from stored import counts

from handlers.assistant import Assistant
from handlers.pace import BURST, PER_SECOND, tokens_now

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


def seconds(number: float) -> timedelta:
    return timedelta(seconds=number)


def test_a_new_conversation_has_a_full_bucket() -> None:
    assert tokens_now(None, None, NOW) == BURST


def test_the_bucket_fills_with_time_and_never_over_its_edge() -> None:
    assert tokens_now(0.0, NOW, NOW + seconds(4)) == 4 * PER_SECOND
    assert tokens_now(0.0, NOW, NOW + timedelta(days=1)) == BURST


def test_a_clock_that_goes_back_takes_nothing_away() -> None:
    assert tokens_now(5.0, NOW, NOW - seconds(60)) == 5.0


def test_a_time_that_sqlite_gave_back_with_no_zone_is_read_as_ours() -> None:
    assert tokens_now(0.0, NOW.replace(tzinfo=None), NOW + seconds(2)) == 2 * PER_SECOND


@pytest.fixture
def hasty(person: Person) -> Person:
    """Someone who has just used up their bucket, in no time at all."""
    person.pause = seconds(0)
    for _ in range(int(BURST)):
        person.say("/menu")
        assert "You are very quick" not in person.screen
    return person


def test_who_goes_too_fast_is_asked_to_wait_and_is_then_answered(hasty: Person) -> None:
    hasty.say("/menu")
    assert "You are very quick" in hasty.screen
    hasty.now += seconds(4)
    hasty.say("/menu")
    assert "Find a service" in hasty.labels


def test_help_is_never_held_back(hasty: Person) -> None:
    for _ in range(3):
        hasty.say("I want to kill myself")
        assert hasty.reply.messages[0].kind == "help"


def test_one_fast_person_slows_nobody_else(hasty: Person) -> None:
    other = Person(hasty.assistant)
    other.say("/menu")
    assert "Find a service" in other.labels


def test_what_came_too_fast_is_not_kept_and_does_not_move_the_flow(hasty: Person, sqlite_engine: Engine) -> None:
    hasty.now += seconds(2)
    hasty.press("flow:ehcp")
    hasty.say("where can my son go zorbing")
    assert "You are very quick" in hasty.screen
    assert counts(sqlite_engine)["unanswered"] == 0
    hasty.now += seconds(4)
    hasty.say("no plan")
    assert "Which of these is most like you?" in hasty.screen


def test_a_restart_does_not_fill_the_bucket(
    hasty: Person, sqlite_engine: Engine, open_assistant: Callable[[Engine], Assistant]
) -> None:
    hasty.assistant = open_assistant(sqlite_engine)
    hasty.say("/menu")
    assert "You are very quick" in hasty.screen


def test_who_goes_on_at_a_steady_pace_is_answered_now_and_then(hasty: Person) -> None:
    answered = 0
    for _ in range(12):
        hasty.now += seconds(1.5)
        hasty.say("/menu")
        answered += "You are very quick" not in hasty.screen
    assert answered >= 6, "18 seconds are worth nine turns"


def test_after_waiting_the_words_on_the_buttons_can_still_be_typed(hasty: Person) -> None:
    hasty.say("/menu")
    hasty.now += seconds(10)
    hasty.say("EHC plan, step by step")
    assert "Where are you now?" in hasty.screen
