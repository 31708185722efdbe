"""`signpost rounds`: an officer asks young people, and sees of the votes what may be told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from officer import Officer
from person import Person
from sqlalchemy import Engine, select, update
from sqlmodel import Session
from stored import counts

from handlers.assistant import Assistant
from knowledge.dates import say_date
from storage.tables import Decision, Round

BUS = ("rounds", "poll", "Do you like your bus?", "Yes, I do", "No, I do not", "It is all right")
TODAY = datetime.now(UTC).date()


@pytest.fixture
def end(sqlite_engine: Engine) -> Callable[[], None]:
    """Lets the last day of all rounds pass."""

    def pass_by() -> None:
        with Session(sqlite_engine) as session, session.begin():
            session.execute(update(Round).values(closes_on=TODAY - timedelta(days=1)))

    return pass_by


def opened(officer: Officer, *words: str) -> str:
    """Open a round. Gives its id."""
    return officer.types(*asks(officer, *words)).partition(" is open")[0]


def asks(officer: Officer, *words: str) -> tuple[str, ...]:
    """A command that is noted with the officer's name."""
    return (*words, "--by", officer.name)


def vote(assistant: Assistant, label: str, times: int = 1) -> None:
    """Let so many young people vote."""
    for _ in range(times):
        person = Person(assistant)
        person.press("young:polls")
        person.tap(label)


def test_a_poll_is_put_to_young_people_with_a_button_for_each_option(officer: Officer, person: Person) -> None:
    told = officer.types(*asks(officer, *BUS))
    assert f"is open until {say_date(TODAY + timedelta(days=30))}" in told
    person.press("young:polls")
    assert "Do you like your bus?" in person.screen
    assert person.labels[:3] == ("Yes, I do", "No, I do not", "It is all right")
    assert "Yes, I do / No, I do not / It is all right" in officer.types("rounds", "list")


def test_nothing_is_told_of_the_votes_while_a_poll_is_open(officer: Officer, assistant: Assistant) -> None:
    officer.types(*asks(officer, *BUS))
    vote(assistant, "Yes, I do", 12)
    told = officer.types("rounds", "list")
    assert "open until" in told
    assert "%" not in told
    assert "votes" not in told


def test_few_votes_are_told_to_nobody(officer: Officer, assistant: Assistant, end: Callable[[], None]) -> None:
    officer.types(*asks(officer, *BUS))
    vote(assistant, "Yes, I do", 9)
    end()
    told = officer.types("rounds", "list")
    assert f"ended on {say_date(TODAY - timedelta(days=1))}" in told
    assert "not enough votes to show" in told
    assert "%" not in told


def test_an_option_that_few_chose_hides_itself_and_what_would_tell_it(
    officer: Officer, assistant: Assistant, end: Callable[[], None]
) -> None:
    officer.types(*asks(officer, *BUS))
    for label, times in (("Yes, I do", 12), ("No, I do not", 8), ("It is all right", 2)):
        vote(assistant, label, times)
    end()
    told = officer.types("rounds", "list")
    assert "about 20 votes" in told
    assert "It is all right: c (too few to tell)" in told
    assert "No, I do not: c (too few to tell)" in told, "else the two that are told would give away the third"
    assert "Yes, I do: " in told


def test_with_enough_votes_for_each_all_shares_are_told(
    officer: Officer, assistant: Assistant, end: Callable[[], None]
) -> None:
    officer.types(*asks(officer, "rounds", "poll", "Do you like your bus?", "Yes, I do", "No, I do not"))
    vote(assistant, "Yes, I do", 15)
    vote(assistant, "No, I do not", 10)
    end()
    told = officer.types("rounds", "list")
    assert "about 25 votes" in told
    assert "Yes, I do: 60 %" in told
    assert "No, I do not: 40 %" in told


@pytest.mark.parametrize(("options", "says"), [
    (("Yes",), "needs 2 to 6 options"), (tuple("1234567"), "needs 2 to 6 options"),
    (("Yes", " "), "needs words"), (("Yes", "x" * 61), "60 letters at most"), (("Yes", "yes "), "are the same"),
])  # fmt: skip
def test_options_that_cannot_be_open_no_poll(
    officer: Officer, sqlite_engine: Engine, options: tuple[str, ...], says: str
) -> None:
    assert says in officer.is_refused(*asks(officer, "rounds", "poll", "Do you like your bus?", *options))
    assert counts(sqlite_engine)["round"] == 0


@pytest.mark.parametrize(("words", "says"), [
    (("Do you like it?", "--until", "2020-01-01"), "Its last day has passed"),
    (("Do you like it?", "--until", "soon"), "'soon' is no day. Write it with the year first"),
    (("  ",), "Say what is asked"), (("x" * 301,), "300 letters at most"),
])  # fmt: skip
@pytest.mark.parametrize(("kind", "options"), [("poll", ("Yes", "No")), ("question", ())])
def test_a_round_needs_words_and_a_day_to_come(
    officer: Officer, sqlite_engine: Engine, kind: str, options: tuple[str, ...], words: tuple[str, ...], says: str
) -> None:
    assert says in officer.is_refused(*asks(officer, "rounds", kind, words[0], *options, *words[1:]))
    assert counts(sqlite_engine)["round"] == 0


