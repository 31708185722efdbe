"""Four quick taps under an answer: only after a free question, once a day, and counted once."""

from datetime import date

import pytest
from person import Person
from sqlalchemy import Engine
from stored import counts, rows

from handlers.assistant import Assistant
from handlers.desk import Desk
from handlers.gate import Turn
from handlers.quick_taps import asked_after
from handlers.state import State
from handlers.turn import CHOICE_BYTES, Message

ASKED = "Was this any good?"
QUESTION = "how long does an ehcp take"
FOUR = ["It is easy to use", "It is easy to understand", "It is helpful", "It is up to date"]


@pytest.fixture
def talker(assistant_on_each: Assistant) -> Person:
    return Person(assistant_on_each)


def ticks(person: Person) -> dict[str, bool | None]:
    message: Message = person.reply.messages[-1]
    return {choice.label: choice.chosen for choice in message.choices if choice.chosen is not None}


def tally(engine: Engine) -> dict[str, tuple[str, int]]:
    return {row["measure"]: (row["value"], row["count"]) for row in rows(engine)["tally"]}


def test_they_stand_under_the_answer_to_a_free_question(person: Person) -> None:
    person.say(QUESTION)
    assert ticks(person) == dict.fromkeys(FOUR, False)
    assert ASKED not in person.reply.messages[-2].text


def test_a_tick_can_be_set_and_taken_away_and_typed(person: Person) -> None:
    person.say(QUESTION)
    person.tap("It is helpful")
    person.say("it is up to date")
    assert [label for label, chosen in ticks(person).items() if chosen] == ["It is helpful", "It is up to date"]
    person.tap("It is helpful")
    assert [label for label, chosen in ticks(person).items() if chosen] == ["It is up to date"]


def test_done_counts_a_yes_or_a_no_for_each_of_the_four(talker: Person, engine: Engine) -> None:
    talker.say(QUESTION)
    talker.tap("It is helpful")
    assert counts(engine)["tally"] == 0
    talker.tap("Done")
    assert "Thank you. I have counted that" in talker.screen
    no, yes = ("no", 1), ("yes", 1)
    assert tally(engine) == {"easy-to-use": no, "easy-to-understand": no, "helpful": yes, "up-to-date": no}
    assert {row["about"] for row in rows(engine)["tally"]} == {"ehcp-timeline-20-weeks"}


def test_none_of_these_counts_four_times_no(talker: Person, engine: Engine) -> None:
    talker.say(QUESTION)
    talker.tap("None of these are true")
    assert set(tally(engine).values()) == {("no", 1)}


def test_a_second_done_counts_nothing_and_is_thanked_too(talker: Person, engine: Engine) -> None:
    talker.say(QUESTION)
    talker.tap("It is helpful")
    done = next(choice.value for choice in talker.choices if choice.label == "Done")
    for _ in range(3):
        talker.press(done)
        assert "Thank you" in talker.screen
    assert {count for _, count in tally(engine).values()} == {1}


def test_they_are_shown_once_a_day(person: Person) -> None:
    person.say(QUESTION)
    assert ASKED in person.screen
    person.say("what is send support")
    assert ASKED not in person.screen
    person.now += person.pause * 10_000
    person.say("what is send support")
    assert ASKED in person.screen


@pytest.mark.parametrize(
    "words",
    ["thank you", "where can my son go zorbing", "asdfgh", "how long does an ehcp take, I want to kill myself"],
)
def test_they_do_not_stand_under_anything_but_an_answer(person: Person, words: str) -> None:
    person.say(words)
    assert ASKED not in person.screen


def test_they_do_not_stand_in_the_way_of_a_flow(person: Person) -> None:
    person.start("ehcp")
    person.say(QUESTION)
    assert "The 20-week timeline" in person.screen
    assert ASKED not in person.screen


def test_an_entry_that_was_opened_with_a_button_has_none(person: Person) -> None:
    person.press("entry:ehcp-timeline-20-weeks")
    assert ASKED not in person.screen


def test_more_can_be_said_and_what_was_ticked_is_not_asked_again(person: Person) -> None:
    person.say(QUESTION)
    person.tap("It is helpful")
    person.tap("Done")
    person.tap("Tell us more about it")
    assert "What was good about it?" in person.screen


def test_more_can_be_said_in_place_of_the_ticks(person: Person) -> None:
    person.say(QUESTION)
    person.tap("Tell us more about it")
    assert "Is it easy to use?" in person.screen


def test_the_answer_can_be_seen_again_after_the_ticks(person: Person) -> None:
    person.say(QUESTION)
    person.tap("It is helpful")
    person.tap("Show me the answer again")
    assert "The 20-week timeline" in person.screen


@pytest.mark.parametrize(
    "value",
    ["rated:ehcp-timeline-20-weeks.111", "rated:ehcp-timeline-20-weeks.11111", "rated:ehcp-timeline-20-weeks.11x1",
     "rated:no-such-thing.1111", "rated:local-offer.1111", "rated:", "quick:1111", "quick:ehcp-timeline-20-weeks",
     "tell:no-such-thing", "tell:rated.", "tell:local-offer", "review:being-listened-to"],
)  # fmt: skip
def test_a_made_up_button_counts_nothing(talker: Person, engine: Engine, value: str) -> None:
    talker.press(value)
    assert "That button is from an earlier question" in talker.screen
    assert counts(engine)["tally"] == 0


def test_a_made_up_button_counts_once_a_day_at_most(talker: Person, engine: Engine) -> None:
    for ticked in ("1111", "1110", "0000"):
        talker.press(f"rated:norfolk-sendiass.{ticked}")
    assert {count for _, count in tally(engine).values()} == {1}


def test_their_buttons_fit_telegram_under_every_entry(desk: Desk) -> None:
    turn = Turn(State(), "telegram", date(2026, 11, 25))
    knowledge = desk.knowledge
    for entry in (*knowledge.answers, *knowledge.services, *knowledge.strategy.items):
        asked = asked_after(entry, turn, desk)
        assert asked, entry
        assert all(len(choice.value.encode()) <= CHOICE_BYTES for choice in asked.choices)
