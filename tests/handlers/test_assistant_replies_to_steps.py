"""Typed replies to a step, as families type them."""

import pytest
from opinions import to_own_words
from person import Person


@pytest.mark.parametrize(("typed", "age"), [
    ("9", "5 to 10"), ("she's nine", "5 to 10"), ("he is 16", "16 to 19"), ("year 9", "11 to 15"),
    ("baby", "Under 5"), ("under 5", "Under 5"), ("20-25", "20 to 25"), ("rather not say", "Any age"),
])  # fmt: skip
def test_an_age_is_read_as_families_type_it_and_kept_as_its_band(person: Person, typed: str, age: str) -> None:
    person.start("services")
    person.say("autism")
    person.tap("Done")
    person.say(typed)
    person.say("/mydata")
    assert f"Find a service: Age – {age}" in person.screen


def test_an_age_past_the_last_band_is_asked_again(person: Person) -> None:
    person.start("adult-life")
    person.tap("It is for my child")
    person.say("she is 47")
    assert "How old is your child or young person?" in person.screen


@pytest.mark.parametrize(("typed", "place"), [
    ("norwich", "Norwich"), ("gt yarmouth", "Great Yarmouth"), ("Kings Lynn", "King's Lynn"), ("NR1", "NR1"),
    ("nr30 1aa", "NR30"), ("dereham", "Dereham"), ("we live near cromer", "Cromer"), ("anywhere", "Anywhere"),
])  # fmt: skip
def test_a_place_is_read_as_families_type_it(person: Person, typed: str, place: str) -> None:
    person.start("services")
    person.say("autism")
    person.tap("Done")
    person.tap("Any age")
    person.say(typed)
    assert f"Where: {place}." in person.screen


def test_a_service_with_several_near_names_is_asked_back(person: Person) -> None:
    person.start("feedback")
    person.tap("A service")
    person.say("special school")
    assert "Is it one of these?" in person.screen
    assert len(person.labels) > 2
    assert "It is not in the list" in person.labels
    person.press(person.choices[0].value)
    assert "How good was it for you?" in person.screen


def test_words_in_a_text_step_that_are_a_label_are_that_button(person: Person) -> None:
    to_own_words(person)
    person.say("skip what was good")
    assert "What should change?" in person.screen
    person.say("go back")
    assert "What was good?" in person.screen