def test_its_last_day_can_be_today(officer: Officer) -> None:
    assert f"open until {say_date(TODAY)}" in officer.types(*asks(officer, *BUS), "--until", TODAY.isoformat())


def test_a_question_is_asked_of_young_people(officer: Officer, person: Person) -> None:
    officer.types(*asks(officer, "rounds", "question", "What makes\n a good day?"))
    person.press("flow:month")
    person.tap("16 to 18")
    assert "What makes a good day?" in person.screen


def test_a_round_can_be_planned_for_later(officer: Officer, person: Person) -> None:
    later, end = (TODAY + timedelta(days=days) for days in (3, 33))
    told = officer.types(*asks(officer, *BUS, "--from", later.isoformat()))
    assert f"is planned from {say_date(later)} to {say_date(end)}" in told
    assert f"planned from {say_date(later)}" in officer.types("rounds", "list")
    person.press("young:polls")
    assert "There is no poll just now." in person.screen


def test_a_name_in_a_question_is_refused_unless_the_officer_is_sure(officer: Officer) -> None:
    named = asks(officer, "rounds", "poll", "Is Anna Smith a good teacher?", "Yes", "No")
    assert "This may tell who somebody is: Anna Smith." in officer.is_refused(*named)
    assert "is open until" in officer.types(*named, "--sure")


def test_who_opened_and_who_ended_a_round_is_noted(officer: Officer, sqlite_engine: Engine) -> None:
    made = opened(officer, *BUS)
    officer.types(*asks(officer, "rounds", "end", made))
    with Session(sqlite_engine) as session:
        noted = {(row.what, row.on_id, row.who) for row in session.scalars(select(Decision))}
    assert noted == {("open-round", made, "Ann Lee"), ("end-round", made, "Ann Lee")}


def test_a_second_question_waits_for_the_end_of_the_first(officer: Officer, end: Callable[[], None]) -> None:
    first = opened(officer, "rounds", "question", "What makes a good day?")
    refused = officer.is_refused(*asks(officer, "rounds", "question", "What is next?"))
    assert f"A question is open already: What makes a good day? To end it: signpost rounds end {first}" in refused
    end()
    assert "is open until" in officer.types(*asks(officer, "rounds", "question", "What is next?"))


def test_a_round_with_a_mistake_goes_where_nobody_has_answered(officer: Officer, person: Person) -> None:
    made = opened(officer, *BUS)
    assert "it is gone" in officer.types(*asks(officer, "rounds", "end", made[:4]))
    person.press("young:polls")
    assert "There is no poll just now." in person.screen
    assert officer.types("rounds", "list") == "Nothing is planned or open, and nothing has ended lately.\n"


def test_a_poll_that_is_ended_early_takes_no_more_votes_and_keeps_those_it_has(
    officer: Officer, assistant: Assistant, sqlite_engine: Engine
) -> None:
    made, late = opened(officer, *BUS[:-1]), Person(assistant)
    vote(assistant, "Yes, I do", 12)
    vote(assistant, "No, I do not", 12)
    late.press("young:polls")
    assert "It has ended" in officer.types(*asks(officer, "rounds", "end", made))
    late.tap("No, I do not")
    told = officer.types("rounds", "list")
    assert "about 25 votes" in told
    assert "No, I do not: 50 %" in told
    assistant.prune()
    assert counts(sqlite_engine)["ballot"] == 0, "who voted is known to nobody any more"


def test_a_question_with_a_reply_stays_so_that_the_reply_has_its_question(officer: Officer, person: Person) -> None:
    made = opened(officer, "rounds", "question", "What makes a good day?")
    person.press("flow:month")
    person.tap("16 to 18")
    person.say("a walk")
    while "Yes, send this" not in person.labels:
        person.tap(next(label for label in person.labels if label.startswith("Skip")))
    person.tap("Yes, send this")
    officer.types(*asks(officer, "rounds", "end", made))
    assert "ended on" in officer.types("rounds", "list")
    assert "view about What makes a good day?" in officer.types(*officer.comments("list"))


@pytest.mark.parametrize("beginning", ["nothing", "", "%"])
def test_a_round_that_is_not_there_cannot_be_ended(officer: Officer, beginning: str) -> None:
    officer.types(*asks(officer, *BUS))
    assert "rounds list shows them" in officer.is_refused(*asks(officer, "rounds", "end", beginning))


def test_a_round_that_is_over_is_not_ended_again(officer: Officer, end: Callable[[], None]) -> None:
    made = opened(officer, *BUS)
    end()
    assert "No single open round" in officer.is_refused(*asks(officer, "rounds", "end", made))
