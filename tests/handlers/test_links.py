"""Links from a page into the chat: to read an entry there, or to say what is wrong with it."""

import pytest
from person import Person

from handlers.desk import Desk
from handlers.links import READ, WRONG, payload

ENTRY = "norfolk-sendiass"


def test_a_link_greets_and_shows_the_entry(person: Person, desk: Desk) -> None:
    person.start(payload(READ, ENTRY))
    assert "I am a computer program" in person.screen
    assert desk.title(ENTRY) in person.screen


def test_a_link_asks_what_is_wrong_with_the_entry(person: Person, desk: Desk) -> None:
    person.start(payload(WRONG, ENTRY))
    assert "What is wrong with it?" in person.screen
    person.tap("It has closed")
    person.say("The door is shut.")
    assert desk.title(ENTRY) in person.screen
    assert "The door is shut." in person.screen


def test_a_link_in_the_middle_of_something_else_begins_anew(person: Person, desk: Desk) -> None:
    person.start("ehcp")
    person.start(payload(READ, ENTRY))
    assert desk.title(ENTRY) in person.screen
    assert "I am a computer program" in person.screen


@pytest.mark.parametrize(
    "start", ["entry_", "entry", "entry_nothing", "wrong_nothing", "forget_yes", "_", "entry__", "x_y"]
)
def test_a_link_that_leads_nowhere_is_the_greeting(person: Person, start: str) -> None:
    person.start(start)
    assert "I am a computer program" in person.screen
    assert len(person.reply.messages) == 1


def test_every_link_fits_a_deep_link_of_telegram(desk: Desk) -> None:
    ids = (*desk.knowledge.services, *desk.knowledge.answers)
    assert max(len(payload(READ, one)) for one in ids) <= 64
