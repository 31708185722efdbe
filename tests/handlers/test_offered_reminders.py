"""Reminders are offered where dates are shown, on Telegram alone, and come on only after a yes."""

from __future__ import annotations

import pytest
from person import Person

from handlers.assistant import Assistant


@pytest.fixture
def by_phone(assistant: Assistant) -> Person:
    return Person(assistant, channel="telegram", address="77")


def ask_for_dates(person: Person) -> None:
    person.start("dates")
    person.tap("We asked for an assessment")
    person.say("yesterday")
    person.tap("No, there is no answer yet")
    person.tap("No, none of these")


def test_dates_of_the_clock_are_offered_agreed_to_and_stopped(by_phone: Person) -> None:
    ask_for_dates(by_phone)
    by_phone.tap("Remind me")
    by_phone.tap(next(label for label in by_phone.labels if label.startswith("Yes")))
    assert "The council sends the final plan" in by_phone.screen
    by_phone.say("/mydata")
    assert "The council sends the final plan" in by_phone.screen
    by_phone.say("/settings")
    by_phone.tap("Stop all reminders")
    by_phone.say("/mydata")
    assert "The council sends the final plan" not in by_phone.screen


def test_no_means_no(by_phone: Person) -> None:
    ask_for_dates(by_phone)
    by_phone.tap("Remind me")
    by_phone.tap(next(label for label in by_phone.labels if label.startswith("No")))
    by_phone.say("/mydata")
    assert "The council sends the final plan" not in by_phone.screen


def test_the_next_three_things_are_offered_too(by_phone: Person) -> None:
    by_phone.start("next-three")
    while "Remind me" not in by_phone.labels:
        picks = [choice for choice in by_phone.choices if choice.way == "pick"]
        assert picks, by_phone.screen
        by_phone.press(picks[-1 if len(picks) < 3 else 1].value)
    by_phone.tap("Remind me")
    assert any(label.startswith("Yes") for label in by_phone.labels)


def test_the_web_offers_the_calendar_file_instead(person: Person) -> None:
    ask_for_dates(person)
    assert "Remind me" not in person.labels
    assert [file.name for message in person.reply.messages for file in message.files] == ["ehc-plan-dates.ics"]
