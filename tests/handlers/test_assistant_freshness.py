"""What families see of entries that are past their review, and of those that are long past it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from person import Person

from handlers.desk import Desk
from handlers.entry_messages import entry_message
from handlers.people import people_cards
from handlers.reader import Reader
from knowledge.freshness import HELD_BACK_AFTER

QUESTION = "how long does an ehcp take"
ANSWER = "ehcp-timeline-20-weeks"


@pytest.fixture
def due(desk: Desk) -> date:
    """The day by which the answer should be checked."""
    return desk.knowledge.answers[ANSWER].review_by


def on(person: Person, day: date) -> Person:
    person.now = datetime.combine(day, time(12), UTC)
    person.start()
    return person


def test_on_the_day_of_its_review_an_answer_is_shown_as_it_is(person: Person, desk: Desk, due: date) -> None:
    on(person, due).say(QUESTION)
    assert "20 weeks" in person.screen
    assert desk.knowledge.texts.card.past_review not in person.screen


def test_past_its_review_an_answer_carries_a_warning(person: Person, desk: Desk, due: date) -> None:
    on(person, due + timedelta(days=1)).say(QUESTION)
    assert "20 weeks" in person.screen
    assert desk.knowledge.texts.card.past_review in person.screen


def test_long_past_its_review_an_answer_is_not_found(person: Person, due: date) -> None:
    on(person, due + HELD_BACK_AFTER + timedelta(days=1)).say(QUESTION)
    assert "20 weeks" not in person.screen
    assert "I am not sure about that" in person.screen


def test_a_button_that_led_to_it_is_answered_kindly(person: Person, due: date) -> None:
    on(person, due + HELD_BACK_AFTER + timedelta(days=1)).press(f"entry:{ANSWER}")
    assert "That button is from an earlier question" in person.screen


def test_no_service_that_is_held_back_is_searched_offered_or_named(desk: Desk) -> None:
    late = max(service.review_by for service in desk.knowledge.services.values()) + HELD_BACK_AFTER + timedelta(days=1)
    reader = Reader(late)
    assert people_cards(desk, reader) == ()
    assert [entry for entry in desk.knowledge.services if entry_message(entry, desk, reader)] == []


def test_a_search_where_all_is_held_back_says_that_nothing_was_found(person: Person, due: date) -> None:
    on(person, due + HELD_BACK_AFTER + timedelta(days=1))
    person.start("services")
    person.say("autism")
    person.tap("Done")
    person.tap("5 to 10")
    person.say("Norwich")
    assert "I found nothing that fits" in person.screen


def test_every_card_and_every_answer_says_when_it_was_checked(desk: Desk) -> None:
    reader = Reader(date(2026, 11, 23))
    for easy in (False, True):
        worded = Reader(reader.today, easy=easy)
        messages = [entry_message(entry, desk, worded) for entry in (*desk.knowledge.answers, *desk.knowledge.services)]
        assert [one.text[:60] for one in messages if one and "hecked on 22 November 2026" not in one.text] == []
