"""Quick polls: one vote a chat with our own buttons, and results in words only as far as they may be told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from looking import Looking, poll, question
from person import Person
from sqlalchemy import Engine
from sqlmodel import Session
from stored import counts, rows

from handlers.assistant import Assistant
from handlers.desk import Desk
from handlers.gate import let_in
from handlers.result import CastVote, Result
from handlers.route import answer
from handlers.state import State
from handlers.turn import CHOICE_BYTES, Incoming
from storage.rounds import Rounds
from storage.sealing import Sealer
from storage.tables import Round
from storage.views import Results


def pressed(value: str, look: Looking, desk: Desk) -> Result:
    """What a button does where there are these rounds."""
    incoming = Incoming("web", "key", "1", datetime(2026, 11, 23, tzinfo=UTC), choice=value)
    state = State(greeted=True, notice=desk.knowledge.privacy.version)
    return answer(replace(let_in(incoming, state, desk), look=look), desk)


def said(result: Result) -> str:
    return "\n".join(message.text for message in result.messages)


def labels(result: Result) -> list[str]:
    return [choice.label for message in result.messages for choice in message.choices]


def test_with_no_poll_open_that_is_said_kindly_and_the_rest_is_offered(desk: Desk) -> None:
    result = pressed("young:polls", Looking((question(),)), desk)
    assert "There is no poll just now." in said(result)
    assert labels(result) == ["More for young people", "Main menu"]


def test_an_open_poll_has_a_button_for_each_option_and_says_until_when(desk: Desk) -> None:
    result = pressed("young:polls", Looking((poll(),)), desk)
    assert "Do you like your bus?" in said(result)
    assert "You can vote until 1 December 2026." in said(result)
    assert labels(result)[:3] == ["Yes, I do", "No, I do not", "It is all right"]


def test_a_vote_is_counted_once_and_says_so(desk: Desk) -> None:
    result = pressed("vote:bus.yes", Looking((poll(),)), desk)
    assert result.records == (CastVote("bus", "yes"),)
    assert "Thank you. Your vote counts." in said(result)
    again = pressed("vote:bus.yes", Looking((poll(),), {"bus"}), desk)
    assert again.records == ()
    assert "You have voted in this one." in said(again)


def test_who_has_voted_is_not_asked_again(desk: Desk) -> None:
    result = pressed("young:polls", Looking((poll(),), {"bus"}), desk)
    assert "You have voted in this one." in said(result)
    assert "Yes, I do" not in labels(result)


def test_a_poll_that_is_over_takes_no_vote_and_shows_how_it_ended(desk: Desk) -> None:
    over = poll(closed=True, results=Results(40, {"yes": 60, "no": 40, "mid": 0}))
    result = pressed("vote:bus.yes", Looking((over,)), desk)
    assert result.records == ()
    assert "This poll is over." in said(result)
    assert "Yes, I do: 60 in 100 ■■■■■■□□□□" in said(result)


@pytest.mark.parametrize(
    "value",
    [
        "vote:bus",
        "vote:bus.maybe",
        "vote:tram.yes",
        "vote:.yes",
        "vote:november.yes",
        "vote:bus.yes.no",
        "vote:bus. yes",
    ],
)
def test_a_made_up_vote_counts_nothing(value: str, desk: Desk) -> None:
    result = pressed(value, Looking((poll(), question())), desk)
    assert result.records == ()
    assert "That button is from an earlier question." in said(result)


def test_results_are_words_with_a_bar_and_hidden_ones_say_so(desk: Desk) -> None:
    over = poll(closed=True, results=Results(25, {"yes": 84, "no": None, "mid": None}))
    text = said(pressed("young:polls", Looking((over,)), desk))
    assert "Yes, I do: 84 in 100 ■■■■■■■■□□" in text
    assert "No, I do not: too few to show" in text
    assert "About 25 people voted." in text


def test_where_too_few_voted_nothing_is_told(desk: Desk) -> None:
    text = said(pressed("young:polls", Looking((poll(closed=True),)), desk))
    assert "Not enough replies yet" in text
    assert "in 100" not in text


def test_nothing_is_told_of_a_poll_that_still_runs(desk: Desk) -> None:
    running = poll(results=Results(40, {"yes": 60, "no": 40, "mid": 0}))
    assert "in 100" not in said(pressed("young:polls", Looking((running,)), desk))


def test_every_button_fits_telegram_however_officers_name_an_option(desk: Desk) -> None:
    long = poll("x" * 32)
    named = replace(long, options={"y" * 32: "Yes", "n": "No"})
    result = pressed("young:polls", Looking((named,)), desk)
    values = [choice.value for message in result.messages for choice in message.choices]
    assert all(len(value.encode()) <= CHOICE_BYTES for value in values)


@pytest.fixture
def round_id(engine: Engine, sealer: Sealer) -> str:
    today = datetime.now(UTC).date()
    with Session(engine) as session, session.begin():
        return Rounds(session, sealer).open_round("poll", "Bus?", today, today, {"yes": "Yes", "no": "No"})


def test_one_chat_votes_once_and_another_votes_too(assistant_on_each: Assistant, engine: Engine, round_id: str) -> None:
    for person in (Person(assistant_on_each), Person(assistant_on_each)):
        person.press("young:polls")
        person.tap("Yes")
        person.press(f"vote:{round_id}.no")
        assert "You have voted in this one." in person.screen
    (votes,) = rows(engine)["votes"]
    assert (votes["option"], votes["count"]) == ("yes", 2)
    assert counts(engine)["ballot"] == 2


def test_a_vote_after_the_last_day_changes_nothing(assistant_on_each: Assistant, engine: Engine, round_id: str) -> None:
    with Session(engine) as session, session.begin():
        row = session.get(Round, round_id)
        assert row
        row.closed = True
    person = Person(assistant_on_each)
    person.press(f"vote:{round_id}.yes")
    assert "This poll is over." in person.screen
    assert counts(engine)["votes"] == 0
