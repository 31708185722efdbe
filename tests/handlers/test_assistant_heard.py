"""From the words of one chat to the database and back: receipts, withdrawing, slips, taps, votes."""

from datetime import date

import pytest
from opinions import SENDIASS, send
from person import Person
from sqlalchemy import Engine, update
from sqlmodel import Session
from stored import counts, rows

from handlers.assistant import Assistant
from handlers.taps import Tap, write
from storage.receipts import LETTERS, read_receipt
from storage.rounds import Rounds
from storage.sealing import Sealer
from storage.tables import Submission
from storage.wrong_codes import MOST_AN_HOUR

GOOD = "they listened to all of us and rang back"


@pytest.fixture
def talker(assistant_on_each: Assistant) -> Person:
    return Person(assistant_on_each)


@pytest.fixture
def poll(engine: Engine, sealer: Sealer) -> str:
    with Session(engine) as session, session.begin():
        options = {"bus": "By bus", "car": "By car"}
        return Rounds(session, sealer).open_round("poll", "How do you get about?", date.min, date.max, options)


def slipped(code: str) -> str:
    """The code with its first letter wrong."""
    return next(letter + code[1:] for letter in LETTERS if read_receipt(letter + code[1:]) is None)


def test_whoever_has_the_code_sees_what_became_of_it_and_can_take_it_back(talker: Person, engine: Engine) -> None:
    code = send(talker, GOOD)
    other = Person(talker.assistant)
    other.say(f"/receipt {code}")
    assert "It has arrived" in other.screen
    other.press(write(Tap("withdraw", f"yes.{code}")))
    held = counts(engine)
    assert held["submission"] == held["mark"] == held["likeness"] == 0
    talker.say(f"/receipt {code}")
    assert "It has arrived" not in talker.screen


def test_what_is_shown_to_everybody_can_no_longer_be_taken_back(talker: Person, engine: Engine) -> None:
    code = send(talker, GOOD)
    with Session(engine) as session, session.begin():
        session.execute(update(Submission).values(showing="approved"))
    talker.press(write(Tap("withdraw", f"yes.{code}")))
    assert counts(engine)["submission"] == 1


def test_a_code_with_a_slip_leads_to_the_code_that_was_meant(talker: Person, engine: Engine) -> None:
    code = send(talker, GOOD)
    talker.say(f"/receipt {slipped(code)}")
    assert any(code in label for label in talker.labels)
    assert rows(engine)["wrongcodes"][0]["count"] == 1, "a near code is a try as well"
    talker.tap(next(label for label in talker.labels if code in label))
    assert "It has arrived" in talker.screen


def test_while_too_many_wrong_codes_come_in_even_a_right_one_waits(talker: Person, engine: Engine) -> None:
    code = send(talker, GOOD)
    Person(talker.assistant).say(f"/receipt {slipped(code)}")
    with engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE wrongcodes SET count = {MOST_AN_HOUR}")
    talker.say(f"/receipt {code}")
    assert "It has arrived" not in talker.screen


def test_the_same_words_from_many_chats_stand_as_one_group(talker: Person, engine: Engine) -> None:
    for _ in range(6):
        send(Person(talker.assistant), GOOD)
    assert counts(engine)["submission"] == 6
    assert len({row["group_id"] for row in rows(engine)["submission"]}) == 1


def test_ticks_under_an_answer_are_counted_and_nothing_tells_who_ticked(talker: Person, engine: Engine) -> None:
    for person in (talker, Person(talker.assistant)):
        person.press(f"rated:{SENDIASS}.1000")
    tallied = {(row["about"], row["value"]): row["count"] for row in rows(engine)["tally"]}
    assert tallied[(SENDIASS, "yes")] == 2
    assert talker.key not in str(rows(engine)["tally"])


def test_a_chat_has_one_vote_and_another_tap_changes_nothing(talker: Person, engine: Engine, poll: str) -> None:
    talker.press(f"vote:{poll}.bus")
    talker.repeat()
    talker.press(f"vote:{poll}.car")
    talker.say("/forget")
    talker.tap("Yes, delete it all")
    talker.press(f"vote:{poll}.car")
    assert [(row["option"], row["count"]) for row in rows(engine)["votes"]] == [("bus", 1)]
    assert counts(engine)["ballot"] == 1
