"""On Telegram, a child under 16 is kindly sent to the web chat, and nothing of them stays (T-30)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from person import Person
from sqlalchemy import Engine
from stored import counts

from handlers.assistant import Assistant
from handlers.desk import Desk, functions
from knowledge.flow.engine import Engine as Flows
from storage.sealing import Sealer

GOODBYE = "Telegram is for people of 16 and over"
WEB = "https://chat.example"


@pytest.fixture
def telegram(sqlite_engine: Engine, sealer: Sealer, desk: Desk) -> Person:
    """Someone on Telegram, where there is a web chat too."""
    with_web = replace(desk, web_chat=WEB)
    return Person(Assistant(sqlite_engine, sealer, lambda: with_web), channel="telegram", address="7")


def kept(engine: Engine) -> dict[str, int]:
    return {name: count for name, count in counts(engine).items() if count and name != "turn"}


def is_turned_away(person: Person) -> bool:
    return GOODBYE in person.screen and person.reply.forgotten


@pytest.mark.parametrize("age", ["11 to 15", "Under 11"])
def test_a_band_under_16_at_the_door_leads_to_the_web_chat_and_keeps_nothing(
    age: str, telegram: Person, sqlite_engine: Engine
) -> None:
    telegram.start("youth")
    telegram.tap(age)
    assert is_turned_away(telegram)
    links = {link.url for message in telegram.reply.messages for link in message.links}
    assert f"{WEB}/youth" in links
    assert "tel:08001111" in links
    assert kept(sqlite_engine) == {}


@pytest.mark.parametrize("typed", ["im 14", "14", "fourteen"])
def test_an_age_under_16_that_is_typed_at_the_door_does_the_same(
    typed: str, telegram: Person, sqlite_engine: Engine
) -> None:
    telegram.start("youth")
    telegram.say(typed)
    assert is_turned_away(telegram)
    assert kept(sqlite_engine) == {}


def test_a_child_who_says_so_anywhere_is_heard(telegram: Person, sqlite_engine: Engine) -> None:
    telegram.start("services")
    telegram.say("im 12 and i hate school")
    assert is_turned_away(telegram)
    assert kept(sqlite_engine) == {}
    assert counts(sqlite_engine)["turn"] == 1, "only the reply itself is there, in case the phone asks for it again"


def test_a_child_who_picks_their_age_in_another_flow_is_heard(telegram: Person, sqlite_engine: Engine) -> None:
    telegram.start("adult-life")
    telegram.tap("It is for me")
    telegram.tap("14 to 15")
    assert is_turned_away(telegram)
    assert kept(sqlite_engine) == {}


def test_a_child_who_answers_the_question_of_the_month_or_makes_a_page_is_heard_too(telegram: Person) -> None:
    telegram.start("my-page")
    telegram.tap("Make my page")
    telegram.say("im 13 and i like dogs")
    assert is_turned_away(telegram)


@pytest.mark.parametrize("typed", ["my son is 13", "my son is 13 and hates school", "I am 45 and he is 12"])
def test_a_parent_who_speaks_of_a_child_goes_on(typed: str, telegram: Person) -> None:
    telegram.start("services")
    telegram.say(typed)
    assert GOODBYE not in telegram.screen


def test_a_parent_who_picks_an_age_for_their_child_goes_on(telegram: Person) -> None:
    telegram.start("adult-life")
    telegram.tap("It is for my child")
    telegram.say("13")
    assert "What would you like to plan for?" in telegram.screen


@pytest.mark.parametrize("age", ["16 to 18", "19 to 25", "Skip my age"])
def test_whoever_is_16_or_over_or_gives_no_age_goes_on(age: str, telegram: Person) -> None:
    telegram.start("youth")
    telegram.tap(age)
    assert "What would you like to do?" in telegram.screen


def test_help_for_words_of_danger_comes_before_the_goodbye_and_once(telegram: Person, sqlite_engine: Engine) -> None:
    telegram.start("services")
    telegram.say("i am 13 and my dad hits me")
    assert telegram.reply.messages[0].kind == "help"
    assert telegram.screen.count("0800 1111") <= 2, "the line and its button"
    assert is_turned_away(telegram)
    assert kept(sqlite_engine) == {}


def test_a_question_of_a_child_is_not_kept_for_officers(telegram: Person, sqlite_engine: Engine) -> None:
    telegram.start("")
    telegram.say("im 12, where do i get a purple trolley for my zebra")
    assert is_turned_away(telegram)
    assert counts(sqlite_engine)["unanswered"] == 0


def test_someone_who_is_old_enough_after_all_can_start_again(telegram: Person) -> None:
    telegram.start("services")
    telegram.say("my daughter wrote: i am 13 and nobody listens")
    telegram.tap("I am 16 or over")
    assert "Hello, I am Signpost" in telegram.screen
    assert "Find a service" in telegram.labels


def test_with_no_web_chat_a_grown_up_is_asked_to_find_one(assistant: Assistant) -> None:
    person = Person(assistant, channel="telegram", address="7")
    person.start("youth")
    person.tap("11 to 15")
    assert "Ask a grown-up you trust to find it with you" in person.screen
    assert "Open the web chat" not in person.screen


@pytest.mark.parametrize("channel", ["web", "terminal"])
def test_off_telegram_a_child_is_welcome(channel: str, assistant: Assistant) -> None:
    person = Person(assistant, channel=channel)  # type: ignore[arg-type]
    person.start("youth")
    person.say("i am 12")
    assert GOODBYE not in person.screen
    assert "What would you like to do?" in person.screen


def test_the_same_update_again_gets_the_same_goodbye(telegram: Person, sqlite_engine: Engine) -> None:
    telegram.start("youth")
    first = telegram.tap("11 to 15")
    assert telegram.repeat() == first
    assert kept(sqlite_engine) == {}


def test_an_area_with_no_flow_for_young_people_shows_who_helps_anybody(
    sqlite_engine: Engine, sealer: Sealer, desk: Desk
) -> None:
    bare = replace(desk, engine=Flows({}, functions(desk.knowledge, desk.gazetteer)))
    person = Person(Assistant(sqlite_engine, sealer, lambda: bare), channel="telegram", address="7")
    person.say("i am 13")
    assert is_turned_away(person)
    assert desk.title(desk.knowledge.area.ask_a_person[0]) in person.screen
